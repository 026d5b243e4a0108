//! Order ids, to see whether an export overlaps what the ledger has.

use std::fs::File;
use std::path::PathBuf;

use arrow::array::AsArray;
use arrow::error::ArrowError;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use super::cells::as_text;
use crate::mapping::Mapper;
use crate::rule::{Fingerprints, of_text};
use crate::source::SourceBatch;

/// Fingerprints of every order id in files of the ledger.
///
/// # Errors
/// If a file cannot be read.
pub fn known_orders(paths: &[PathBuf]) -> Result<Fingerprints, ParquetError> {
    let mut known = Fingerprints::default();
    for path in paths {
        let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
        let mask = ProjectionMask::columns(builder.parquet_schema(), ["order_id"]);
        for batch in builder.with_projection(mask).with_batch_size(8192).build()? {
            let batch = batch?;
            let Some(ids) = batch.column_by_name("order_id").and_then(|array| array.as_string_opt::<i32>()) else {
                continue;
            };
            let mut last = None;
            for id in ids.iter().flatten() {
                // lines of one order often stand together
                if last != Some(id) {
                    known.insert(of_text(id));
                    last = Some(id);
                }
            }
        }
    }
    Ok(known)
}

/// How many rows of a batch belong to a known order.
///
/// # Errors
/// If the cells cannot be shown as text.
pub fn rows_of_known_orders(mapper: &Mapper, batch: &SourceBatch, known: &Fingerprints) -> Result<u64, ArrowError> {
    let cells = batch.columns.iter().map(as_text).collect::<Result<Vec<_>, _>>()?;
    let ids = mapper.field("order_id", &cells, batch.rows.len());
    let Some(ids) = ids.as_ref().and_then(|array| array.as_string_opt::<i32>()) else { return Ok(0) };
    Ok(ids.iter().flatten().filter(|id| known.contains(&of_text(id))).count() as u64)
}
