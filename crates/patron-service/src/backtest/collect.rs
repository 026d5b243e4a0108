use arrow::array::{Array, AsArray, Date32Array, Float64Array, Int64Array, RecordBatch};
use arrow::datatypes::{Date32Type, Float64Type, Int64Type};
use futures::StreamExt;
use patron_ledger::rollup::Occasion;
use patron_models::history::{History, Statistics, StatisticsBuilder};
use patron_models::tournament::{Seen, Window};

use crate::error::Result;
use crate::records::{Records, history_on, push_with_gaps};
use crate::run::Cancel;

use super::BacktestSettings;

/// Most customers that are scored at an origin; models learn from all of them.
const MOST_SCORED: usize = 100_000;

/// The ledger as it stood at each origin, and as it stands.
#[derive(Debug)]
pub(super) struct Collected {
    pub(super) windows: Vec<Window>,
    /// customers known at each origin
    pub(super) known: Vec<u64>,
    /// all customers at the end
    pub(super) now: Statistics,
}

/// The state of all customers of a batch at the end of one day.
struct State<'a> {
    occasions: &'a Int64Array,
    last: &'a Date32Array,
    ln_gaps: &'a Float64Array,
}

impl<'a> State<'a> {
    fn at(batch: &'a RecordBatch, column: usize) -> Self {
        Self {
            occasions: batch.column(column).as_primitive::<Int64Type>(),
            last: batch.column(column + 1).as_primitive::<Date32Type>(),
            ln_gaps: batch.column(column + 2).as_primitive::<Float64Type>(),
        }
    }
}

/// Reads the ledger once for all origins and the ends of their windows.
pub(super) async fn collect(records: &Records, settings: &BacktestSettings, cancel: &Cancel) -> Result<Collected> {
    let ends = settings.origins.iter().map(|day| day + settings.window_days);
    let mut days: Vec<i32> =
        settings.origins.iter().copied().chain(ends).filter(|day| *day < settings.as_of_day).collect();
    days.sort_unstable();
    days.dedup();
    let mut columns = vec!["first_on".to_owned()];
    let places = days.iter().enumerate().map(|(place, _)| format!("_{place}")).chain([String::new()]);
    columns.extend(places.flat_map(|place| ["occasions", "last_on", "ln_gaps"].map(|name| format!("{name}{place}"))));
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let unit_days = settings.time_unit.days();
    let column_of = |day: i32| 1 + 3 * days.partition_point(|&known| known < day);
    let mut seen: Vec<Vec<Seen>> = vec![Vec::new(); settings.origins.len()];
    let mut before: Vec<StatisticsBuilder> = vec![StatisticsBuilder::default(); settings.origins.len()];
    let mut now = StatisticsBuilder::default();
    let frame = records.rollup(settings.as_of_day, Occasion::Day, &days).await?.select_columns(&names)?;
    let mut stream = frame.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        cancel.check()?;
        let first = batch.column(0).as_primitive::<Date32Type>();
        let add = |builder: &mut StatisticsBuilder, state: &State<'_>, row: usize, day: i32| -> Result<History> {
            let found = (state.occasions.value(row), first.value(row), state.last.value(row));
            let history = history_on(found, day, unit_days)?;
            push_with_gaps(builder, history, state.ln_gaps.value(row), unit_days)?;
            Ok(history)
        };
        for (origin, &day) in settings.origins.iter().enumerate() {
            let (then, end) =
                (State::at(&batch, column_of(day)), State::at(&batch, column_of(day + settings.window_days)));
            for row in (0..batch.num_rows()).filter(|&row| then.occasions.value(row) > 0) {
                let history = add(&mut before[origin], &then, row, day)?;
                let came = end.occasions.value(row) - then.occasions.value(row);
                seen[origin].push(Seen { history, purchases: u32::try_from(came).unwrap_or(u32::MAX) });
            }
        }
        let state = State::at(&batch, column_of(settings.as_of_day));
        for row in (0..batch.num_rows()).filter(|&row| first.is_valid(row)) {
            add(&mut now, &state, row, settings.as_of_day)?;
        }
    }
    let horizon = f64::from(settings.window_days) / unit_days;
    let known = seen.iter().map(|seen| seen.len() as u64).collect();
    let windows = seen.into_iter().zip(before);
    let windows = windows.map(|(seen, before)| Window::new(before.finish(), thinned(seen), horizon)).collect();
    Ok(Collected { windows, known, now: now.finish() })
}

/// Every customer, or a fixed pseudo-random choice of [`MOST_SCORED`] of them: which does not depend on who they are.
fn thinned(mut seen: Vec<Seen>) -> Vec<Seen> {
    let count = seen.len();
    if count > MOST_SCORED {
        let mut place = 0_u64;
        let share = MOST_SCORED as u128 * (u128::from(u64::MAX) + 1) / count as u128;
        seen.retain(|_| {
            place += 1;
            u128::from(scrambled(place)) < share
        });
    }
    seen
}

/// A number whose bits look random: the finaliser of SplitMix64.
fn scrambled(place: u64) -> u64 {
    let mut bits = place.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_base_is_thinned_evenly() {
        let all: Vec<Seen> = (0..400_000).map(|n| Seen { history: History::NEW, purchases: n }).collect();
        let kept = thinned(all);
        assert!((kept.len() as f64 / MOST_SCORED as f64 - 1.0).abs() < 0.02, "{}", kept.len());
        let first_half = kept.iter().filter(|seen| seen.purchases < 200_000).count();
        assert!((first_half as f64 / kept.len() as f64 - 0.5).abs() < 0.01);
        let few = thinned(vec![Seen { history: History::NEW, purchases: 1 }; 5]);
        assert_eq!(few.len(), 5);
    }
}
