use arrow::datatypes::SchemaRef;
use datafusion::dataframe::DataFrame;
use serde_json::Value;

use crate::error::Result;

use super::json::cell;

/// A row of a small answer, read by the names of its columns.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    schema: SchemaRef,
    cells: Vec<Value>,
}

impl Row {
    fn value(&self, column: &str) -> Option<&Value> {
        self.cells.get(self.schema.index_of(column).ok()?)
    }

    /// A cell that holds text or a day (`YYYY-MM-DD`).
    pub(crate) fn text(&self, column: &str) -> Option<String> {
        self.value(column)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A cell that holds a number.
    pub(crate) fn number(&self, column: &str) -> Option<f64> {
        self.value(column)?.as_f64()
    }
}

/// Every row that a plan makes; for plans of few rows.
///
/// # Errors
/// When the engine fails.
pub(crate) async fn read(frame: DataFrame) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for batch in frame.collect().await? {
        let schema = batch.schema();
        for row in 0..batch.num_rows() {
            let cells = batch.columns().iter().map(|column| cell(column.as_ref(), row)).collect();
            rows.push(Row { schema: schema.clone(), cells });
        }
    }
    Ok(rows)
}
