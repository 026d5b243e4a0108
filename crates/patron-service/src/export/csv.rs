use std::io::Write;

use arrow::array::RecordBatch;
use serde_json::Value;

use crate::error::{Result, ServiceError};
use crate::query::cell;

use super::{BatchWriter, safe_text};

/// UTF-8 CSV with a heading row; unknown is empty.
pub(super) struct Csv<W: Write> {
    writer: csv::Writer<W>,
}

fn failed(error: &csv::Error) -> ServiceError {
    ServiceError::new("export-failed", format!("the file could not be written: {error}")).hint("check the disk's room")
}

impl<W: Write> Csv<W> {
    pub(super) fn new(sink: W, titles: &[String]) -> Result<Self> {
        let mut writer = csv::Writer::from_writer(sink);
        writer.write_record(titles).map_err(|error| failed(&error))?;
        Ok(Self { writer })
    }
}

impl<W: Write> BatchWriter for Csv<W> {
    fn batch(&mut self, batch: &RecordBatch) -> Result<()> {
        for row in 0..batch.num_rows() {
            for column in batch.columns() {
                let written = match cell(column.as_ref(), row) {
                    Value::Null => self.writer.write_field(""),
                    Value::String(text) => self.writer.write_field(safe_text(&text).as_bytes()),
                    other => self.writer.write_field(other.to_string()),
                };
                written.map_err(|error| failed(&error))?;
            }
            self.writer.write_record(None::<&[u8]>).map_err(|error| failed(&error))?;
        }
        Ok(())
    }

    fn close(mut self: Box<Self>) -> Result<()> {
        Ok(self.writer.flush()?)
    }
}
