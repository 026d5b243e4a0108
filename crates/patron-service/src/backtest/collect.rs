use futures::StreamExt;
use patron_ledger::rollup::Occasion;
use patron_models::calendar::CalendarError;
use patron_models::history::{History, Statistics, StatisticsBuilder};
use patron_models::tournament::{Seen, Window};
use patron_models::transaction::transaction_model;

use crate::calendar::{Season, day_counts, gap_days};
use crate::error::Result;
use crate::records::{Records, push_with_gaps};
use crate::run::Cancel;

use super::BacktestSettings;
use super::money::MoneyWindow;
use super::states::{States, state_columns};
use super::taught::{Taught, days_needed};

/// Most customers that are scored at an origin; models learn from all of them.
const MOST_SCORED: usize = 100_000;

/// The ledger as it stood at each origin, and as it stands.
#[derive(Debug)]
pub(super) struct Collected {
    pub(super) windows: Vec<Window>,
    /// by origin; of those scored, in the order in which the window was given them
    pub(super) money: Vec<MoneyWindow>,
    /// customers known at each origin
    pub(super) known: Vec<u64>,
    /// all customers at the end
    pub(super) now: Statistics,
    /// the season at the end; none where calendars are not tested, or it cannot be estimated
    pub(super) season: Option<Season>,
    /// whether months counted at the latest origin
    pub(super) yearly: Option<bool>,
}

/// The season as it was known at each origin, and at the end; none where calendars are not tested.
async fn seasons(
    records: &Records,
    settings: &BacktestSettings,
) -> Result<Option<Vec<std::result::Result<Season, CalendarError>>>> {
    let Some(calendar) = &settings.calendar else { return Ok(None) };
    let regular = |name: &String| transaction_model(name).is_some_and(|model| model.remembers_the_last_purchase());
    let wanted = settings.models.iter().any(regular);
    let series = records.series(settings.as_of_day, wanted).await?;
    let counts = day_counts(&series.calendar, settings.as_of_day);
    let gaps = wanted.then(|| gap_days(&series.gaps));
    let horizon = i32::try_from(settings.horizon_days).unwrap_or(i32::MAX);
    let origins = settings.origins.iter().map(|&day| (day, settings.window_days));
    let season = |(day, ahead)| {
        Season::estimate(
            calendar,
            calendar.choice.months(),
            &counts,
            gaps.as_deref(),
            day,
            ahead,
            settings.time_unit.days(),
        )
    };
    Ok(Some(origins.chain([(settings.as_of_day, horizon)]).map(season).collect()))
}

/// Reads the ledger once for all origins and the ends of their windows.
pub(super) async fn collect(records: &Records, settings: &BacktestSettings, cancel: &Cancel) -> Result<Collected> {
    let ends = settings.origins.iter().map(|day| day + settings.window_days);
    let taught = settings.origins.iter().copied().filter(|&origin| settings.teaches(origin));
    let for_lessons = taught.flat_map(|origin| days_needed(origin, settings.window_days));
    let mut days: Vec<i32> = settings.origins.iter().copied().chain(ends).chain(for_lessons).collect();
    days.retain(|day| *day < settings.as_of_day);
    days.sort_unstable();
    days.dedup();
    let names = state_columns(days.len());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let unit_days = settings.time_unit.days();
    let horizon = f64::from(settings.window_days) / unit_days;
    let mut seen: Vec<Vec<Seen>> = vec![Vec::new(); settings.origins.len()];
    let mut before: Vec<StatisticsBuilder> = vec![StatisticsBuilder::default(); settings.origins.len()];
    let mut taught: Vec<Option<Taught>> =
        settings.origins.iter().map(|&day| settings.teaches(day).then(|| Taught::new(day, settings))).collect();
    let mut money: Vec<MoneyWindow> = taught.iter().map(|taught| MoneyWindow::new(taught.is_some())).collect();
    let mut now = StatisticsBuilder::default();
    let frame = records.rollup(settings.as_of_day, Occasion::Day, &days).await?.select_columns(&names)?;
    let mut stream = frame.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        cancel.check()?;
        let states = States::of(&batch, &days);
        let add = |builder: &mut StatisticsBuilder, row: usize, day: i32| -> Result<Option<History>> {
            let Some(history) = states.history(row, day, unit_days)? else { return Ok(None) };
            push_with_gaps(builder, history, states.ln_gaps(row, day), unit_days)?;
            Ok(Some(history))
        };
        for row in 0..batch.num_rows() {
            for (origin, &day) in settings.origins.iter().enumerate() {
                if let Some(history) = add(&mut before[origin], row, day)? {
                    let purchases = states.purchases_between(row, day, day + settings.window_days);
                    seen[origin].push(Seen { history, purchases });
                    money[origin].all.push(states.spent(row, &history, day, day + settings.window_days));
                }
                if let Some(lessons) = &mut money[origin].lessons {
                    let past = day - settings.window_days;
                    let then = states.history(row, past, unit_days)?;
                    lessons.extend(then.map(|history| states.spent(row, &history, past, day)));
                }
                if let Some(taught) = &mut taught[origin] {
                    taught.add(&states, row)?;
                }
            }
            add(&mut now, row, settings.as_of_day)?;
        }
    }
    let seasons = seasons(records, settings).await?;
    let known = seen.iter().map(|seen| seen.len() as u64).collect();
    let mut windows = Vec::with_capacity(seen.len());
    for (((seen, before), taught), money) in seen.into_iter().zip(before).zip(taught).zip(&mut money) {
        let kept = kept(seen.len());
        money.scored.clone_from(&kept);
        windows.push(match taught {
            Some(taught) => taught.window(before.finish(), &seen, &kept, horizon)?,
            None => Window::new(before.finish(), kept.into_iter().map(|place| seen[place]).collect(), horizon),
        });
    }
    let (mut now_season, mut yearly) = (None, None);
    if let Some(mut seasons) = seasons {
        now_season = seasons.pop().and_then(std::result::Result::ok);
        yearly = seasons.last().and_then(|season| season.as_ref().ok()).map(|season| season.yearly);
        let with_season = windows.into_iter().zip(seasons).map(|(window, season)| {
            let (factors, ln_gaps) =
                season.as_ref().map_or((0, None), |season| (season.pattern.factors(), season.ln_gaps));
            window.in_exposure(season.map(|season| season.exposure), factors, ln_gaps)
        });
        windows = with_season.collect();
    }
    Ok(Collected { windows, money, known, now: now.finish(), season: now_season, yearly })
}

/// All places, or those of a fixed pseudo-random choice of [`MOST_SCORED`]: which does not depend on who stands there.
fn kept(count: usize) -> Vec<usize> {
    if count <= MOST_SCORED {
        return (0..count).collect();
    }
    let share = MOST_SCORED as u128 * (u128::from(u64::MAX) + 1) / count as u128;
    (0..count).filter(|&place| u128::from(scrambled(place as u64 + 1)) < share).collect()
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
        let kept = kept(400_000);
        assert!((kept.len() as f64 / MOST_SCORED as f64 - 1.0).abs() < 0.02, "{}", kept.len());
        let first_half = kept.iter().filter(|place| **place < 200_000).count();
        assert!((first_half as f64 / kept.len() as f64 - 0.5).abs() < 0.01);
        assert_eq!(super::kept(5), [0, 1, 2, 3, 4]);
    }
}
