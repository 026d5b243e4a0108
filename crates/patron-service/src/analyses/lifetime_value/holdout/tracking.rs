use arrow::array::AsArray;
use arrow::datatypes::{Date32Type, Int64Type};
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
    let mut weeks = Vec::with_capacity(span / 7);
    let (mut actual_cumulated, mut expected_before) = (0.0, 0.0);
    for week in 1..=span / 7 {
        let end = week * 7;
        let actual: f64 = repeats[end - 7..end].iter().sum();
        actual_cumulated += actual;
        // A purchase on the last day of a week lies `end - 1 - day` days after a first purchase on `day`.
        let expected_cumulated: f64 =
            newcomers[..end].iter().enumerate().map(|(day, count)| count * curve[end - 1 - day]).sum();
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
