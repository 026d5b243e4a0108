use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, Decimal128Array, Int32Array, Int64Array, RecordBatch};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::error::Result;

use super::Occasion;
use super::history::Line;

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    Arc::new(Schema::new(vec![
        Field::new("cohort", DataType::Int32, false),
        Field::new("month", DataType::Int32, false),
        Field::new("buyers", DataType::Int64, false),
        Field::new("net_revenue", DataType::Decimal128(38, 4), false),
    ]))
});

/// Columns of the cohorts: `cohort` and `month` count months since year 0 (month of first purchase, month of
/// activity), `buyers` customers with a sale in that month, `net_revenue` sales less returns. Sorted by both.
#[must_use]
pub fn cohorts_schema() -> SchemaRef {
    Arc::clone(&SCHEMA)
}

/// Collects one row per cohort and month; lines before a customer's first sale (returns) belong to no cohort.
#[derive(Debug, Default)]
pub(super) struct Cohorts {
    cells: BTreeMap<(i32, i32), (i64, i128)>,
    cohort: Option<i32>,
    last_sale: Option<i32>,
}

impl Cohorts {
    pub(super) fn take(&mut self, line: Line<'_>) {
        let month = Occasion::Month.period(line.day);
        if !line.is_return && self.cohort.is_none() {
            self.cohort = Some(month);
        }
        let Some(cohort) = self.cohort else { return };
        let (buyers, net) = self.cells.entry((cohort, month)).or_default();
        if !line.is_return && self.last_sale != Some(month) {
            *buyers += 1;
            self.last_sale = Some(month);
        }
        *net += line.amount.unwrap_or_default();
    }

    pub(super) fn close_customer(&mut self) {
        self.cohort = None;
        self.last_sale = None;
    }

    pub(super) fn rows(&mut self) -> Result<RecordBatch> {
        let cells = std::mem::take(&mut self.cells);
        let net = Decimal128Array::from_iter_values(cells.values().map(|&(_, net)| net));
        let columns = vec![
            Arc::new(Int32Array::from_iter_values(cells.keys().map(|&(cohort, _)| cohort))) as ArrayRef,
            Arc::new(Int32Array::from_iter_values(cells.keys().map(|&(_, month)| month))),
            Arc::new(Int64Array::from_iter_values(cells.values().map(|&(buyers, _)| buyers))),
            Arc::new(net.with_precision_and_scale(38, 4)?),
        ];
        Ok(RecordBatch::try_new(cohorts_schema(), columns)?)
    }
}
