use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, Date32Array, Decimal128Array, Int64Array, RecordBatch};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::error::Result;

use super::Occasion;
use super::history::{History, Line};

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let count = |name: &str| Field::new(name, DataType::Int64, false);
    let money = |name: &str| Field::new(name, DataType::Decimal128(38, 4), false);
    Arc::new(Schema::new(vec![
        Field::new("day", DataType::Date32, false),
        count("buyers"),
        count("new_customers"),
        count("first_of_week"),
        count("first_of_month"),
        count("orders"),
        count("amounts"),
        money("revenue"),
        money("returns"),
    ]))
});

/// Columns of a calendar: one row per local day with a line of a known customer, sorted by day.
///
/// `buyers`: customers with a sale that day; `first_of_week` and `first_of_month`: those of them without an earlier
/// sale in that week or month, so that their sums over a week or month count each buyer once.
#[must_use]
pub fn calendar_schema() -> SchemaRef {
    Arc::clone(&SCHEMA)
}

#[derive(Debug, Default, Clone, Copy)]
struct Day {
    buyers: i64,
    new_customers: i64,
    first_of_week: i64,
    first_of_month: i64,
    orders: i64,
    amounts: i64,
    revenue: i128,
    returns: i128,
}

/// Collects one row per day.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    days: BTreeMap<i32, Day>,
    history: History,
    last_sale: Option<i32>,
}

impl Calendar {
    /// Takes a line and says how many new orders it brings.
    pub(super) fn take(&mut self, line: Line<'_>) -> i64 {
        let before = self.history.orders;
        self.history.add(line, Occasion::Day);
        let orders = self.history.orders - before;
        let day = self.days.entry(line.day).or_default();
        day.orders += orders;
        if let Some(amount) = line.amount {
            day.amounts += 1;
            *(if line.is_return { &mut day.returns } else { &mut day.revenue }) +=
                if line.is_return { -amount } else { amount };
        }
        if line.is_return || self.last_sale == Some(line.day) {
            return orders;
        }
        let is_new =
            |period: Occasion| self.last_sale.is_none_or(|last| period.period(last) != period.period(line.day));
        day.buyers += 1;
        day.new_customers += i64::from(self.last_sale.is_none());
        day.first_of_week += i64::from(is_new(Occasion::Week));
        day.first_of_month += i64::from(is_new(Occasion::Month));
        self.last_sale = Some(line.day);
        orders
    }

    pub(super) fn close_customer(&mut self) {
        self.last_sale = None;
        self.history.clear();
    }

    pub(super) fn rows(&mut self) -> Result<RecordBatch> {
        let days = std::mem::take(&mut self.days);
        let count = |of: fn(&Day) -> i64| -> ArrayRef { Arc::new(days.values().map(of).collect::<Int64Array>()) };
        let money = |of: fn(&Day) -> i128| -> Result<ArrayRef> {
            let sums = Decimal128Array::from_iter_values(days.values().map(of));
            Ok(Arc::new(sums.with_precision_and_scale(38, 4)?))
        };
        let columns = vec![
            Arc::new(Date32Array::from_iter_values(days.keys().copied())) as ArrayRef,
            count(|day| day.buyers),
            count(|day| day.new_customers),
            count(|day| day.first_of_week),
            count(|day| day.first_of_month),
            count(|day| day.orders),
            count(|day| day.amounts),
            money(|day| day.revenue)?,
            money(|day| day.returns)?,
        ];
        Ok(RecordBatch::try_new(calendar_schema(), columns)?)
    }
}
