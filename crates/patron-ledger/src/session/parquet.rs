use std::path::PathBuf;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::dataframe::DataFrame;
use datafusion::datasource::empty::EmptyTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::SortExpr;
use datafusion::prelude::{SessionContext, col};

/// Parquet files that make up one table.
#[derive(Debug, Clone)]
pub struct ParquetFiles {
    /// absolute paths
    pub paths: Vec<PathBuf>,
    pub schema: SchemaRef,
    /// columns every file is sorted by, ascending with nulls last
    pub sorted_by: Vec<String>,
}

/// Reads exactly the listed files, never a folder; without files it is an empty table of that schema.
///
/// # Errors
/// When a path is no valid location.
pub fn read_parquet(session: &SessionContext, files: &ParquetFiles) -> Result<DataFrame> {
    let schema = with_views(&files.schema);
    if files.paths.is_empty() {
        return session.read_table(Arc::new(EmptyTable::new(schema)));
    }
    let urls = files.paths.iter().map(|path| {
        let text = path
            .to_str()
            .ok_or_else(|| DataFusionError::Plan(format!("path `{}` is not valid UTF-8", path.display())))?;
        ListingTableUrl::parse(text)
    });
    let sort: Vec<SortExpr> = files.sorted_by.iter().map(|name| col(name.as_str()).sort(true, false)).collect();
    let mut options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension("");
    if !sort.is_empty() {
        options = options.with_file_sort_order(vec![sort]);
    }
    let config = ListingTableConfig::new_with_multi_paths(urls.collect::<Result<Vec<_>>>()?)
        .with_listing_options(options)
        .with_schema(schema);
    session.read_table(Arc::new(ListingTable::try_new(config)?))
}

/// Texts as views, which the engine reads without copying; a cast afterwards would forget the files' order.
fn with_views(schema: &SchemaRef) -> SchemaRef {
    let fields = schema.fields().iter().map(|field| match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => Field::new(field.name(), DataType::Utf8View, field.is_nullable()),
        _ => field.as_ref().clone(),
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}
