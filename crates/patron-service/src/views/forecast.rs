use patron_models::fit::NamedValues;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Problem;

use crate::forecast::ForecastPeriod;

/// The periodic forecast of all customers. Its parts: how often customers buy, how much, and what comes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ForecastView {
    /// last day that is seen
    pub as_of: String,
    /// `month`, `quarter` or `year`
    #[schema(value_type = String)]
    pub period: ForecastPeriod,
    pub periods: u32,
    /// customers with a purchase
    pub customers: u64,
    /// whether each customer counts with the probability of being active still
    pub recency: bool,
    pub purchases: PurchaseLaw,
    /// null where amounts are not known
    pub amounts: Option<AmountLaw>,
    /// each period, then all together
    pub ranges: Vec<RangeForecast>,
}

/// What a page is told: a model that cannot be fitted is an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ForecastReply {
    /// null where a model was refused
    pub forecast: Option<ForecastView>,
    /// why; null where there is a forecast
    pub refused: Option<Problem>,
}

/// Repeat purchases of a customer in one period, over all customers: negative binomial.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PurchaseLaw {
    /// shape b and rate a, in periods
    #[schema(value_type = Object)]
    pub parameters: NamedValues,
    #[schema(value_type = Object)]
    pub standard_errors: NamedValues,
    /// customers it is fitted on
    pub customers: f64,
    pub mean: f64,
    /// the mean rounded up, to be shown only
    pub planned_count: f64,
    /// of 0, 1, 2 … purchases
    pub probabilities: Vec<f64>,
}

/// The amount of a purchase, over all customers: Gamma-Gamma.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AmountLaw {
    /// p, q and the scale gamma
    #[schema(value_type = Object)]
    pub parameters: NamedValues,
    #[schema(value_type = Object)]
    pub standard_errors: NamedValues,
    /// customers it is fitted on
    pub customers: f64,
    /// null where it has no limit
    pub mean: Option<f64>,
    /// the amount most common, to be shown only
    pub peak: f64,
}

/// All customers in a range of periods, with 90 % intervals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RangeForecast {
    /// counted from 1
    pub first_period: u32,
    pub last_period: u32,
    pub from: String,
    pub to: String,
    pub expected_purchases: f64,
    pub expected_purchases_low: Option<f64>,
    pub expected_purchases_high: Option<f64>,
    /// null where amounts are not known or have no mean
    pub amount: Option<f64>,
    /// null where amounts have no variance
    pub amount_low: Option<f64>,
    pub amount_high: Option<f64>,
}
