use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Builder, Decimal128Builder, Float64Builder, Int64Builder};
use arrow::datatypes::{DataType, Field};
use datafusion::error::Result;

use super::history::History;

/// Columns of what was known at the end of an earlier day, numbered by its place among those days.
pub(super) fn snapshot_fields(place: usize) -> [Field; 7] {
    let money = |name: &str| Field::new(format!("{name}_{place}"), DataType::Decimal128(38, 4), false);
    [
        Field::new(format!("occasions_{place}"), DataType::Int64, false),
        Field::new(format!("last_on_{place}"), DataType::Date32, true),
        money("net_after_first"),
        Field::new(format!("ln_gaps_{place}"), DataType::Float64, false),
        money("net"),
        money("costed_net"),
        money("cost"),
    ]
}

/// What was known of each customer at the end of one earlier day.
#[derive(Debug)]
pub(super) struct Snapshot {
    day: i32,
    /// of the current customer, whose row is not finished yet
    kept: Kept,
    occasions: Int64Builder,
    last_on: Date32Builder,
    net_after_first: Decimal128Builder,
    ln_gaps: Float64Builder,
    /// net amount, net amount of the lines whose cost is known, and that cost
    money: [Decimal128Builder; 3],
}

/// State of one customer.
#[derive(Debug, Clone, Copy, Default)]
struct Kept {
    occasions: i64,
    last_on: Option<i32>,
    net_after_first: i128,
    ln_gaps: f64,
    money: [i128; 3],
}

impl Snapshot {
    pub(super) fn new(day: i32) -> Result<Self> {
        let money = || Decimal128Builder::new().with_precision_and_scale(38, 4);
        Ok(Self {
            day,
            kept: Kept::default(),
            occasions: Int64Builder::new(),
            last_on: Date32Builder::new(),
            net_after_first: money()?,
            ln_gaps: Float64Builder::new(),
            money: [money()?, money()?, money()?],
        })
    }

    pub(super) fn day(&self) -> i32 {
        self.day
    }

    /// Keeps the state of a customer all of whose lines up to the day were taken.
    pub(super) fn keep(&mut self, history: &History) {
        self.kept = Kept {
            occasions: history.occasions,
            last_on: history.last_on,
            net_after_first: history.net_after_first,
            ln_gaps: history.ln_gaps,
            money: [history.revenue - history.returns, history.costed_net, history.cost],
        };
    }

    /// Finishes the customer's row.
    pub(super) fn close(&mut self) {
        let Kept { occasions, last_on, net_after_first, ln_gaps, money } = self.kept;
        self.occasions.append_value(occasions);
        self.last_on.append_option(last_on);
        self.net_after_first.append_value(net_after_first);
        self.ln_gaps.append_value(ln_gaps);
        for (builder, sum) in self.money.iter_mut().zip(money) {
            builder.append_value(sum);
        }
    }

    pub(super) fn finish(&mut self) -> [ArrayRef; 7] {
        let [net, costed_net, cost] = &mut self.money;
        [
            Arc::new(self.occasions.finish()),
            Arc::new(self.last_on.finish()),
            Arc::new(self.net_after_first.finish()),
            Arc::new(self.ln_gaps.finish()),
            Arc::new(net.finish()),
            Arc::new(costed_net.finish()),
            Arc::new(cost.finish()),
        ]
    }
}
