use arrow::array::{Array, AsArray, Date32Array, Decimal128Array, Float64Array, Int64Array, RecordBatch};
use arrow::datatypes::{Date32Type, Decimal128Type, Float64Type, Int64Type};
use patron_models::history::History;

use crate::error::Result;
use crate::records::history_on;

use super::money::Spent;

/// Columns of one state.
const STATE: [&str; 4] = ["occasions", "last_on", "net_after_first", "ln_gaps"];
/// Ten-thousandths, in which the ledger keeps money.
const MONEY: f64 = 1e4;

/// What is read of the roll-up: the first day, then a state for each earlier day and for the last.
pub(super) fn state_columns(earlier: usize) -> Vec<String> {
    let places = (0..earlier).map(|place| format!("_{place}")).chain([String::new()]);
    let states = places.flat_map(|place| STATE.map(|name| format!("{name}{place}")));
    std::iter::once("first_on".to_owned()).chain(states).collect()
}

/// All customers of a batch as they stood at the end of several days.
pub(super) struct States<'a> {
    days: &'a [i32],
    first: &'a Date32Array,
    states: Vec<State<'a>>,
}

struct State<'a> {
    occasions: &'a Int64Array,
    last: &'a Date32Array,
    net_after_first: &'a Decimal128Array,
    ln_gaps: &'a Float64Array,
}

impl<'a> States<'a> {
    /// The columns of [`state_columns`], for these earlier days in ascending order.
    pub(super) fn of(batch: &'a RecordBatch, days: &'a [i32]) -> Self {
        let state = |place: usize| State {
            occasions: batch.column(1 + 4 * place).as_primitive::<Int64Type>(),
            last: batch.column(2 + 4 * place).as_primitive::<Date32Type>(),
            net_after_first: batch.column(3 + 4 * place).as_primitive::<Decimal128Type>(),
            ln_gaps: batch.column(4 + 4 * place).as_primitive::<Float64Type>(),
        };
        let states = (0..=days.len()).map(state).collect();
        Self { days, first: batch.column(0).as_primitive::<Date32Type>(), states }
    }

    /// The state at the end of a day: one of the earlier days, or the last.
    fn at(&self, day: i32) -> &State<'a> {
        &self.states[self.days.partition_point(|&known| known < day)]
    }

    /// As models see it; none before the first purchase.
    pub(super) fn history(&self, row: usize, day: i32, unit_days: f64) -> Result<Option<History>> {
        let state = self.at(day);
        if self.first.is_null(row) || state.occasions.value(row) == 0 {
            return Ok(None);
        }
        let found = (state.occasions.value(row), self.first.value(row), state.last.value(row));
        history_on(found, day, unit_days).map(Some)
    }

    /// Σ ln gap in days.
    pub(super) fn ln_gaps(&self, row: usize, day: i32) -> f64 {
        self.at(day).ln_gaps.value(row)
    }

    /// After one day, up to another.
    pub(super) fn purchases_between(&self, row: usize, after: i32, until: i32) -> u32 {
        let came = self.at(until).occasions.value(row) - self.at(after).occasions.value(row);
        u32::try_from(came).unwrap_or(u32::MAX)
    }

    /// Money of a customer with this history at the end of one day, and up to another.
    pub(super) fn spent(&self, row: usize, history: &History, day: i32, until: i32) -> Spent {
        let net = self.net_after_first(row, day);
        Spent::new(history, net, self.net_after_first(row, until) - net)
    }

    /// Money of all purchases but the first, returns taken off.
    pub(super) fn net_after_first(&self, row: usize, day: i32) -> f64 {
        self.at(day).net_after_first.value(row) as f64 / MONEY
    }
}
