use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{FactorPart, Problem};

/// Customers whose value turned down, or why nobody can say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AlertsAnswer {
    pub alerts: Option<AlertsView>,
    pub problem: Option<Problem>,
}

/// Customers whose value fell since a day: key accounts first, sure falls first, then by money, early signs last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AlertsView {
    /// the day they are compared with, `YYYY-MM-DD`
    pub since: String,
    pub as_of: String,
    /// what is compared: `value` (residual value by the model) or `billing` (contribution of the months since then
    /// against the mean of such windows in the year before, where no model says who stops)
    pub basis: String,
    /// least fall as a share and in money
    pub drop: f64,
    pub amount: f64,
    /// who counts as a key account: `tier` (best tier of a card) or `abc` (class A)
    pub key_by: String,
    /// falls that chance alone does not explain, and their sum
    pub clear: u64,
    pub clear_change: Option<f64>,
    /// falls within the interval of today's value, or that windows before knew as well
    pub within_range: u64,
    pub within_change: Option<f64>,
    /// no fall yet, but satisfaction, share of wallet or margin fell
    pub early: u64,
    /// key accounts among all of them
    pub key: u64,
    pub rows: Vec<AlertRow>,
}

/// A customer whose value fell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AlertRow {
    pub customer_id: String,
    pub name: Option<String>,
    pub key: bool,
    /// `clear`, `within-range` or `early`
    pub alert: String,
    pub before: Option<f64>,
    pub now: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub change: Option<f64>,
    /// of the value before
    pub share: Option<f64>,
    /// `wallet`, `rate`, `activity`, `spend`, `margin` or `discount`; of an early sign what fell
    pub reason: Option<String>,
    /// they add up to the change
    pub parts: Vec<FactorPart>,
    pub days_idle: Option<f64>,
    /// what the records say fell since then: `satisfaction`, `wallet` or `margin`
    pub sign: Option<String>,
    pub sign_before: Option<f64>,
    pub sign_now: Option<f64>,
}
