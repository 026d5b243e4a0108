use arrow::array::AsArray;
use arrow::datatypes::{Date32Type, Int64Type};
use patron_models::calendar::Exposure;
use patron_models::history::History;
use patron_models::transaction::Predictor;

use crate::run::RunContext;
use crate::views::TrackingWeek;

/// Repeat purchases of the whole base by whole week since the first order, as they happened and as the model expects
/// them of everybody from the day of the first purchase on.
pub(super) fn tracking(
    predictor: &dyn Predictor,
    first_day: i32,
    calibration_day: i32,
    exposure: Option<&Exposure>,
    context: &RunContext,
) -> Vec<TrackingWeek> {
    let span = usize::try_from(context.as_of_day - first_day + 1).unwrap_or_default();
    let mut repeats = vec![0.0; span];
    let mut newcomers = vec![0.0; span];
    let calendar = &context.series.calendar;
    let days = calendar.column(0).as_primitive::<Date32Type>();
    let [buyers, new] = [1, 2].map(|column| calendar.column(column).as_primitive::<Int64Type>());
    for row in 0..calendar.num_rows() {
        let Ok(index) = usize::try_from(days.value(row) - first_day) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "customers are far fewer than 2^52")]
        if index < span {
            repeats[index] = (buyers.value(row) - new.value(row)) as f64;
            newcomers[index] = new.value(row) as f64;
        }
    }
    let unit_days = context.time_unit.days();
    #[expect(clippy::cast_precision_loss, reason = "days of a ledger")]
    let ages: Vec<f64> = (0..=span).map(|days| days as f64 / unit_days).collect();
    let curve = predictor.expected_purchases(&History::NEW, &ages);
    // Exposure until the end of each day since the first, in days; as many as days where time is not stretched.
    let passed = |day: usize| {
        let since = i64::from(first_day);
        let day_number = since + i64::try_from(day).unwrap_or(i64::MAX);
        exposure.and_then(|exposure| exposure.between(since, day_number).ok()).map(|time| time * unit_days)
    };
    let passed: Option<Vec<f64>> = exposure.is_some().then(|| (0..span).map(passed).collect()).flatten();
    let expected_since = |end: usize, day: usize| match &passed {
        None => curve[end - 1 - day],
        Some(passed) => between(&curve, passed[end - 1] - passed[day]),
    };
    let mut weeks = Vec::with_capacity(span / 7);
    let (mut actual_cumulated, mut expected_before) = (0.0, 0.0);
    for week in 1..=span / 7 {
        let end = week * 7;
        let actual: f64 = repeats[end - 7..end].iter().sum();
        actual_cumulated += actual;
        // A purchase on the last day of a week lies `end - 1 - day` days after a first purchase on `day`.
        let expected_cumulated: f64 =
            newcomers[..end].iter().enumerate().map(|(day, count)| count * expected_since(end, day)).sum();
        let last_day = first_day + i32::try_from(end).unwrap_or(i32::MAX) - 1;
        weeks.push(TrackingWeek {
            week: u32::try_from(week).unwrap_or(u32::MAX),
            actual,
            expected: expected_cumulated - expected_before,
            actual_cumulated,
            expected_cumulated,
            holdout: last_day > calibration_day,
        });
        expected_before = expected_cumulated;
    }
    weeks
}

/// A curve that is known at whole days, between them by a straight line: purchases come too slowly for it to bend within
/// a day. Beyond the last it goes on as it did.
fn between(curve: &[f64], days: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days of a ledger")]
    let before = (days.max(0.0).floor() as usize).min(curve.len().saturating_sub(2));
    let (Some(low), Some(high)) = (curve.get(before), curve.get(before + 1)) else { return 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "days of a ledger")]
    let part = days - before as f64;
    low + part * (high - low)
}
