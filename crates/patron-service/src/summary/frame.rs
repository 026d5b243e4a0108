//! A table in memory as a plan, so that it is written as every other table is.

use arrow::array::RecordBatch;
use datafusion::dataframe::DataFrame;
use datafusion::prelude::SessionContext;

use crate::error::Result;

pub(super) fn frame(batch: RecordBatch) -> Result<DataFrame> {
    Ok(SessionContext::new().read_batch(batch)?)
}
