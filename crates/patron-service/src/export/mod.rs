//! Whole tables as files: CSV, JSON, Parquet, XLSX. Rows stream; nothing is cut.

mod csv;
mod json;
mod parquet;
mod sheet;
mod xlsx;

use std::io::Write;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use datafusion::dataframe::DataFrame;
use futures::StreamExt;

use crate::error::{Result, ServiceError};

pub(crate) use csv::shown;
pub use patron_ledger::value::formula::disarmed;
pub(crate) use sheet::{MAX_ROWS, failed, fits};
pub use sheet::{Sheet, SheetCell, workbook};

/// A file format for tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    /// an array of objects
    Json,
    Parquet,
    Xlsx,
}

impl Format {
    /// The format of a word or a file extension.
    ///
    /// # Errors
    /// `unknown-format`.
    pub fn parse(word: &str) -> Result<Self> {
        match word.to_ascii_lowercase().as_str() {
            "csv" => Ok(Self::Csv),
            "json" => Ok(Self::Json),
            "parquet" => Ok(Self::Parquet),
            "xlsx" => Ok(Self::Xlsx),
            _ => Err(ServiceError::new(
                "unknown-format",
                format!("format `{word}`, expected csv, json, parquet or xlsx"),
            )
            .value("format", word)
            .hint("end the file name in .csv, .json, .parquet or .xlsx")),
        }
    }

    /// Media type for HTTP.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Usual file extension.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Who reads a table: it decides what CSV does with texts that a spreadsheet would run as formulas. Workbooks write
/// texts as texts, and JSON and Parquet are for programs: none of them changes a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// such texts get an apostrophe, headings too: `patron_ledger::value::formula`
    People,
    /// an exchange format: every text as it is
    Programs,
}

/// Takes the batches of one table.
trait BatchWriter {
    fn batch(&mut self, batch: &RecordBatch) -> Result<()>;

    /// Writes what comes after the last row.
    fn close(self: Box<Self>) -> Result<()>;
}

/// A table that is being written, batch by batch.
pub struct Writer<'a> {
    writer: Box<dyn BatchWriter + Send + 'a>,
    rows: u64,
}

impl std::fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl<'a> Writer<'a> {
    /// Begins a table of batches with this schema; `headings` are the column titles of CSV and XLSX, the column names
    /// where absent.
    ///
    /// # Errors
    /// When the sink is full or the table does not fit the format.
    pub fn new<W: Write + Send + 'a>(
        schema: &SchemaRef,
        format: Format,
        headings: Option<&[String]>,
        audience: Audience,
        sink: W,
    ) -> Result<Self> {
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let titles = headings.map_or(names, <[String]>::to_vec);
        let writer: Box<dyn BatchWriter + Send + 'a> = match format {
            Format::Csv => Box::new(csv::Csv::new(sink, &titles, audience)?),
            Format::Json => Box::new(json::Json::new(sink, schema)?),
            Format::Parquet => Box::new(parquet::Parquet::new(sink, schema)?),
            Format::Xlsx => Box::new(xlsx::Xlsx::new(sink, &titles)?),
        };
        Ok(Self { writer, rows: 0 })
    }

    /// Writes some rows.
    ///
    /// # Errors
    /// When the sink is full or the rows do not fit the format.
    pub fn batch(&mut self, batch: &RecordBatch) -> Result<()> {
        self.rows += batch.num_rows() as u64;
        self.writer.batch(batch)
    }

    /// Writes what comes after the last row; the number of rows.
    ///
    /// # Errors
    /// When the sink is full.
    pub fn close(self) -> Result<u64> {
        self.writer.close()?;
        Ok(self.rows)
    }
}

/// Writes every row of a plan, as [`Writer`] does.
///
/// # Errors
/// When the engine fails, the sink is full, or the table does not fit the format.
pub async fn write<W: Write + Send>(
    frame: DataFrame,
    format: Format,
    headings: Option<&[String]>,
    audience: Audience,
    sink: W,
) -> Result<u64> {
    let mut writer = Writer::new(frame.schema().inner(), format, headings, audience, sink)?;
    let mut stream = frame.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        writer.batch(&batch?)?;
    }
    writer.close()
}
