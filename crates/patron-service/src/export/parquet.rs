use std::io::Write;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::error::Result;

use super::BatchWriter;

/// Parquet with the types of the table.
pub(super) struct Parquet<W: Write + Send> {
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> Parquet<W> {
    pub(super) fn new(sink: W, schema: &SchemaRef) -> Result<Self> {
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
        let writer = ArrowWriter::try_new(sink, schema.clone(), Some(properties))
            .map_err(datafusion::error::DataFusionError::from)?;
        Ok(Self { writer })
    }
}

impl<W: Write + Send> BatchWriter for Parquet<W> {
    fn batch(&mut self, batch: &RecordBatch) -> Result<()> {
        Ok(self.writer.write(batch).map_err(datafusion::error::DataFusionError::from)?)
    }

    fn close(self: Box<Self>) -> Result<()> {
        self.writer.close().map_err(datafusion::error::DataFusionError::from)?;
        Ok(())
    }
}
