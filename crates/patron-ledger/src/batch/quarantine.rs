//! Rejected rows in Parquet, one file a batch.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StringArray, UInt64Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, UInt64Type};
use arrow::record_batch::RecordBatch;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection};
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::errors::{ParquetError, Result};
use serde_json::Map;

use super::corrections::Corrections;
use super::new_file::NewFile;
use super::reject::Reject;
use super::sort::compressed;

fn schema() -> SchemaRef {
    let text = |name: &str, null: bool| Field::new(name, DataType::Utf8, null);
    Arc::new(Schema::new(vec![
        text("file", false),
        Field::new("row", DataType::UInt64, false),
        text("column", true),
        text("value", true),
        text("reason", false),
        text("expected", false),
        text("cells", false),
    ]))
}

/// Writes rejected rows as they come.
#[derive(Debug)]
pub struct QuarantineWriter {
    file: NewFile,
    handle: File,
    writer: ArrowWriter<File>,
}

impl QuarantineWriter {
    /// Creates the file.
    ///
    /// # Errors
    /// If it exists or cannot be created.
    pub fn create(path: &Path) -> Result<Self> {
        let (file, handle) = NewFile::create(path)?;
        let writer = ArrowWriter::try_new(handle.try_clone()?, schema(), Some(compressed().build()))?;
        Ok(Self { file, handle, writer })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&mut self, rejects: &[Reject]) -> Result<()> {
        let text =
            |of: fn(&Reject) -> Option<&str>| Arc::new(rejects.iter().map(of).collect::<StringArray>()) as ArrayRef;
        let cells = rejects.iter().map(|reject| serde_json::to_string(&reject.cells)).collect::<Result<Vec<_>, _>>();
        let cells = cells.map_err(|error| ParquetError::External(Box::new(error)))?;
        let columns = vec![
            text(|reject| Some(&reject.file)),
            Arc::new(rejects.iter().map(|reject| Some(reject.row)).collect::<UInt64Array>()),
            text(|reject| reject.column.as_deref()),
            text(|reject| reject.value.as_deref()),
            text(|reject| Some(&reject.reason)),
            text(|reject| Some(&reject.expected)),
            Arc::new(StringArray::from(cells)),
        ];
        self.writer.write(&RecordBatch::try_new(schema(), columns)?)
    }

    /// Finishes the file and brings it to disk.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> Result<NewFile> {
        self.writer.close()?;
        self.file.synchronise(&self.handle)?;
        Ok(self.file)
    }
}

/// The rejected rows of one batch that did not come back corrected, from `skip` on, at most `limit`, and how many there
/// are in all.
///
/// # Errors
/// If the file cannot be read.
pub fn read_quarantine(
    path: &Path,
    batch: &str,
    corrections: &Corrections,
    skip: usize,
    limit: usize,
) -> Result<(Vec<Reject>, u64)> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    let rows = usize::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(0);
    let (builder, total) = if corrections.touch(batch) {
        let waiting = waiting(path, batch, corrections)?;
        let page = waiting.iter().skip(skip).take(limit).map(|&row| row..row + 1);
        (builder.with_row_selection(RowSelection::from_consecutive_ranges(page, rows)), waiting.len())
    } else {
        (builder.with_offset(skip).with_limit(limit), rows)
    };
    let mut rejects = Vec::new();
    for batch in builder.build()? {
        let batch = batch?;
        let text = |at: usize| batch.column(at).as_string::<i32>();
        let rows = batch.column(1).as_primitive::<UInt64Type>();
        for index in 0..batch.num_rows() {
            let some = |at: usize| (!text(at).is_null(index)).then(|| text(at).value(index).to_owned());
            let cells: Map<_, _> =
                serde_json::from_str(text(6).value(index)).map_err(|error| ParquetError::External(Box::new(error)))?;
            rejects.push(Reject {
                file: some(0).unwrap_or_default(),
                row: rows.value(index),
                column: some(2),
                value: some(3),
                reason: some(4).unwrap_or_default(),
                expected: some(5).unwrap_or_default(),
                cells,
            });
        }
    }
    Ok((rejects, total as u64))
}

/// Positions of the rows that did not come back.
fn waiting(path: &Path, batch: &str, corrections: &Corrections) -> Result<Vec<usize>> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), ["file", "row"]);
    let (mut waiting, mut before) = (Vec::new(), 0);
    for rows in builder.with_projection(mask).build()? {
        let rows = rows?;
        let (files, lines) = (rows.column(0).as_string::<i32>(), rows.column(1).as_primitive::<UInt64Type>());
        let waits = |row: &usize| !corrections.have(batch, files.value(*row), lines.value(*row));
        waiting.extend((0..rows.num_rows()).filter(waits).map(|row| before + row));
        before += rows.num_rows();
    }
    Ok(waiting)
}
