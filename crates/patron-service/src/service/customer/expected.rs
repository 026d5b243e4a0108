use arrow::array::RecordBatch;
use patron_models::fit::Fit;
use patron_models::history::History;
use patron_models::transaction::{Terms, transaction_model};

use crate::analyses::LifetimeValueParameters;
use crate::error::{Result, ServiceError};
use crate::query::number;
use crate::run::RunSettings;
use crate::service::lifetime_value::impossible;
use crate::service::runs::OpenRun;
use crate::views::ExpectedMonth;

const MONTH_DAYS: f64 = 30.4375;
/// Most points of the curve.
const MAX_POINTS: u32 = 36;

/// The customer's history in the unit of the run's model; none without a purchase.
pub(super) fn history(row: &RecordBatch, settings: &RunSettings) -> Result<Option<History>> {
    let figure = |name: &str| row.column_by_name(name).and_then(|column| number(column.as_ref(), 0));
    let (Some(frequency), Some(recency), Some(age)) = (figure("frequency"), figure("recency"), figure("age")) else {
        return Ok(None);
    };
    let unit = settings.time_unit.days();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "occasions are counted days")]
    let history = History::new(frequency as u32, recency / unit, age / unit);
    history.map(Some).map_err(|error| ServiceError::new("impossible-history", error.to_string()))
}

/// Expected purchases, discounted value and probability of return until the end of each month within the horizon.
pub(super) fn months(
    run: &OpenRun,
    row: &RecordBatch,
    parameters: &LifetimeValueParameters,
) -> Result<Vec<ExpectedMonth>> {
    let settings = &run.record.settings;
    let (Some(fit), Some(history)) = (&parameters.purchases, history(row, settings)?) else { return Ok(Vec::new()) };
    let spend = row.column_by_name("expected_spend").and_then(|column| number(column.as_ref(), 0));
    let horizon = f64::from(settings.horizon_days);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "months of a bounded horizon")]
    let months = (horizon / MONTH_DAYS).round().max(1.0) as u32;
    let step = months.div_ceil(MAX_POINTS).max(1);
    let mut curve = Vec::new();
    for month in (1..=months).filter(|month| month % step == 0 || *month == months) {
        let days = if month == months { horizon } else { f64::from(month) * MONTH_DAYS };
        let prediction = predictor(fit, settings, days)?.predict(&history);
        curve.push(ExpectedMonth {
            months: month,
            purchases: prediction.expected_purchases,
            value: spend.map(|spend| prediction.discounted_purchases * spend * parameters.margin),
            probability_return: prediction.probability_return,
        });
    }
    Ok(curve)
}

fn predictor(fit: &Fit, settings: &RunSettings, days: f64) -> Result<Box<dyn patron_models::transaction::Predictor>> {
    let known = transaction_model(&fit.model);
    let model =
        known.ok_or_else(|| ServiceError::new("unknown-model", format!("model `{}` is not known", fit.model)))?;
    let parameters = model.parameters_from(&fit.parameters).map_err(impossible)?;
    let unit = settings.time_unit.days();
    let terms =
        Terms::with_annual_rate(days / unit, settings.discount_rate, settings.units_per_year()).map_err(impossible)?;
    model.predictor(&parameters, terms).map_err(impossible)
}
