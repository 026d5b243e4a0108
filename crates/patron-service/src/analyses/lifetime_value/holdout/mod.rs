use patron_models::calendar::CalendarError;
use patron_models::fit::Fit;
use patron_models::transaction::{Terms, TransactionModel};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::calendar::Season;
use crate::error::{Result, ServiceError};
use crate::run::{RunContext, format_day};
use crate::views::{HoldoutView, Notice, Severity};

use super::collect::Sample;
use super::fit::notice;
use super::past::Past;
use super::seasons;
use forecast::Forecast;

mod contest;
mod forecast;
mod tracking;

/// Least repeat customers and weeks of history for a holdout check.
const LEAST_REPEATERS: f64 = 50.0;
const LEAST_WEEKS: i32 = 26;

/// The check of a run on days the model has not seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Holdout {
    /// parameters from the days before
    pub(crate) fit: Fit,
    pub(crate) view: HoldoutView,
}

impl Holdout {
    /// A warning where a naive rule did better than the model.
    pub(super) fn verdict(&self) -> Option<Notice> {
        let best = self.view.contestants.first()?;
        let model = self.view.contestants.iter().find(|contestant| contestant.id == self.fit.model)?;
        if best.id == model.id {
            return None;
        }
        let message = format!(
            "on the {} weeks held out the rule `{}` was closer (RMSE {:.4}) than `{}` (RMSE {:.4}): do not trust values \
             of single customers",
            self.view.weeks, best.id, best.rmse, model.id, model.rmse
        );
        let mut values = Map::new();
        values.insert("weeks".to_owned(), Value::from(self.view.weeks));
        values.insert("rule".to_owned(), Value::from(best.id.clone()));
        values.insert("model".to_owned(), Value::from(model.id.clone()));
        Some(notice("naive-rule-was-closer", Severity::Warning, message, values))
    }
}

/// Last day of calibration, or why there is no holdout.
pub(super) fn calibration_day(sample: &Sample, context: &RunContext) -> Result<i32, Box<Notice>> {
    let span_days = sample.oldest_days.map_or(0, |days| days + 1);
    let horizon_days = i32::try_from(context.horizon_days).unwrap_or(i32::MAX);
    let weeks = horizon_days.min(span_days / 3) / 7;
    let repeaters = sample.purchases.repeaters();
    if repeaters < LEAST_REPEATERS || span_days / 7 < LEAST_WEEKS || weeks < 1 {
        return Err(Box::new(too_short(repeaters, span_days / 7)));
    }
    Ok(context.as_of_day - weeks * 7)
}

/// Fits on the days before, compares with the days after; or says why there is no comparison.
pub(super) fn check(
    past: &Past,
    first_day: i32,
    calibration_day: i32,
    model: &'static dyn TransactionModel,
    in_exposure: bool,
    context: &RunContext,
) -> Result<Result<Holdout, Notice>> {
    context.step("holdout", 0, 2)?;
    let unit_days = context.time_unit.days();
    let Past { seen, before, .. } = past;
    // The season as it was known then: nothing that came later may help.
    let season = match in_exposure.then(|| season(calibration_day, context)).transpose() {
        Ok(season) => season,
        Err(error) => return Ok(Err(no_season(&error, calibration_day))),
    };
    let turned = season.as_ref().map(|season| season.statistics(before)).transpose();
    let exposure = season.map(|season| season.exposure);
    let turned = turned.map_err(seasons::impossible)?;
    let fit = match model.fit(turned.as_ref().unwrap_or(before)) {
        Ok(fit) => fit,
        Err(error) => {
            let mut values = Map::new();
            values.insert("reason".to_owned(), Value::from(error.code()));
            let message = format!("no holdout check: on the days before `{}` {error}", format_day(calibration_day));
            return Ok(Err(notice("no-holdout-fit", Severity::Warning, message, values)));
        }
    };
    context.step("holdout", 1, 2)?;
    let weeks = (context.as_of_day - calibration_day) / 7;
    let horizon = f64::from(weeks * 7) / unit_days;
    let parameters = model.parameters_from(&fit.parameters).map_err(impossible)?;
    let ahead = exposure.as_ref().map_or(Ok(horizon), |exposure| exposure.horizon(horizon));
    let terms = Terms::new(ahead.map_err(seasons::impossible)?, 0.0).map_err(impossible)?;
    let predictor = model.predictor(&parameters, terms).map_err(impossible)?;
    let forecast = Forecast::of(predictor.as_ref(), &fit, seen, exposure.as_ref());
    let contestants = contest::contestants(&fit.model, seen, &forecast, horizon, before).map_err(unequal)?;
    let view = HoldoutView {
        calibration_end: format_day(calibration_day),
        holdout_end: format_day(context.as_of_day),
        weeks: weeks.unsigned_abs(),
        customers: seen.len() as u64,
        actual_purchases: seen.iter().map(|customer| customer.actual).sum(),
        actual_returning: seen.iter().filter(|customer| customer.actual > 0.0).count() as u64,
        contestants,
        coverage: forecast.coverage,
        by_frequency: contest::by_frequency(seen, &forecast),
        reliability: contest::reliability(seen, &forecast).map_err(unequal)?,
        tracking: tracking::tracking(predictor.as_ref(), first_day, calibration_day, exposure.as_ref(), context),
    };
    Ok(Ok(Holdout { fit, view }))
}

/// The season as the days before the holdout give it, for all days of the run.
fn season(calibration_day: i32, context: &RunContext) -> Result<Season, CalendarError> {
    let ahead = context.as_of_day - calibration_day;
    seasons::on(context, calibration_day, ahead, seasons::months(context))
}

fn no_season(error: &CalendarError, calibration_day: i32) -> Notice {
    let mut values: Map<String, Value> =
        error.values().into_iter().map(|(name, value)| (name.to_owned(), Value::from(value))).collect();
    values.insert("reason".to_owned(), Value::from(error.code()));
    let message = format!("no holdout check: on the days before `{}` {error}", format_day(calibration_day));
    notice("no-holdout-fit", Severity::Warning, message, values)
}

/// Parameters of an own fit and a checked horizon are always accepted; anything else is a fault of the program.
fn impossible(error: patron_models::fit::ParameterError) -> ServiceError {
    ServiceError::new("impossible-parameters", error.to_string())
}

/// Lists of one length were made above; anything else is a fault of the program.
fn unequal(error: patron_models::holdout::HoldoutError) -> ServiceError {
    ServiceError::new("impossible-holdout", error.to_string())
}

fn too_short(repeaters: f64, weeks: i32) -> Notice {
    let mut values = Map::new();
    values.insert("repeaters".to_owned(), Value::from(repeaters));
    values.insert("weeks".to_owned(), Value::from(weeks));
    let message = format!(
        "no holdout check: {repeaters} repeat customers in {weeks} weeks, expected at least {LEAST_REPEATERS} in \
         {LEAST_WEEKS}; the model is unproven on this base"
    );
    notice("no-holdout", Severity::Warning, message, values)
}
