//! Batches of rows, bad rows beside them.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, StringBuilder};
use arrow::datatypes::{Field, Schema, SchemaRef};
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;

use super::bad_row::BadRow;
use super::row::{Fault, Row, Rows};
use super::{Detail, Source, SourceError, Watch, parquet_file};

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// Most rows of a batch; a batch also ends at 16 MiB of text.
    pub batch_rows: usize,
    /// Names of the columns wanted, in the order of the file whatever their order here; all if
    /// `None`. A failed formula in a column that is not wanted does not make its row bad.
    pub columns: Option<Vec<String>>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { batch_rows: 8192, columns: None }
    }
}

/// Some rows of a source, in the order of the file.
#[derive(Debug, Clone)]
pub struct SourceBatch {
    /// Number of the first data row looked at for this batch, from 1; the header is not counted.
    pub first_row: u64,
    /// Number of each good row.
    pub rows: Vec<u64>,
    /// Line of the file (or row of the sheet) where each good row begins; the header's is usually
    /// 1. Parquet has no lines: the number of the row.
    pub lines: Vec<u64>,
    /// The wanted columns of the good rows: text with null for empty or missing cells (kept as
    /// written otherwise, blanks included), or the file's own types for Parquet.
    pub columns: Vec<ArrayRef>,
    /// Rows that could not be read.
    pub bad: Vec<BadRow>,
}

impl SourceBatch {
    /// Rows looked at: good and bad.
    #[must_use]
    pub const fn looked_at(&self) -> usize {
        self.rows.len() + self.bad.len()
    }
}

/// The batches of a source; ends after the first error.
pub struct Batches {
    schema: SchemaRef,
    reader: Reader,
    done: bool,
}

enum Reader {
    Text(TextBatches),
    Parquet { reader: ParquetRecordBatchReader, source: Source, watch: Watch, read: u64, rows: u64 },
}

impl std::fmt::Debug for Batches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batches").field("schema", &self.schema).field("done", &self.done).finish_non_exhaustive()
    }
}

impl Batches {
    /// Names and types of the columns of every batch.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// Reads `source` from its first row.
///
/// # Errors
/// If the file is gone or changed since it was opened, or a wanted column is not in it. Later
/// failures come out of the iterator.
pub fn read(source: &Source, options: &ReadOptions, watch: &Watch) -> Result<Batches, SourceError> {
    let wanted = wanted(source, options)?;
    let fields = wanted.iter().filter_map(|at| source.columns().get(*at)).map(|column| {
        let data_type = column.data_type.clone().unwrap_or(arrow::datatypes::DataType::Utf8);
        Field::new(&column.name, data_type, true)
    });
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let batch_rows = options.batch_rows.max(1);
    let reader = match (source.rows(watch)?, source.detail()) {
        (Some(rows), _) => Reader::Text(TextBatches::new(rows, source, wanted, batch_rows)),
        (None, detail) => Reader::Parquet {
            reader: parquet_file::batches(source.path(), &wanted, batch_rows)?,
            source: source.clone(),
            watch: watch.clone(),
            read: 0,
            rows: if let Detail::Parquet { rows, .. } = detail { *rows } else { 0 },
        },
    };
    Ok(Batches { schema, reader, done: false })
}

fn wanted(source: &Source, options: &ReadOptions) -> Result<Vec<usize>, SourceError> {
    let Some(names) = &options.columns else { return Ok((0..source.columns().len()).collect()) };
    let mut wanted = Vec::with_capacity(names.len());
    for name in names {
        let at = source.columns().iter().position(|column| column.name == *name);
        wanted.push(at.ok_or_else(|| SourceError::column_missing(source.path(), name, &source.column_names()))?);
    }
    wanted.sort_unstable();
    wanted.dedup();
    Ok(wanted)
}

impl Iterator for Batches {
    type Item = Result<SourceBatch, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let next = match &mut self.reader {
            Reader::Text(text) => text.next_batch().transpose(),
            Reader::Parquet { reader, source, watch, read, rows } => {
                next_parquet(reader, source, watch, read, *rows).transpose()
            }
        };
        self.done = !matches!(next, Some(Ok(_)));
        next
    }
}

fn next_parquet(
    reader: &mut ParquetRecordBatchReader,
    source: &Source,
    watch: &Watch,
    read: &mut u64,
    rows: u64,
) -> Result<Option<SourceBatch>, SourceError> {
    if watch.is_cancelled() {
        return Err(SourceError::cancelled(source.path()));
    }
    let Some(batch) = reader.next() else { return Ok(None) };
    let batch = batch.map_err(|error| SourceError::damaged(source.path(), "Parquet", error))?;
    let first_row = *read + 1;
    *read += batch.num_rows() as u64;
    let share = *read as f64 / rows.max(1) as f64;
    watch.report((source.bytes() as f64 * share) as u64, source.bytes());
    let numbers: Vec<u64> = (first_row..=*read).collect();
    let columns = batch.columns().to_vec();
    Ok(Some(SourceBatch { first_row, rows: numbers.clone(), lines: numbers, columns, bad: Vec::new() }))
}

struct TextBatches {
    rows: Box<dyn Rows>,
    row: Row,
    names: Vec<String>,
    missing: Vec<String>,
    /// For each column of the file, whether it is wanted.
    mask: Vec<bool>,
    wanted: usize,
    batch_rows: usize,
}

const BATCH_BYTES: usize = 16 << 20;

impl TextBatches {
    fn new(rows: Box<dyn Rows>, source: &Source, wanted: Vec<usize>, batch_rows: usize) -> Self {
        let mask = (0..source.columns().len()).map(|at| wanted.binary_search(&at).is_ok()).collect();
        Self {
            rows,
            row: Row::default(),
            names: source.column_names(),
            missing: source.options().missing_words.clone(),
            mask,
            wanted: wanted.len(),
            batch_rows,
        }
    }

    fn next_batch(&mut self) -> Result<Option<SourceBatch>, SourceError> {
        let mut builders: Vec<StringBuilder> = (0..self.wanted).map(|_| StringBuilder::new()).collect();
        let (mut numbers, mut lines, mut bad) = (Vec::new(), Vec::new(), Vec::new());
        let (mut first_row, mut bytes) = (None, 0);
        while numbers.len() + bad.len() < self.batch_rows && bytes < BATCH_BYTES {
            if !self.rows.next(&mut self.row)? {
                break;
            }
            first_row.get_or_insert(self.row.number);
            bytes += self.row.text.len();
            if let Some(fault) = self.fault() {
                bad.push(self.row.bad(&fault, &self.names));
                continue;
            }
            numbers.push(self.row.number);
            lines.push(self.row.line);
            let wanted = self.row.cells().zip(&self.mask).filter(|(_, wanted)| **wanted);
            for ((cell, _), builder) in wanted.zip(&mut builders) {
                let trimmed = cell.trim();
                if trimmed.is_empty() || self.missing.iter().any(|word| word == trimmed) {
                    builder.append_null();
                } else {
                    builder.append_value(cell);
                }
            }
        }
        Ok(first_row.map(|first_row| SourceBatch {
            first_row,
            rows: numbers,
            lines,
            columns: builders.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef).collect(),
            bad,
        }))
    }

    /// The fault of the row, or of a wanted cell in it.
    fn fault(&mut self) -> Option<Fault> {
        let failed = self.row.failed.iter().find(|at| self.mask.get(**at).is_some_and(|wanted| *wanted));
        self.row.fault.take().or_else(|| {
            failed.map(|at| Fault {
                reason: "formula-failed",
                expected: "a value, not the error of a formula".to_owned(),
                column: Some(*at),
                value: None,
            })
        })
    }
}

/// The text of one value of an array, as profiles and messages show it; `None` for null.
pub(super) fn shown(array: &dyn Array, at: usize) -> Option<String> {
    use arrow::util::display::{ArrayFormatter, FormatOptions};
    if array.is_null(at) {
        return None;
    }
    let options = FormatOptions::default();
    ArrayFormatter::try_new(array, &options).ok()?.value(at).try_to_string().ok()
}
