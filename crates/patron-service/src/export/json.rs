use std::io::Write;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use serde_json::{Map, Value};

use crate::error::Result;
use crate::query::cell;

use super::BatchWriter;

/// An array with one object per row, one row per line.
pub(super) struct Json<W: Write> {
    sink: W,
    names: Vec<String>,
    first: bool,
}

impl<W: Write> Json<W> {
    pub(super) fn new(mut sink: W, schema: &SchemaRef) -> Result<Self> {
        sink.write_all(b"[")?;
        Ok(Self { sink, names: schema.fields().iter().map(|field| field.name().clone()).collect(), first: true })
    }
}

impl<W: Write> BatchWriter for Json<W> {
    fn batch(&mut self, batch: &RecordBatch) -> Result<()> {
        for row in 0..batch.num_rows() {
            let cells = batch.columns().iter().map(|column| cell(column.as_ref(), row));
            let object: Map<String, Value> = self.names.iter().cloned().zip(cells).collect();
            self.sink.write_all(if self.first { b"\n" } else { b",\n" })?;
            self.first = false;
            serde_json::to_writer(&mut self.sink, &object)?;
        }
        Ok(())
    }

    fn close(mut self: Box<Self>) -> Result<()> {
        self.sink.write_all(b"\n]\n")?;
        Ok(self.sink.flush()?)
    }
}
