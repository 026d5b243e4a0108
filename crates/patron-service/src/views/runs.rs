use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Notice;

/// The head of one valuation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RunView {
    pub id: String,
    /// valuation date, `YYYY-MM-DD`
    pub as_of: String,
    /// when it was computed, RFC 3339 in UTC
    pub created_at: String,
    pub customers: u64,
    pub horizon_days: u32,
    pub discount_rate: f64,
    /// `bg-nbd`, or the naive rule that was used instead
    pub model: String,
    /// sum of customer equity with its 90 % interval
    pub customer_equity: Option<f64>,
    pub customer_equity_low: Option<f64>,
    pub customer_equity_high: Option<f64>,
    pub realised_value: Option<f64>,
    pub notices: Vec<Notice>,
}

/// What to value; absent fields take the portfolio's settings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    /// `YYYY-MM-DD`; the last day with an order where absent
    pub as_of: Option<String>,
    pub horizon_days: Option<u32>,
    pub discount_rate: Option<f64>,
    /// `auto` or the name of a model of days, such as `bg-nbd`
    pub model: Option<String>,
    /// `auto`, `gamma-gamma` or `normal-spend`
    pub spend_model: Option<String>,
    /// `month` or `quarter`: steps in which customers are valued again at past days
    pub history_every: Option<String>,
    /// how many such steps, 0 to 60
    pub history_periods: Option<u32>,
    /// ids of analyses to leave out, so that a run of a large base is done sooner; their measures are unknown then
    #[serde(default)]
    pub without: Vec<String>,
}
