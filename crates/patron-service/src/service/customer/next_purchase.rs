use arrow::array::RecordBatch;
use patron_models::transaction::transaction_model;

use crate::analyses::LifetimeValueParameters;
use crate::error::Result;
use crate::run::format_day;
use crate::service::lifetime_value::impossible;
use crate::service::runs::OpenRun;
use crate::views::NextPurchaseView;

use super::expected::history;

/// When the customer buys next, if within the horizon of the run at all.
pub(super) fn next_purchase(
    run: &OpenRun,
    row: &RecordBatch,
    parameters: &LifetimeValueParameters,
) -> Result<Option<NextPurchaseView>> {
    let settings = &run.record.settings;
    let (Some(fit), Some(history)) = (&parameters.purchases, history(row, settings)?) else { return Ok(None) };
    let Some(model) = transaction_model(&fit.model) else { return Ok(None) };
    let given = model.parameters_from(&fit.parameters).map_err(impossible)?;
    let found =
        patron_models::transaction::next_purchase(model, &given, &history, settings.horizon()).map_err(impossible)?;
    // The first day after the valuation date is the first on which anything can happen.
    #[expect(clippy::cast_possible_truncation, reason = "days of a bounded horizon")]
    let day = |time: f64| format_day(settings.as_of_day + (time * settings.time_unit.days()).ceil().max(1.0) as i32);
    Ok(found.map(|next| NextPurchaseView { median: day(next.median), low: day(next.low), high: day(next.high) }))
}
