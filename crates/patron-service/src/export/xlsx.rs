use std::io::Write;

use arrow::array::RecordBatch;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::Value;

use crate::error::Result;
use crate::query::cell;

use super::BatchWriter;
use super::sheet::{MAX_ROWS, failed, fits, too_long};

/// One sheet, written row by row in constant memory.
pub(super) struct Xlsx<W: Write> {
    sink: W,
    workbook: Workbook,
    rows: usize,
    titles: Vec<String>,
}

impl<W: Write> Xlsx<W> {
    pub(super) fn new(sink: W, titles: &[String]) -> Result<Self> {
        let mut workbook = Workbook::new();
        let page = workbook.add_worksheet_with_constant_memory().map_err(|error| failed(&error))?;
        let heading = Format::new().set_bold();
        let written = (|| -> Result<(), XlsxError> {
            page.set_freeze_panes(1, 1)?;
            for (column, title) in (0..).zip(titles) {
                page.set_column_width(column, 16)?;
                page.write_string_with_format(0, column, title, &heading)?;
            }
            Ok(())
        })();
        written.map_err(|error| failed(&error))?;
        Ok(Self { sink, workbook, rows: 0, titles: titles.to_vec() })
    }
}

impl<W: Write> BatchWriter for Xlsx<W> {
    fn batch(&mut self, batch: &RecordBatch) -> Result<()> {
        if self.rows + batch.num_rows() > MAX_ROWS {
            return Err(too_long(self.rows + batch.num_rows()));
        }
        let page = self.workbook.worksheet_from_index(0).map_err(|error| failed(&error))?;
        for row in 0..batch.num_rows() {
            let line = u32::try_from(self.rows + row + 1).unwrap_or(u32::MAX);
            for ((index, column), title) in (0..).zip(batch.columns()).zip(&self.titles) {
                let value = cell(column.as_ref(), row);
                if let Value::String(text) = &value {
                    fits(text, title, self.rows + row + 2)?;
                }
                let written = match value {
                    Value::Null => continue,
                    Value::Number(number) => page.write_number(line, index, number.as_f64().unwrap_or_default()),
                    Value::Bool(flag) => page.write_boolean(line, index, flag),
                    Value::String(text) => page.write_string(line, index, text),
                    other => page.write_string(line, index, other.to_string()),
                };
                written.map_err(|error| failed(&error))?;
            }
        }
        self.rows += batch.num_rows();
        Ok(())
    }

    fn close(mut self: Box<Self>) -> Result<()> {
        let bytes = self.workbook.save_to_buffer().map_err(|error| failed(&error))?;
        self.sink.write_all(&bytes)?;
        Ok(self.sink.flush()?)
    }
}
