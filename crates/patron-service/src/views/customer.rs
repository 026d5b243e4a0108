use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::Notice;

/// The portrait of one customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CustomerView {
    pub customer_id: String,
    pub name: Option<String>,
    /// measure id -> value of the current run
    #[schema(value_type = Object)]
    pub values: Map<String, Value>,
    #[schema(value_type = Object)]
    pub attributes: Map<String, Value>,
    /// rate x active time x spend x margin x discount = residual value, exactly; empty where no model was fitted
    pub waterfall: Vec<WaterfallStep>,
    /// all purchase days up to the valuation date, oldest first (at most 2000, the latest kept)
    pub days: Vec<PurchaseDay>,
    /// months ahead within the horizon
    pub expected: Vec<ExpectedMonth>,
    /// when the next purchase comes, given that one comes within the horizon; null without a model
    pub next_purchase: Option<NextPurchaseView>,
    /// share of all customers with a smaller customer value, 0..1
    pub value_rank: Option<f64>,
    pub notices: Vec<Notice>,
}

/// Days on which the next purchase falls, given that one comes within the horizon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NextPurchaseView {
    /// `YYYY-MM-DD`; half come by then
    pub median: String,
    /// 5 % come by then
    pub low: String,
    /// 95 % come by then
    pub high: String,
}

/// One factor of the residual value, beside the mean of the customer's segment and of the base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WaterfallStep {
    /// `purchase-rate` (a year), `active-time` (years), `spend`, `margin`, `discount`
    pub factor: String,
    pub value: f64,
    /// product of the factors so far
    pub product: f64,
    /// the same factor for customers of the same RFM segment
    pub segment_mean: Option<f64>,
    pub base_mean: Option<f64>,
}

/// What happened on one local day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PurchaseDay {
    /// `YYYY-MM-DD`
    pub on: String,
    pub orders: u64,
    pub lines: u64,
    /// gross of returns; null where the ledger has counts only
    pub revenue: Option<f64>,
    /// amount returned that day, >= 0
    pub returns: Option<f64>,
}

/// Expected purchases and discounted contribution until the end of a month ahead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ExpectedMonth {
    pub months: u32,
    pub purchases: f64,
    pub value: Option<f64>,
    /// probability of at least one purchase until then
    pub probability_return: f64,
}
