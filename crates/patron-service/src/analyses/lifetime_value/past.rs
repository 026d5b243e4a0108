use arrow::array::{Array, AsArray};
use arrow::datatypes::{Date32Type, Float64Type, Int64Type};
use futures::StreamExt;
use patron_models::history::{History, Statistics, StatisticsBuilder};

use crate::error::Result;
use crate::records::{history_on, push_with_gaps};
use crate::run::RunContext;

use super::retention::Retention;

/// What happened to one customer acquired before the holdout.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) history: History,
    /// purchases in the holdout
    pub(super) actual: f64,
}

/// What looking back from two earlier days shows.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// customers acquired up to the calibration day, by their history and what came after it
    pub(super) seen: Vec<Seen>,
    /// their histories as a sample
    pub(super) before: Statistics,
    pub(super) retention: Option<Retention>,
}

/// Reads the ledger once for both days; a day that is not asked for leaves its part empty.
pub(super) async fn past(calibration: Option<i32>, periods: Option<Retention>, context: &RunContext) -> Result<Past> {
    let middle = periods.map(|retention| context.as_of_day - retention.period_days);
    let mut days: Vec<i32> = calibration.into_iter().chain(middle).collect();
    days.sort_unstable();
    if days.is_empty() {
        return Ok(Past::default());
    }
    let place = |day: i32| days.partition_point(|&known| known < day);
    let mut columns = vec!["first_on".to_owned(), "occasions".to_owned()];
    for day in calibration.into_iter().chain(middle) {
        let names = ["occasions", "last_on", "ln_gaps"];
        columns.extend(names.map(|name| format!("{name}_{}", place(day))));
    }
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let unit_days = context.time_unit.days();
    let mut past = Past { retention: periods, ..Past::default() };
    let mut before = StatisticsBuilder::default();
    let mut stream = context.looking_back(&days).await?.select_columns(&names)?.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        context.cancel.check()?;
        let date = |column: usize| batch.column(column).as_primitive::<Date32Type>();
        let count = |column: usize| batch.column(column).as_primitive::<Int64Type>();
        let (first, now) = (date(0), count(1));
        let mut column = 2;
        if let Some(day) = calibration {
            let (then, last) = (count(column), date(column + 1));
            let ln_gaps = batch.column(column + 2).as_primitive::<Float64Type>();
            column += 3;
            for row in (0..batch.num_rows()).filter(|&row| then.value(row) > 0) {
                #[expect(clippy::cast_precision_loss, reason = "purchases of one customer")]
                let actual = (now.value(row) - then.value(row)) as f64;
                let found = (then.value(row), first.value(row), last.value(row));
                let history = history_on(found, day, unit_days)?;
                push_with_gaps(&mut before, history, ln_gaps.value(row), unit_days)?;
                past.seen.push(Seen { history, actual });
            }
        }
        if let (Some(middle), Some(retention)) = (middle, &mut past.retention) {
            let (then, last) = (count(column), date(column + 1));
            for row in 0..batch.num_rows() {
                if last.is_valid(row) && middle - last.value(row) < retention.period_days {
                    retention.customers += 1;
                    retention.retained += u32::from(now.value(row) > then.value(row));
                }
            }
        }
    }
    past.before = before.finish();
    past.retention = past.retention.filter(|retention| retention.customers > 0);
    // Equal histories side by side: each is predicted once, and sums have one order.
    past.seen.sort_unstable_by(|left, right| {
        let key = |seen: &Seen| (seen.history.frequency(), seen.history.recency(), seen.history.age(), seen.actual);
        key(left).partial_cmp(&key(right)).unwrap_or(std::cmp::Ordering::Equal)
    });
    Ok(past)
}
