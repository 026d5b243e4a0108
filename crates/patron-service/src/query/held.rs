use std::sync::Arc;

use arrow::array::RecordBatch;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionContext;
use futures::StreamExt;

use crate::error::Result;

/// Most cells that are held: 32 megabytes of numbers.
const MOST: usize = 4_000_000;

/// The rows of a plan in memory, for who reads them again and again; the plan itself where they are too many.
///
/// # Errors
/// When the engine fails.
pub(crate) async fn held(frame: DataFrame, session: &SessionContext) -> Result<DataFrame> {
    let mut stream = frame.clone().execute_stream().await?;
    let schema = stream.schema();
    let (mut batches, mut cells): (Vec<RecordBatch>, usize) = (Vec::new(), 0);
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        cells += batch.num_rows() * batch.num_columns();
        if cells > MOST {
            return Ok(frame);
        }
        batches.push(batch);
    }
    Ok(session.read_table(Arc::new(MemTable::try_new(schema, vec![batches])?))?)
}
