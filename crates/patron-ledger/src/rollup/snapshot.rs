use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder};
use arrow::datatypes::{DataType, Field};
use datafusion::error::Result;

use super::history::History;

/// Columns of what was known at the end of an earlier day, numbered by its place among those days.
pub(super) fn snapshot_fields(place: usize) -> [Field; 4] {
    [
        Field::new(format!("occasions_{place}"), DataType::Int64, false),
        Field::new(format!("last_on_{place}"), DataType::Date32, true),
        Field::new(format!("net_after_first_{place}"), DataType::Decimal128(38, 4), false),
        Field::new(format!("ln_gaps_{place}"), DataType::Float64, false),
    ]
}

/// What was known of each customer at the end of one earlier day.
#[derive(Debug)]
pub(super) struct Snapshot {
    day: i32,
    /// of the current customer, whose row is not finished yet
    kept: (i64, Option<i32>, i128, f64),
    occasions: Int64Builder,
    last_on: Date32Builder,
    net_after_first: Decimal128Builder,
    ln_gaps: Float64Builder,
}

impl Snapshot {
    pub(super) fn new(day: i32) -> Result<Self> {
        let net_after_first = Decimal128Builder::new().with_precision_and_scale(38, 4)?;
        Ok(Self {
            day,
            kept: (0, None, 0, 0.0),
            occasions: Int64Builder::new(),
            last_on: Date32Builder::new(),
            net_after_first,
            ln_gaps: Float64Builder::new(),
        })
    }

    pub(super) fn day(&self) -> i32 {
        self.day
    }

    /// Keeps the state of a customer all of whose lines up to the day were taken.
    pub(super) fn keep(&mut self, history: &History) {
        self.kept = (history.occasions, history.last_on, history.net_after_first, history.ln_gaps);
    }

    /// Finishes the customer's row.
    pub(super) fn close(&mut self) {
        let (occasions, last_on, net_after_first, ln_gaps) = self.kept;
        self.occasions.append_value(occasions);
        self.last_on.append_option(last_on);
        self.net_after_first.append_value(net_after_first);
        self.ln_gaps.append_value(ln_gaps);
    }

    pub(super) fn finish(&mut self) -> [ArrayRef; 4] {
        [
            Arc::new(self.occasions.finish()),
            Arc::new(self.last_on.finish()),
            Arc::new(self.net_after_first.finish()),
            Arc::new(self.ln_gaps.finish()),
        ]
    }
}
