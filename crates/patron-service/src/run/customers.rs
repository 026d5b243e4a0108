use std::path::Path;
use std::sync::Arc;

use arrow::array::{RecordBatch, UInt64Array};
use arrow::datatypes::{DataType, Field, FieldRef, Schema};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, cast, ident, lit};
use datafusion::scalar::ScalarValue;
use futures::StreamExt;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use crate::analyses::beside;
use crate::catalogue::{Measure, MeasureKind};
use crate::error::Result;

use super::RunContext;

/// Rows per row group: small enough to skip by statistics and to keep in memory, large enough to scan.
const GROUP_ROWS: usize = 65_536;
/// Rows per page: single rows are read page by page.
const PAGE_ROWS: usize = 2048;

/// Place of a row in the table, from 0: how pages find single rows again. Not a measure, and not shown.
pub(crate) const POSITION: &str = "position";

/// The type of a measure that no analysis could fill.
pub(crate) fn null_of(measure: &Measure) -> Expr {
    match measure.kind {
        MeasureKind::Number => lit(ScalarValue::Float64(None)),
        MeasureKind::Date => lit(ScalarValue::Date32(None)),
        MeasureKind::Label | MeasureKind::Text => lit(ScalarValue::Utf8(None)),
    }
    .alias(measure.id.clone())
}

/// Columns of the company's own customer records that the table carries along.
pub(crate) fn attribute_columns(records: &DataFrame) -> Vec<String> {
    let hidden = ["customer_id", "source_file", "source_row"];
    let names = records.schema().fields().iter().map(|field| field.name().clone());
    names.filter(|name| !hidden.contains(&name.as_str())).collect()
}

/// Measures in the order of the catalogue, then the attributes.
pub(super) async fn with_attributes(
    scored: DataFrame,
    measures: &[Measure],
    context: &RunContext,
) -> Result<(DataFrame, Vec<String>)> {
    let columns: Vec<Expr> = measures.iter().map(|measure| ident(measure.id.as_str())).collect();
    let kept = scored.select(columns.clone())?;
    if context.records.rows("customers") == 0 {
        // joins along the way may have changed the order
        return Ok((kept.sort(vec![ident("customer_id").sort(true, false)])?, Vec::new()));
    }
    let session = context.records.engine().session();
    let records = context.records.table(&session, "customers")?;
    let mut names = attribute_columns(&records);
    // those that a card reads are measures
    names.retain(|name| !measures.iter().any(|measure| measure.id == *name));
    let mut carried = vec![ident("customer_id").alias("record_id")];
    carried.extend(names.iter().map(|name| ident(name.as_str())));
    let joined = beside(kept, records.select(carried)?, "customer_id", "record_id")?;
    let columns = columns.into_iter().chain(names.iter().map(|name| ident(name.as_str())));
    let joined = joined.select(columns.collect::<Vec<_>>())?.sort(vec![ident("customer_id").sort(true, false)])?;
    Ok((joined, names))
}

/// Writes the customer table and says how many customers it has.
pub(super) async fn write(table: DataFrame, path: &Path, context: &RunContext) -> Result<u64> {
    let columns: Vec<Expr> = table
        .schema()
        .fields()
        .iter()
        .map(|field| match field.data_type() {
            DataType::Utf8View => cast(ident(field.name().as_str()), DataType::Utf8).alias(field.name().clone()),
            _ => ident(field.name().as_str()),
        })
        .collect();
    let table = table.select(columns)?;
    let mut fields: Vec<FieldRef> = table.schema().fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new(POSITION, DataType::UInt64, false)));
    let schema = Arc::new(Schema::new(fields));
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_column_dictionary_enabled(POSITION.into(), false)
        .set_column_encoding(POSITION.into(), Encoding::DELTA_BINARY_PACKED);
    for field in schema.fields() {
        if matches!(field.data_type(), DataType::Float64 | DataType::Float32) {
            properties = properties.set_column_dictionary_enabled(field.name().as_str().into(), false);
        }
    }
    let file = std::fs::File::create(path)?;
    let mut writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties.build()))
        .map_err(datafusion::error::DataFusionError::from)?;
    let mut rows = 0_u64;
    let mut stream = table.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        let positions = UInt64Array::from_iter_values(rows..rows + batch.num_rows() as u64);
        rows += batch.num_rows() as u64;
        context.step("write", rows, 0)?;
        let mut columns = batch.columns().to_vec();
        columns.push(Arc::new(positions));
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns)?;
        writer.write(&batch).map_err(datafusion::error::DataFusionError::from)?;
    }
    let file = writer.into_inner().map_err(datafusion::error::DataFusionError::from)?;
    file.sync_all()?;
    Ok(rows)
}
