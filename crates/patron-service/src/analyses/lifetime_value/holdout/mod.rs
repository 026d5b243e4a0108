use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::min;
use datafusion::logical_expr::col;
use futures::StreamExt;
use patron_models::fit::Fit;
use patron_models::history::{History, Statistics};
use patron_models::interval::{Uncertainty, residual_values};
use patron_models::transaction::{Predictor, Terms, TransactionModel};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::{Result, ServiceError};
use crate::run::{RunContext, format_day};
use crate::views::{HoldoutView, Notice, Severity};

use super::collect::{history, numbers, sample};
use super::fit::notice;

mod contest;
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

/// What happened to one customer acquired before the holdout.
pub(super) struct Seen {
    pub(super) history: History,
    /// purchases in the holdout
    pub(super) actual: f64,
}

/// Fits on the days before, compares with the days after; or says why there is no holdout.
pub(super) async fn check(
    customers: &DataFrame,
    model: &'static dyn TransactionModel,
    all: &Statistics,
    context: &RunContext,
) -> Result<Result<Holdout, Notice>> {
    let Some(first_day) = first_day(customers).await? else { return Ok(Err(too_short(0.0, 0))) };
    let span_days = context.as_of_day - first_day + 1;
    let horizon_days = i32::try_from(context.horizon_days).unwrap_or(i32::MAX);
    let weeks = horizon_days.min(span_days / 3) / 7;
    if all.repeaters() < LEAST_REPEATERS || span_days / 7 < LEAST_WEEKS || weeks < 1 {
        return Ok(Err(too_short(all.repeaters(), span_days / 7)));
    }
    let calibration_day = context.as_of_day - weeks * 7;
    context.step("holdout", 0, 3)?;
    let unit_days = context.time_unit.days();
    let before = sample(context.facts_at(calibration_day).await?, unit_days).await?;
    let fit = match model.fit(&before.purchases) {
        Ok(fit) => fit,
        Err(error) => {
            let mut values = Map::new();
            values.insert("reason".to_owned(), Value::from(error.code()));
            let message = format!("no holdout check: on the days before `{}` {error}", format_day(calibration_day));
            return Ok(Err(notice("no-holdout-fit", Severity::Warning, message, values)));
        }
    };
    context.step("holdout", 1, 3)?;
    let horizon = f64::from(weeks * 7) / unit_days;
    let parameters = model.parameters_from(&fit.parameters).map_err(impossible)?;
    let terms = Terms::new(horizon, 0.0).map_err(impossible)?;
    let predictor = model.predictor(&parameters, terms).map_err(impossible)?;
    let seen = seen(customers, calibration_day, unit_days, context).await?;
    context.step("holdout", 2, 3)?;
    let histories: Vec<History> = seen.iter().map(|customer| customer.history).collect();
    let predictions = predictor.predict_all(&histories);
    let contestants =
        contest::contestants(&fit.model, &seen, &predictions, horizon, &before.purchases).map_err(unequal)?;
    let view = HoldoutView {
        calibration_end: format_day(calibration_day),
        holdout_end: format_day(context.as_of_day),
        weeks: weeks.unsigned_abs(),
        customers: seen.len() as u64,
        actual_purchases: seen.iter().map(|customer| customer.actual).sum(),
        actual_returning: seen.iter().filter(|customer| customer.actual > 0.0).count() as u64,
        contestants,
        coverage: coverage(predictor.as_ref(), &fit, &seen, &histories, &predictions),
        by_frequency: contest::by_frequency(&seen, &predictions),
        reliability: contest::reliability(&seen, &predictions).map_err(unequal)?,
        tracking: tracking::tracking(predictor.as_ref(), first_day, calibration_day, context).await?,
    };
    Ok(Ok(Holdout { fit, view }))
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

/// Day of the first purchase of all.
pub(super) async fn first_day(customers: &DataFrame) -> Result<Option<i32>> {
    let batches = customers.clone().aggregate(vec![], vec![min(col("first_purchase")).alias("day")])?.collect().await?;
    Ok(batches.iter().find_map(|batch| {
        let days = batch.column(0).as_primitive::<arrow::datatypes::Date32Type>();
        days.iter().next().flatten()
    }))
}

/// Customers acquired up to the calibration day with their purchases after it.
async fn seen(customers: &DataFrame, calibration_day: i32, unit_days: f64, context: &RunContext) -> Result<Vec<Seen>> {
    let before = context.facts_at(calibration_day).await?.filter(col("frequency").is_not_null())?.select(vec![
        col("customer_id").alias("seen_id"),
        col("frequency").alias("frequency_before"),
        col("recency").alias("recency_before"),
        col("age").alias("age_before"),
        col("occasions").alias("occasions_before"),
    ])?;
    let now = customers.clone().select_columns(&["customer_id", "occasions"])?;
    let joined = now.join(before, JoinType::Inner, &["customer_id"], &["seen_id"], None)?.select(vec![
        col("frequency_before"),
        col("recency_before"),
        col("age_before"),
        (col("occasions") - col("occasions_before")).alias("actual"),
    ])?;
    let mut stream = joined.execute_stream().await?;
    let mut all = Vec::new();
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        let [frequency, recency, age] = [numbers(&batch, 0)?, numbers(&batch, 1)?, numbers(&batch, 2)?];
        let actual = batch.column(3).as_primitive::<Int64Type>();
        for row in 0..batch.num_rows() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "occasions are counted days")]
            let history =
                history(frequency.value(row) as u32, recency.value(row) / unit_days, age.value(row) / unit_days)?;
            #[expect(clippy::cast_precision_loss, reason = "purchases of one customer")]
            all.push(Seen { history, actual: actual.value(row) as f64 });
        }
    }
    // A join promises no order; sums are to be the same on every run.
    all.sort_by(|left, right| {
        let key = |seen: &Seen| (seen.history.frequency(), seen.history.recency(), seen.history.age(), seen.actual);
        key(left).partial_cmp(&key(right)).unwrap_or(std::cmp::Ordering::Equal)
    });
    Ok(all)
}

/// Share of customers whose purchases lie within their 90 % interval.
fn coverage(
    predictor: &dyn Predictor,
    fit: &Fit,
    seen: &[Seen],
    histories: &[History],
    predictions: &[patron_models::transaction::Prediction],
) -> Option<f64> {
    let uncertainty = Uncertainty::new(Some(fit), None).ok()?;
    let values = residual_values(predictor, histories, predictions, None, &uncertainty);
    let intervals: Vec<_> = values.iter().map(|value| value.interval).collect();
    let actual: Vec<f64> = seen.iter().map(|customer| customer.actual).collect();
    patron_models::holdout::coverage(&intervals, &actual).ok()
}
