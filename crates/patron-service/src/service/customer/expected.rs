use arrow::array::RecordBatch;
use patron_models::calendar::{CalendarError, Exposure};
use patron_models::fit::Fit;
use patron_models::history::History;
use patron_models::transaction::{Predictor, Terms, transaction_model};

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

/// The customer's history as the run's model reads it; none without a purchase.
pub(super) fn history(
    row: &RecordBatch,
    settings: &RunSettings,
    parameters: &LifetimeValueParameters,
) -> Result<Option<History>> {
    let figure = |name: &str| row.column_by_name(name).and_then(|column| number(column.as_ref(), 0));
    let (Some(frequency), Some(recency), Some(age)) = (figure("frequency"), figure("recency"), figure("age")) else {
        return Ok(None);
    };
    let unit = settings.time_unit.days();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "occasions are counted days")]
    let history = History::new(frequency as u32, recency / unit, age / unit);
    let history = history.map_err(|error| ServiceError::new("impossible-history", error.to_string()))?;
    let turned = parameters.exposure().map_or(Ok(history), |exposure| exposure.history(&history));
    turned.map(Some).map_err(unseasonal)
}

/// Expected purchases, discounted value and probability of return until the end of each month within the horizon.
pub(super) fn months(
    run: &OpenRun,
    row: &RecordBatch,
    parameters: &LifetimeValueParameters,
) -> Result<Vec<ExpectedMonth>> {
    let settings = &run.record.settings;
    let (Some(fit), Some(history)) = (&parameters.purchases, history(row, settings, parameters)?) else {
        return Ok(Vec::new());
    };
    let spend = row.column_by_name("expected_spend").and_then(|column| number(column.as_ref(), 0));
    let horizon = f64::from(settings.horizon_days);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "months of a bounded horizon")]
    let months = (horizon / MONTH_DAYS).round().max(1.0) as u32;
    let step = months.div_ceil(MAX_POINTS).max(1);
    let mut curve = Vec::new();
    for month in (1..=months).filter(|month| month % step == 0 || *month == months) {
        let days = if month == months { horizon } else { f64::from(month) * MONTH_DAYS };
        let prediction = predictor(fit, settings, parameters.exposure(), days)?.predict(&history);
        curve.push(ExpectedMonth {
            months: month,
            purchases: prediction.expected_purchases,
            value: spend.map(|spend| prediction.discounted_purchases * spend * parameters.margin),
            probability_return: prediction.probability_return,
        });
    }
    Ok(curve)
}

/// A pace that was kept with the run covers its days; anything else is a fault of the program.
pub(super) fn unseasonal(error: CalendarError) -> ServiceError {
    ServiceError::new("impossible-calendar", error.to_string()).hint(error.hint())
}

fn predictor(fit: &Fit, settings: &RunSettings, exposure: Option<&Exposure>, days: f64) -> Result<Box<dyn Predictor>> {
    let known = transaction_model(&fit.model);
    let model =
        known.ok_or_else(|| ServiceError::new("unknown-model", format!("model `{}` is not known", fit.model)))?;
    let parameters = model.parameters_from(&fit.parameters).map_err(impossible)?;
    let unit = settings.time_unit.days();
    let horizon = exposure.map_or(Ok(days / unit), |exposure| exposure.horizon(days / unit)).map_err(unseasonal)?;
    let terms =
        Terms::with_annual_rate(horizon, settings.discount_rate, settings.units_per_year()).map_err(impossible)?;
    model.predictor(&parameters, terms).map_err(impossible)
}
