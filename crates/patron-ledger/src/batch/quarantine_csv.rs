//! Rejected rows as CSV that can be corrected in a spreadsheet and imported again: cells are disarmed here and come back
//! whole.

use std::io::{self, Write};

use serde_json::Value;

use super::reject::Reject;
use crate::value::formula::disarmed;

/// Why a row was rejected, after the columns of its file.
const REASON_COLUMNS: [&str; 7] =
    ["patron_batch", "patron_file", "patron_row", "patron_column", "patron_value", "patron_reason", "patron_expected"];

/// Writes rejects, UTF-8 with a byte-order mark so that spreadsheets read it.
#[derive(Debug)]
pub struct QuarantineCsv<W: Write> {
    writer: csv::Writer<W>,
    columns: Vec<String>,
    rows: u64,
}

impl<W: Write> QuarantineCsv<W> {
    /// Adds the columns that rejects have to those known, in order.
    pub fn collect_columns(rejects: &[Reject], columns: &mut Vec<String>) {
        let mut last: Option<&Reject> = None;
        for reject in rejects {
            // rows of one file have the same columns
            if last.is_some_and(|last| last.cells.keys().eq(reject.cells.keys())) {
                continue;
            }
            for name in reject.cells.keys().filter(|name| !name.starts_with(super::OWN_COLUMN_PREFIX)) {
                if !columns.contains(name) {
                    columns.push(name.clone());
                }
            }
            last = Some(reject);
        }
    }

    /// Begins a file with these columns.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(mut output: W, columns: Vec<String>) -> io::Result<Self> {
        output.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::Writer::from_writer(output);
        writer.write_record(columns.iter().map(String::as_str).chain(REASON_COLUMNS))?;
        Ok(Self { writer, columns, rows: 0 })
    }

    /// Adds rows of a batch.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&mut self, batch: &str, rejects: &[Reject]) -> io::Result<()> {
        for reject in rejects {
            let row = reject.row.to_string();
            let cells =
                self.columns.iter().map(|name| reject.cells.get(name).and_then(Value::as_str).unwrap_or_default());
            let why = [
                batch,
                &reject.file,
                &row,
                reject.column.as_deref().unwrap_or_default(),
                reject.value.as_deref().unwrap_or_default(),
                &reject.reason,
                &reject.expected,
            ];
            let record = cells.chain(why).map(disarmed).collect::<Vec<_>>();
            self.writer.write_record(record.iter().map(|cell| cell.as_bytes()))?;
            self.rows += 1;
        }
        Ok(())
    }

    /// Ends the file; answers how many rows it has.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<u64> {
        self.writer.flush()?;
        Ok(self.rows)
    }
}
