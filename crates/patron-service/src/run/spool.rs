use std::path::Path;
use std::sync::Arc;

use arrow::datatypes::SchemaRef;
use arrow::ipc::writer::FileWriter;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::file_format::arrow::ArrowFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::logical_expr::col;
use datafusion::prelude::SessionContext;
use futures::StreamExt;

use crate::error::Result;

use super::Cancel;

/// Writes what a plan makes to a scratch file and continues from there, so that nothing is computed twice and memory
/// stays bounded. Rows keep their order by `customer_id`.
pub(super) async fn spool(
    frame: DataFrame,
    path: &Path,
    session: &SessionContext,
    cancel: &Cancel,
) -> Result<DataFrame> {
    let schema: SchemaRef = Arc::clone(frame.schema().inner());
    let mut stream = frame.execute_stream().await?;
    let file = std::io::BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    let mut writer = FileWriter::try_new(file, &schema)?;
    while let Some(batch) = stream.next().await {
        cancel.check()?;
        writer.write(&batch?)?;
    }
    writer.finish()?;
    let url = ListingTableUrl::parse(path.to_string_lossy())?;
    let options = ListingOptions::new(Arc::new(ArrowFormat))
        .with_file_extension("")
        .with_file_sort_order(vec![vec![col("customer_id").sort(true, false)]]);
    let config = ListingTableConfig::new(url).with_listing_options(options).with_schema(schema);
    let table = ListingTable::try_new(config)?;
    Ok(session.read_table(Arc::new(table))?)
}
