use patron_models::fit::Fit;
use patron_models::interval::{HIGH, Interval, Levels, LiveCustomers};
use patron_models::normal_spend::NormalSpend;
use patron_models::special::normal_quantile;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::summary::SpendCorrelation;

use super::{BacktestView, Notice, RunView, SeasonView};

/// The model, its parameters, and the proof.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LifetimeValueView {
    pub run: RunView,
    /// the purchase model; null where it was refused (see `notices`)
    pub purchases: Option<ModelView>,
    /// the spend model; null where there are no amounts or it was refused
    pub spend: Option<ModelView>,
    /// rank correlation of spend and frequency; null where it cannot be told, or for runs of earlier versions
    pub independence: Option<SpendCorrelation>,
    /// null with a notice where history is too short
    pub holdout: Option<HoldoutView>,
    /// customers still active; null for rules and for models that know no stop
    pub live: Option<LiveView>,
    /// levels at which intervals of single customers end, where past forecasts asked for others than 5 % and 95 %
    pub levels: Option<LevelsView>,
    /// the last tournament of models and rules; null where none was held
    pub backtest: Option<BacktestView>,
    /// seasons and festivals; null where they are switched off, and in runs made before there were any
    pub season: Option<SeasonView>,
    /// customers by repeat purchases, observed and expected by the fitted model
    pub frequency: Vec<FrequencyBar>,
    /// discounted contribution of the whole base by month ahead, cumulated
    pub curve: Vec<CurvePoint>,
    /// null without a model
    pub maps: Option<MapsView>,
    /// the same customers by month, quarter and year of first purchase
    pub cohorts: Vec<CohortTriangle>,
    pub formulas: Vec<SimpleFormula>,
    pub notices: Vec<Notice>,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelView {
    /// for example `bg-nbd`
    pub model: String,
    /// customers in the likelihood
    pub customers: u64,
    pub parameters: Vec<ParameterView>,
    pub log_likelihood: f64,
    pub aic: f64,
    pub bic: f64,
    pub converged: bool,
    pub iterations: u32,
    /// `day`, `week` or `month`; null for spend models
    pub time_unit: Option<String>,
}

impl ModelView {
    /// Of a fit, with the unit of its times.
    #[must_use]
    pub fn of(fit: &Fit, unit: Option<&str>) -> Self {
        let errors = fit.standard_errors.values();
        let parameters = fit.parameters.iter().enumerate().map(|(index, (name, value))| {
            let standard_error = errors.get(index).copied().filter(|error| error.is_finite());
            // The mean contribution alone may be negative.
            let positive = fit.model != NormalSpend::NAME || name != "mean";
            let interval = standard_error.map(|error| interval(value, error, positive));
            ParameterView {
                name: name.to_owned(),
                value,
                standard_error,
                low: interval.map(|interval| interval.low),
                high: interval.map(|interval| interval.high),
            }
        });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of customers")]
        let customers = fit.customers as u64;
        Self {
            model: fit.model.clone(),
            customers,
            parameters: parameters.collect(),
            log_likelihood: fit.log_likelihood,
            aic: fit.aic,
            bic: fit.bic,
            converged: fit.converged,
            iterations: fit.iterations,
            time_unit: unit.map(str::to_owned),
        }
    }
}

/// The 90 % interval of an estimate; of one that is positive on the scale of logarithms, where it stays so.
fn interval(value: f64, error: f64, positive: bool) -> Interval {
    let reach = normal_quantile(HIGH) * error;
    if positive && value > 0.0 {
        let factor = (reach / value).exp();
        return Interval { low: value / factor, high: value * factor };
    }
    Interval { low: value - reach, high: value + reach }
}

/// The number of active customers with its 90 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LiveView {
    pub expected: f64,
    pub low: f64,
    pub high: f64,
}

impl From<LiveCustomers> for LiveView {
    fn from(live: LiveCustomers) -> Self {
        Self { expected: live.expected, low: live.low, high: live.high }
    }
}

/// Levels of the stated distribution below and above which 5 % of past outcomes fell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LevelsView {
    pub low: f64,
    pub high: f64,
}

impl From<Levels> for LevelsView {
    fn from(levels: Levels) -> Self {
        Self { low: levels.low, high: levels.high }
    }
}

/// One parameter, named as in the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ParameterView {
    pub name: String,
    pub value: f64,
    /// from the Hessian; null where it is singular
    pub standard_error: Option<f64>,
    /// 90 % interval from the standard error, on the scale of logarithms for a positive parameter
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// The check on days the model has not seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HoldoutView {
    pub calibration_end: String,
    pub holdout_end: String,
    pub weeks: u32,
    /// customers acquired before the holdout
    pub customers: u64,
    pub actual_purchases: f64,
    pub actual_returning: u64,
    /// the model and the three naive rules, best RMSE first
    pub contestants: Vec<Contestant>,
    /// share of customers whose actual count lies in their 90 % interval
    pub coverage: Option<f64>,
    /// expected and actual purchases of the whole base by week, cumulated and single
    pub tracking: Vec<TrackingWeek>,
    /// mean purchases in the holdout by repeat purchases before it
    pub by_frequency: Vec<FrequencyBar>,
    pub reliability: Vec<ReliabilityBin>,
}

/// How one contestant did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Contestant {
    /// `bg-nbd`, `nobody-returns`, `past-rate`, `flat-average`
    pub id: String,
    pub predicted_purchases: f64,
    /// (predicted - actual) / actual
    pub bias: Option<f64>,
    pub rmse: f64,
    pub mae: f64,
    pub correlation: Option<f64>,
    pub gini: Option<f64>,
}

/// One week since the first order of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TrackingWeek {
    pub week: u32,
    pub actual: f64,
    pub expected: f64,
    pub actual_cumulated: f64,
    pub expected_cumulated: f64,
    /// true from the first week the model has not seen
    pub holdout: bool,
}

/// Observed against expected at one number of repeat purchases; the last bar holds the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FrequencyBar {
    pub frequency: u32,
    pub and_more: bool,
    pub customers: u64,
    pub actual: f64,
    pub expected: f64,
}

/// Customers with similar stated P(return): ten bins of about equal size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReliabilityBin {
    pub from: f64,
    pub to: f64,
    pub customers: u64,
    pub predicted: f64,
    pub actual: f64,
}

/// Cumulated value until `months` ahead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CurvePoint {
    pub months: u32,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// What the model says of customers of the mean age.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MapsView {
    /// days since the first purchase
    pub age_days: f64,
    pub horizon_days: u32,
    /// repeat purchases, one a row
    pub frequencies: Vec<u32>,
    /// days since the last purchase, one a column
    pub idle_days: Vec<f64>,
    /// row by row; null where there is no such history
    pub cells: Vec<Vec<Option<MapCell>>>,
}

/// One history.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MapCell {
    /// P(alive)
    pub alive: f64,
    /// purchases expected within the horizon
    pub expected: f64,
}

/// Customers by period of first purchase, followed period by period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CohortTriangle {
    /// `month`, `quarter` or `year`
    pub span: String,
    /// oldest first
    pub cohorts: Vec<CohortView>,
}

/// One cohort: what its customers did in each period since that of the first purchase, the last of them not yet over.
/// Lists hold the periods lived; money is null where no amounts are known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CohortView {
    /// `YYYY-MM`, `YYYY-Q1` or `YYYY`
    pub cohort: String,
    pub customers: u64,
    /// customers who bought in the period
    pub buyers: Vec<u64>,
    /// null for runs of earlier versions
    pub orders: Vec<Option<u64>>,
    /// sales less returns of the period
    pub revenue: Vec<Option<f64>>,
    /// of the period; null for runs of earlier versions
    pub contribution: Vec<Option<f64>>,
    /// still to come from all of them
    pub residual_value: Option<f64>,
}

/// A textbook formula with its inputs, shown beside the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SimpleFormula {
    /// `ratio` or `margin-retention`
    pub id: String,
    pub value: Option<f64>,
    /// name -> value of what went in
    #[schema(value_type = Object)]
    pub inputs: std::collections::BTreeMap<String, f64>,
}

#[cfg(test)]
mod tests {
    use super::interval;

    #[test]
    fn the_interval_of_a_positive_parameter_stays_positive() {
        // 2 × exp(±1.6449 × 3 / 2)
        let found = interval(2.0, 3.0, true);
        assert!((found.low - 0.169_630).abs() < 1e-6 && (found.high - 23.580_68).abs() < 1e-5, "{found:?}");
        let found = interval(-2.0, 1.0, false);
        assert!((found.low + 3.644_85).abs() < 1e-5 && (found.high + 0.355_15).abs() < 1e-5, "{found:?}");
    }
}
