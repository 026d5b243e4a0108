use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The value of one customer over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CustomerHistoryView {
    /// by the model of the current run, oldest first; empty where none was fitted
    pub points: Vec<HistoryPoint>,
    /// as earlier runs had it, each by its own model, oldest first
    pub runs: Vec<RunPoint>,
    /// the day that the alert compares with
    pub alert_day: Option<String>,
    /// `clear`, `within-range`, `early` or `none`
    pub alert: Option<String>,
    /// what the alert compares: `value` or `billing`
    pub alert_basis: String,
    /// mean contribution of a window of the year before, and of the window since the day, where billing is compared
    pub contribution_before: Option<f64>,
    pub contribution_now: Option<f64>,
    /// what each factor added to the contribution since then
    pub contribution_parts: Vec<FactorPart>,
    /// what the records say fell since then: `satisfaction`, `wallet` or `margin`
    pub sign: Option<String>,
    pub sign_before: Option<f64>,
    pub sign_now: Option<f64>,
    /// the factor that moved the value most since that day
    pub reason: Option<String>,
    /// the interval of today's value
    pub value_low: Option<f64>,
    pub value_high: Option<f64>,
}

/// A customer at the end of a past day, seen with the model of the current run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HistoryPoint {
    /// `YYYY-MM-DD`
    pub on: String,
    /// residual value
    pub value: Option<f64>,
    pub probability_return: Option<f64>,
    pub expected_purchases: Option<f64>,
    /// net sales of the year before
    pub net_year: Option<f64>,
    /// contribution of the year before
    pub contribution_year: Option<f64>,
    pub share_of_wallet: Option<f64>,
    pub satisfaction: Option<f64>,
    /// the factors of the value
    pub factors: Vec<FactorValue>,
    /// what each factor added to the change from this day to the last; they add up to it. Empty where money is not known
    pub parts: Vec<FactorPart>,
}

/// A factor of the value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FactorValue {
    /// `rate` (purchases a year while active), `activity` (years), `spend`, `margin` or `discount`
    pub factor: String,
    pub value: Option<f64>,
}

/// What a factor adds to a change of value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FactorPart {
    /// `wallet`, `rate`, `activity`, `spend`, `margin` or `discount`
    pub factor: String,
    pub change: f64,
}

/// The value as a run had it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RunPoint {
    pub run: String,
    pub as_of: String,
    pub created_at: String,
    pub model: String,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// same horizon, discount rate and margin as the current run
    pub comparable: bool,
}
