use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ModelView;

/// What to test; absent fields are chosen from the ledger.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BacktestRequest {
    /// last day that is looked at, `YYYY-MM-DD`; the last day with an order where absent
    pub as_of: Option<String>,
    /// days that are forecast from each origin; the portfolio's horizon where absent, a third of the history at most
    pub window_days: Option<u32>,
    /// past days to forecast from: 1 to 12, 3 where absent
    pub origins: Option<u32>,
    /// names of the models, `learned-trees` among them; where absent all of days, and `learned-trees` where the history
    /// is long enough. The rules of thumb always take part
    pub models: Option<Vec<String>>,
}

/// Models and rules of thumb on the company's own past, and which to trust.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BacktestView {
    /// when it was held, RFC 3339 in UTC
    pub created_at: String,
    /// last day that was looked at, `YYYY-MM-DD`
    pub as_of: String,
    /// whether records were added or undone since
    pub ledger_changed: bool,
    /// weeks that were forecast from each origin
    pub window_weeks: u32,
    pub origins: Vec<OriginView>,
    /// smallest score first; those that were refused last
    pub contestants: Vec<TournamentEntry>,
    /// null where nobody forecast at every origin
    pub verdict: Option<VerdictView>,
    /// the models on all that is known, in the order of the contestants
    pub models: Vec<ModelBeside>,
    /// the same windows in money; null without amounts
    pub money: Option<MoneyTournamentView>,
}

/// Forecasts of what each customer would spend in the windows, returns taken off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MoneyTournamentView {
    /// what came, of those scored
    pub actual: f64,
    /// smallest RMSE first; those alone who forecast at every origin
    pub contestants: Vec<MoneyContestantView>,
}

/// Purchases of one contestant times spend of one model or rule, over all origins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MoneyContestantView {
    /// who forecast the purchases; `ziln` forecasts money without them, as nothing or log-normal, by groups
    pub id: String,
    /// `gamma-gamma`, `normal-spend`, `own-mean` or `mean-of-all`; null for `ziln`
    pub spend: Option<String>,
    pub predicted: f64,
    pub bias: Option<f64>,
    pub rmse: f64,
    pub correlation: Option<f64>,
    pub gini: Option<f64>,
}

/// One past day from which the contestants forecast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OriginView {
    /// last day that was known, `YYYY-MM-DD`
    pub day: String,
    /// last day that was forecast, `YYYY-MM-DD`
    pub end: String,
    /// customers known by then
    pub customers: u64,
    /// of whom this many were scored
    pub scored: u64,
    /// purchases that came, of those scored
    pub actual_purchases: f64,
}

/// How one contestant did over all origins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TournamentEntry {
    /// name of a model, or `learned-trees`, `nobody-returns`, `past-rate`, `flat-average`
    pub id: String,
    pub rule: bool,
    /// taught by what came after earlier days; knows no value, so that no run uses it
    pub learned: bool,
    pub parameters: u32,
    pub refused: Option<RefusalView>,
    pub predicted_purchases: Option<f64>,
    pub bias: Option<f64>,
    pub rmse: Option<f64>,
    pub mae: Option<f64>,
    pub correlation: Option<f64>,
    pub gini: Option<f64>,
    /// ranked probability score in purchases, which decides; smaller is better
    pub crps: Option<f64>,
    /// distance of the PIT from uniform
    pub pit_distance: Option<f64>,
    /// share within randomised 90 % intervals
    pub coverage: Option<f64>,
    /// mean distance between stated P(return) and the share that returned
    pub return_error: Option<f64>,
    /// later origins only, before and after recalibration by the earlier ones
    pub recalibrated: Option<RecalibrationView>,
    /// share of outcomes in each twentieth of their own forecast; 0.05 each where forecasts are honest
    pub pit: Vec<f64>,
    pub origins: Vec<OriginForecast>,
}

/// Why a model did not take part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RefusalView {
    /// the origin at which it was refused, from 0
    pub origin: u32,
    pub code: String,
    pub message: String,
    #[schema(value_type = Object)]
    pub values: BTreeMap<String, String>,
}

/// Calibration before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RecalibrationView {
    pub pit_distance_before: f64,
    pub pit_distance: f64,
    pub coverage_before: f64,
    pub coverage: f64,
}

/// What one contestant said at one origin, of those scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OriginForecast {
    pub predicted: f64,
    /// 90 % interval; null for rules and what is learned
    pub predicted_low: Option<f64>,
    pub predicted_high: Option<f64>,
    pub rmse: f64,
    pub crps: f64,
    pub pit_distance: f64,
}

/// Which contestant to use, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct VerdictView {
    pub id: String,
    /// `best-score`, `simpler-as-good`, `nearer-total`, `as-good-as-the-rule`, `no-model-beat-the-rule`, `no-model-fitted` or
    /// `best-of-those-that-value`
    pub reason: String,
    /// the contestant with the smallest score
    pub best: String,
    /// score less that of who it was weighed against, and the standard error of that
    pub difference: Option<f64>,
    pub standard_error: Option<f64>,
}

/// A model on all that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelBeside {
    pub id: String,
    /// null where it was refused
    pub fit: Option<ModelView>,
    pub refused: Option<RefusalView>,
    /// purchases of all customers expected within the horizon, with their 90 % interval
    pub expected_purchases: Option<f64>,
    pub expected_low: Option<f64>,
    pub expected_high: Option<f64>,
    /// customers still active, with their 90 % interval; null where the model knows no stop
    pub live: Option<f64>,
    pub live_low: Option<f64>,
    pub live_high: Option<f64>,
}
