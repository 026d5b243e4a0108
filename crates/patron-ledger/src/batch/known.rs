//! Order ids, to see whether an export overlaps what the ledger has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::PathBuf;

use arrow::array::AsArray;
use arrow::error::ArrowError;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use super::load::Part;
use super::origin;
use crate::rule::{KnownOrders, of_text};
use crate::source::SourceBatch;

/// Every order id in files of the ledger, each with its batch.
///
/// `roots` are the batches that rows correct, each with those that do not count against such a row: the batch itself and
/// the batches that it corrected in turn.
///
/// # Errors
/// If a file cannot be read.
pub fn known_orders(
    files: &[(String, PathBuf)],
    roots: &BTreeMap<String, BTreeSet<String>>,
) -> Result<KnownOrders, ParquetError> {
    let beside = roots.keys().map(|batch| (batch.clone(), Default::default()));
    let mut known = KnownOrders { beside: beside.collect(), ..KnownOrders::default() };
    for (batch, path) in files {
        let counted =
            known.beside.iter_mut().filter(|(root, _)| !roots.get(*root).is_some_and(|own| own.contains(batch)));
        let mut sets: Vec<_> = counted.map(|(_, orders)| orders).collect();
        sets.push(&mut known.all);
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
                    let print = of_text(id);
                    for set in &mut sets {
                        set.insert(print);
                    }
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
pub fn rows_of_known_orders(part: &Part, batch: &SourceBatch, known: &KnownOrders) -> Result<u64, ArrowError> {
    let (cells, origins) = origin::cells(part, batch)?;
    let ids = part.mapper.field("order_id", &cells, batch.rows.len());
    let Some(ids) = ids.as_ref().and_then(|array| array.as_string_opt::<i32>()) else { return Ok(0) };
    let is_known = |(row, id): (usize, Option<&str>)| id.is_some_and(|id| known.contain(id, origins.batch(row)));
    Ok(ids.iter().enumerate().filter(|row| is_known(*row)).count() as u64)
}
