use std::borrow::Cow;
use std::io::Write;

use arrow::array::RecordBatch;
use patron_ledger::value::formula::disarmed;
use serde_json::Value;

use crate::error::{Result, ServiceError};
use crate::query::cell;

use super::{Audience, BatchWriter};

/// UTF-8 CSV with a heading row; unknown is empty.
pub(super) struct Csv<W: Write> {
    writer: csv::Writer<W>,
    audience: Audience,
}

fn failed(error: &csv::Error) -> ServiceError {
    ServiceError::new("export-failed", format!("the file could not be written: {error}")).hint("check the disk's room")
}

/// A text as the audience gets it.
pub(crate) fn shown(text: &str, audience: Audience) -> Cow<'_, str> {
    if audience == Audience::People { disarmed(text) } else { Cow::Borrowed(text) }
}

impl<W: Write> Csv<W> {
    pub(super) fn new(sink: W, titles: &[String], audience: Audience) -> Result<Self> {
        let mut writer = csv::Writer::from_writer(sink);
        let titles = titles.iter().map(|title| shown(title, audience));
        writer.write_record(titles.map(|title| title.into_owned().into_bytes())).map_err(|error| failed(&error))?;
        Ok(Self { writer, audience })
    }
}

impl<W: Write> BatchWriter for Csv<W> {
    fn batch(&mut self, batch: &RecordBatch) -> Result<()> {
        for row in 0..batch.num_rows() {
            for column in batch.columns() {
                let written = match cell(column.as_ref(), row) {
                    Value::Null => self.writer.write_field(""),
                    Value::String(text) => self.writer.write_field(shown(&text, self.audience).as_bytes()),
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
