use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{RecordBatch, UInt32Array};
use arrow::compute::{concat_batches, take_record_batch};
use arrow::datatypes::SchemaRef;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection,
};
use parquet::file::metadata::PageIndexPolicy;

use crate::error::{Result, ServiceError};

/// Reads single rows of a Parquet file by position; its footer and page index are read once.
#[derive(Debug, Clone)]
pub(super) struct RowReader {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
}

impl RowReader {
    /// Opens the customer table of a run.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let file = std::fs::File::open(path).map_err(|error| missing(&error))?;
        let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Optional);
        let metadata = ArrowReaderMetadata::load(&file, options).map_err(datafusion::error::DataFusionError::from)?;
        Ok(Self { path: path.to_owned(), metadata })
    }

    pub(super) fn schema(&self) -> SchemaRef {
        Arc::clone(self.metadata.schema())
    }

    /// Number of rows.
    pub(super) fn count(&self) -> u64 {
        u64::try_from(self.metadata.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// The rows at `positions`, in that order, with `columns` in theirs.
    pub(super) async fn read(&self, positions: Vec<u64>, columns: &[String]) -> Result<RecordBatch> {
        let (reader, columns) = (self.clone(), columns.to_vec());
        let read = tokio::task::spawn_blocking(move || reader.read_blocking(&positions, &columns)).await;
        match read {
            Ok(rows) => rows,
            Err(error) => {
                Err(ServiceError::new("read-stopped", format!("reading the customer table stopped: {error}")))
            }
        }
    }

    fn read_blocking(&self, positions: &[u64], columns: &[String]) -> Result<RecordBatch> {
        let mut ascending: Vec<usize> = (0..positions.len()).collect();
        ascending.sort_unstable_by_key(|&place| positions[place]);
        let total = usize::try_from(self.count()).unwrap_or(usize::MAX);
        let single = |&place: &usize| {
            let start = usize::try_from(positions[place]).unwrap_or(usize::MAX);
            start..start.saturating_add(1)
        };
        let selection = RowSelection::from_consecutive_ranges(ascending.iter().map(single), total);
        let file = std::fs::File::open(&self.path).map_err(|error| missing(&error))?;
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        // By place: a name with a point in it would be taken for a path.
        let places = columns.iter().map(|name| builder.schema().index_of(name));
        let places = places.collect::<std::result::Result<Vec<_>, _>>()?;
        let mask = ProjectionMask::roots(builder.parquet_schema(), places);
        let reader = builder.with_projection(mask).with_row_selection(selection).build();
        let reader = reader.map_err(datafusion::error::DataFusionError::from)?;
        let schema = arrow::array::RecordBatchReader::schema(&reader);
        let batches = reader.collect::<std::result::Result<Vec<_>, _>>()?;
        let mut back = vec![0_u32; ascending.len()];
        for (row, &place) in (0_u32..).zip(&ascending) {
            back[place] = row;
        }
        let ordered = take_record_batch(&concat_batches(&schema, &batches)?, &UInt32Array::from(back))?;
        let order = columns.iter().map(|name| schema.index_of(name)).collect::<std::result::Result<Vec<_>, _>>()?;
        Ok(ordered.project(&order)?)
    }
}

fn missing(error: &std::io::Error) -> ServiceError {
    ServiceError::new("run-table-missing", format!("the customer table of the run cannot be opened: {error}"))
        .hint("value the portfolio again: `patron run`")
}
