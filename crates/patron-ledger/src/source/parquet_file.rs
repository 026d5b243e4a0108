//! Parquet: typed columns, read by the engine's own reader.

use std::fs::File;
use std::path::Path;

use arrow::datatypes::SchemaRef;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;

use super::SourceError;

/// What the footer says.
pub(super) struct Footer {
    pub(super) schema: SchemaRef,
    pub(super) rows: u64,
    pub(super) row_groups: usize,
}

pub(super) fn footer(path: &Path) -> Result<Footer, SourceError> {
    let builder = builder(path)?;
    let metadata = builder.metadata();
    Ok(Footer {
        schema: builder.schema().clone(),
        rows: u64::try_from(metadata.file_metadata().num_rows()).unwrap_or(0),
        row_groups: metadata.num_row_groups(),
    })
}

/// Batches of the columns at `columns`, in the order of the file.
pub(super) fn batches(
    path: &Path,
    columns: &[usize],
    batch_rows: usize,
) -> Result<ParquetRecordBatchReader, SourceError> {
    let builder = builder(path)?;
    let mask = ProjectionMask::roots(builder.parquet_schema(), columns.iter().copied());
    builder.with_projection(mask).with_batch_size(batch_rows).build().map_err(|error| failed(path, &error))
}

fn builder(path: &Path) -> Result<ParquetRecordBatchReaderBuilder<File>, SourceError> {
    let file = File::open(path).map_err(|error| SourceError::open(path, &error))?;
    ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| failed(path, &error))
}

fn failed(path: &Path, error: &ParquetError) -> SourceError {
    let detail = error.to_string();
    // the file begins as Parquet does, so that a missing footer means a missing end
    if matches!(error, ParquetError::EOF(_)) || detail.contains("Corrupt footer") {
        return SourceError::truncated(path, "Parquet", None);
    }
    SourceError::damaged(path, "Parquet", detail)
}
