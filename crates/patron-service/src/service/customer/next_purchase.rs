use arrow::array::RecordBatch;
use patron_models::transaction::transaction_model;

use crate::analyses::LifetimeValueParameters;
use crate::error::Result;
use crate::run::format_day;
use crate::service::lifetime_value::impossible;
use crate::service::runs::OpenRun;
use crate::views::NextPurchaseView;

use super::expected::{history, unseasonal};

/// When the customer buys next, if within the horizon of the run at all.
pub(super) fn next_purchase(
    run: &OpenRun,
    row: &RecordBatch,
    parameters: &LifetimeValueParameters,
) -> Result<Option<NextPurchaseView>> {
    let settings = &run.record.settings;
    let (Some(fit), Some(history)) = (&parameters.purchases, history(row, settings, parameters)?) else {
        return Ok(None);
    };
    let Some(model) = transaction_model(&fit.model) else { return Ok(None) };
    let given = model.parameters_from(&fit.parameters).map_err(impossible)?;
    let exposure = parameters.exposure();
    let horizon = exposure.map_or(Ok(settings.horizon()), |exposure| exposure.horizon(settings.horizon()));
    let horizon = horizon.map_err(unseasonal)?;
    let found = patron_models::transaction::next_purchase(model, &given, &history, horizon).map_err(impossible)?;
    let days = |time: f64| match exposure {
        Some(exposure) => exposure.days_until(time),
        None => time * settings.time_unit.days(),
    };
    // The first day after the valuation date is the first on which anything can happen.
    #[expect(clippy::cast_possible_truncation, reason = "days of a bounded horizon")]
    let day = |time: f64| format_day(settings.as_of_day + days(time).ceil().max(1.0) as i32);
    Ok(found.map(|next| NextPurchaseView { median: day(next.median), low: day(next.low), high: day(next.high) }))
}
