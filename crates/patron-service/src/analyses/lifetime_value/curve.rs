use arrow::array::Array;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::col;
use futures::StreamExt;
use patron_models::calendar::Exposure;
use patron_models::fit::{Fit, ParameterError};
use patron_models::interval::{Base, Purchase, Total, Uncertainty};
use patron_models::normal_spend;
use patron_models::spend::SpendModel;
use patron_models::transaction::{Predictor, Terms, TransactionModel};

use crate::error::{Result, ServiceError};
use crate::records::checked_history;
use crate::run::RunContext;
use crate::views::CurvePoint;

use super::collect::numbers;
use super::seasons;

/// Days in a month of the curve.
const MONTH_DAYS: f64 = 30.4375;
/// Most points of the curve after the first at zero: a year is shown month by month.
const POINTS: u32 = 12;

/// The fits that the curve rests on.
pub(super) struct Fits<'a> {
    pub(super) model: &'static dyn TransactionModel,
    pub(super) purchases: &'a Fit,
    pub(super) spend: Option<&'a Fit>,
    /// what a purchase counts where there is no spend model; none: nothing is known of money
    pub(super) flat_spend: Option<f64>,
    /// the calendar in which purchases are counted; none: in days
    pub(super) exposure: Option<&'a Exposure>,
}

/// Discounted contribution of the whole base until some months ahead, with the interval of each total; the last point
/// is the horizon.
pub(super) async fn curve(customers: &DataFrame, fits: &Fits<'_>, context: &RunContext) -> Result<Vec<CurvePoint>> {
    let spend_model = fits.spend.map(|fit| SpendModel::from_named(&fit.model, &fit.parameters)).transpose();
    let spend_model = spend_model.map_err(|error| ServiceError::new("impossible-parameters", error.to_string()))?;
    let per_unit = match (&spend_model, fits.flat_spend) {
        (Some(_), _) => context.future_margin()?,
        (None, Some(spend)) => context.future_margin()? * spend,
        (None, None) => return Ok(Vec::new()),
    };
    let months = months(context.horizon_days);
    let predictors = predictors(&months, fits, context)?;
    let Some(last) = predictors.last() else { return Ok(Vec::new()) };
    let unit_days = context.time_unit.days();
    let columns = ["frequency", "recency", "age", "monetary_value"];
    let frame = customers.clone().filter(col("frequency").is_not_null())?.select_columns(&columns)?;
    let mut stream = frame.execute_stream().await?;
    let mut base = Base::default();
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        let [frequency, recency, age, mean] =
            [numbers(&batch, 0)?, numbers(&batch, 1)?, numbers(&batch, 2)?, numbers(&batch, 3)?];
        for row in 0..batch.num_rows() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "occasions are counted days")]
            let count = frequency.value(row) as u32;
            let history = checked_history(count, recency.value(row) / unit_days, age.value(row) / unit_days)?;
            let history = fits.exposure.map_or(Ok(history), |exposure| exposure.history(&history));
            let history = history.map_err(seasons::impossible)?;
            let own = mean.is_valid(row).then(|| mean.value(row));
            let purchase = spend_model.map_or(Purchase::ONE, |model| model.purchase(count, own));
            base.add(last.as_ref(), &history, &purchase);
        }
    }
    let uncertainty = Uncertainty::new(Some(fits.purchases), fits.spend).ok();
    let of_total = |total: &Total, known: &Uncertainty| match spend_model {
        Some(SpendModel::Normal(_)) => normal_spend::total_interval(total, known),
        _ => total.interval(known),
    };
    let mut points = vec![CurvePoint { months: 0, value: 0.0, low: Some(0.0), high: Some(0.0) }];
    points.extend(months.iter().zip(&predictors).map(|(&(months, _), predictor)| {
        let total = base.total(predictor.as_ref());
        let interval = uncertainty.as_ref().map(|known| of_total(&total, known).scaled(per_unit));
        let known = |bound: f64| Some(bound).filter(|bound| bound.is_finite());
        CurvePoint {
            months,
            value: total.mean * per_unit,
            low: interval.and_then(|interval| known(interval.low)),
            high: interval.and_then(|interval| known(interval.high)),
        }
    }));
    Ok(points)
}

/// Months with their days: equal steps, the last one exactly the horizon.
fn months(horizon_days: u32) -> Vec<(u32, f64)> {
    let horizon = f64::from(horizon_days);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "months of a bounded horizon")]
    let last = (horizon / MONTH_DAYS).round().max(1.0) as u32;
    let step = last.div_ceil(POINTS);
    let inner = (1..last).filter(|month| month % step == 0).map(|month| (month, f64::from(month) * MONTH_DAYS));
    inner.chain([(last, horizon)]).collect()
}

fn predictors(months: &[(u32, f64)], fits: &Fits<'_>, context: &RunContext) -> Result<Vec<Box<dyn Predictor>>> {
    let unit = context.time_unit.days();
    let parameters = fits.model.parameters_from(&fits.purchases.parameters).map_err(impossible)?;
    let predictor = |&(_, days): &(u32, f64)| {
        let horizon = fits.exposure.map_or(Ok(days / unit), |exposure| exposure.horizon(days / unit));
        let horizon = horizon.map_err(seasons::impossible)?;
        let terms = Terms::with_annual_rate(horizon, context.discount_rate, context.units_per_year());
        let terms = terms.map_err(impossible)?;
        fits.model.predictor(&parameters, terms).map_err(impossible)
    };
    months.iter().map(predictor).collect()
}

/// Parameters of an own fit and a checked horizon are always accepted; anything else is a fault of the program.
fn impossible(error: ParameterError) -> ServiceError {
    ServiceError::new("impossible-parameters", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::months;

    #[test]
    fn the_last_point_is_the_horizon() {
        assert_eq!(months(365).iter().map(|month| month.0).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
        assert_eq!(months(365).last().map(|month| month.1), Some(365.0));
        assert_eq!(months(10), [(1, 10.0)]);
        // Every other month of thirteen, every third of three years.
        assert_eq!(months(400).iter().map(|month| month.0).collect::<Vec<_>>(), [2, 4, 6, 8, 10, 12, 13]);
        assert_eq!(months(1096).len(), 12);
    }
}
