use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, Date32Array, Int64Array, RecordBatch};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::error::Result;

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let day = |name: &str| Field::new(name, DataType::Date32, false);
    Arc::new(Schema::new(vec![day("after"), day("until"), Field::new("count", DataType::Int64, false)]))
});

/// Columns of the gaps: one row per pair of days that were consecutive sale days of some customer, sorted, with the number
/// of times they were.
#[must_use]
pub fn gaps_schema() -> SchemaRef {
    Arc::clone(&SCHEMA)
}

/// Counts pairs of consecutive sale days: as many at most as there are pairs of days.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    counts: HashMap<(i32, i32), i64>,
    last: Option<i32>,
}

impl Gaps {
    /// Takes a sale day; days of one customer ascend.
    pub(super) fn take(&mut self, day: i32) {
        if let Some(last) = self.last.filter(|&last| last != day) {
            *self.counts.entry((last, day)).or_insert(0) += 1;
        }
        self.last = Some(day);
    }

    pub(super) fn close_customer(&mut self) {
        self.last = None;
    }

    pub(super) fn rows(&mut self) -> Result<RecordBatch> {
        let mut rows: Vec<((i32, i32), i64)> = std::mem::take(&mut self.counts).into_iter().collect();
        rows.sort_unstable();
        let columns: Vec<ArrayRef> = vec![
            Arc::new(Date32Array::from_iter_values(rows.iter().map(|((after, _), _)| *after))),
            Arc::new(Date32Array::from_iter_values(rows.iter().map(|((_, until), _)| *until))),
            Arc::new(Int64Array::from_iter_values(rows.iter().map(|(_, count)| *count))),
        ];
        Ok(RecordBatch::try_new(gaps_schema(), columns)?)
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::AsArray;
    use arrow::datatypes::{Date32Type, Int64Type};

    use super::Gaps;

    #[test]
    fn a_day_counts_once_and_customers_stay_apart() {
        let mut gaps = Gaps::default();
        for days in [vec![3, 3, 5, 9], vec![5, 9], vec![9]] {
            days.into_iter().for_each(|day| gaps.take(day));
            gaps.close_customer();
        }
        let rows = gaps.rows().unwrap();
        let days = |column: usize| rows.column(column).as_primitive::<Date32Type>().values().to_vec();
        assert_eq!((days(0), days(1)), (vec![3, 5], vec![5, 9]));
        assert_eq!(rows.column(2).as_primitive::<Int64Type>().values().to_vec(), vec![1, 2]);
    }
}
