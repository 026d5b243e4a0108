use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, Decimal128Array, Int32Array, Int64Array, RecordBatch};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::error::Result;

use super::Occasion;
use super::history::Line;

/// Months in a period of the cohorts: month, quarter and year.
const SPANS: [i32; 3] = [1, 3, 12];

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let whole = |name: &str| Field::new(name, DataType::Int32, false);
    let count = |name: &str| Field::new(name, DataType::Int64, false);
    let money = |name: &str| Field::new(name, DataType::Decimal128(38, 4), false);
    Arc::new(Schema::new(vec![
        whole("span"),
        whole("cohort"),
        whole("period"),
        count("buyers"),
        count("orders"),
        money("net_revenue"),
        money("costed_net"),
        money("cost"),
    ]))
});

/// Columns of the cohorts, sorted by the first three: `span` months in a period (1, 3 or 12); `cohort` and `period`
/// count periods since year 0 (that of the first purchase, that of activity); `buyers` customers with a sale in the
/// period; `orders` distinct orders; `net_revenue` sales less returns, of which `costed_net` has a known `cost`.
#[must_use]
pub fn cohorts_schema() -> SchemaRef {
    Arc::clone(&SCHEMA)
}

#[derive(Debug, Default, Clone, Copy)]
struct Cell {
    buyers: i64,
    orders: i64,
    net: i128,
    costed_net: i128,
    cost: i128,
}

/// Collects one row per cohort and period; lines before a customer's first sale (returns) belong to no cohort.
#[derive(Debug, Default)]
pub(super) struct Cohorts {
    /// by cohort and month; buyers elsewhere
    months: BTreeMap<(i32, i32), Cell>,
    /// buyers by cohort and period, for each span: whoever buys in two months of a quarter is one buyer of the quarter
    buyers: [BTreeMap<(i32, i32), i64>; SPANS.len()],
    cohort: Option<i32>,
    last_sale: Option<i32>,
}

impl Cohorts {
    /// Takes a line that brings `orders` new orders.
    pub(super) fn take(&mut self, line: Line<'_>, orders: i64) {
        let month = Occasion::Month.period(line.day);
        if !line.is_return && self.cohort.is_none() {
            self.cohort = Some(month);
        }
        let Some(cohort) = self.cohort else { return };
        let cell = self.months.entry((cohort, month)).or_default();
        cell.orders += orders;
        if let Some(amount) = line.amount {
            cell.net += amount;
            if let Some(cost) = line.cost {
                cell.costed_net += amount;
                cell.cost += cost;
            }
        }
        if line.is_return || self.last_sale == Some(month) {
            return;
        }
        for (span, buyers) in SPANS.into_iter().zip(&mut self.buyers) {
            let period = month.div_euclid(span);
            if self.last_sale.is_none_or(|last| last.div_euclid(span) != period) {
                *buyers.entry((cohort.div_euclid(span), period)).or_default() += 1;
            }
        }
        self.last_sale = Some(month);
    }

    pub(super) fn close_customer(&mut self) {
        self.cohort = None;
        self.last_sale = None;
    }

    pub(super) fn rows(&mut self) -> Result<RecordBatch> {
        let months = std::mem::take(&mut self.months);
        let mut cells: BTreeMap<(i32, i32, i32), Cell> = BTreeMap::new();
        for (span, buyers) in SPANS.into_iter().zip(std::mem::take(&mut self.buyers)) {
            for ((cohort, month), of_month) in &months {
                let cell = cells.entry((span, cohort.div_euclid(span), month.div_euclid(span))).or_default();
                cell.orders += of_month.orders;
                cell.net += of_month.net;
                cell.costed_net += of_month.costed_net;
                cell.cost += of_month.cost;
            }
            for ((cohort, period), buyers) in buyers {
                cells.entry((span, cohort, period)).or_default().buyers = buyers;
            }
        }
        let key = |of: fn(&(i32, i32, i32)) -> i32| -> ArrayRef {
            Arc::new(Int32Array::from_iter_values(cells.keys().map(of)))
        };
        let count = |of: fn(&Cell) -> i64| -> ArrayRef { Arc::new(cells.values().map(of).collect::<Int64Array>()) };
        let money = |of: fn(&Cell) -> i128| -> Result<ArrayRef> {
            let sums = Decimal128Array::from_iter_values(cells.values().map(of));
            Ok(Arc::new(sums.with_precision_and_scale(38, 4)?))
        };
        let columns = vec![
            key(|key| key.0),
            key(|key| key.1),
            key(|key| key.2),
            count(|cell| cell.buyers),
            count(|cell| cell.orders),
            money(|cell| cell.net)?,
            money(|cell| cell.costed_net)?,
            money(|cell| cell.cost)?,
        ];
        Ok(RecordBatch::try_new(cohorts_schema(), columns)?)
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::AsArray;
    use arrow::datatypes::{Int32Type, Int64Type};

    use super::{Cohorts, Line};

    #[test]
    fn a_buyer_of_two_months_is_one_buyer_of_the_quarter() {
        let mut cohorts = Cohorts::default();
        // 1970-01-11, 1970-02-11, 1970-04-11 and, by another, 1970-02-12.
        let sale = |day: i32, amount: i128| Line {
            day,
            is_return: false,
            netted_on: None,
            order_id: None,
            amount: Some(amount),
            cost: Some(amount / 2),
        };
        for (day, amount) in [(10, 100), (41, 200), (100, 400)] {
            cohorts.take(sale(day, amount), 1);
        }
        cohorts.close_customer();
        cohorts.take(sale(42, 800), 2);
        cohorts.close_customer();
        let rows = cohorts.rows().unwrap();
        let whole = |name: &str| rows.column_by_name(name).unwrap().as_primitive::<Int32Type>().values().to_vec();
        let count = |name: &str| rows.column_by_name(name).unwrap().as_primitive::<Int64Type>().values().to_vec();
        // Months 23640, 23641 and 23643; quarters 7880 and 7881; year 1970.
        assert_eq!(whole("span"), [1, 1, 1, 1, 3, 3, 12]);
        assert_eq!(whole("cohort"), [23640, 23640, 23640, 23641, 7880, 7880, 1970]);
        assert_eq!(whole("period"), [23640, 23641, 23643, 23641, 7880, 7881, 1970]);
        assert_eq!(count("buyers"), [1, 1, 1, 1, 2, 1, 2]);
        assert_eq!(count("orders"), [1, 1, 1, 2, 4, 1, 5]);
        let cost = rows.column_by_name("cost").unwrap().as_primitive::<arrow::datatypes::Decimal128Type>();
        assert_eq!(cost.values().to_vec(), [50, 100, 200, 400, 550, 200, 750]);
    }
}
