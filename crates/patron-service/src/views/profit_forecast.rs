use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AmountLaw, Notice, Problem, PurchaseLaw};
use crate::catalogue::Text;
use crate::forecast::ForecastPeriod;

/// Gross profit of known customers in the periods ahead: amount less product cost less relationship marketing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfitForecastView {
    /// last day that is seen
    pub as_of: String,
    /// ISO 4217
    pub currency: String,
    /// `month`, `quarter` or `year`
    #[schema(value_type = String)]
    pub period: ForecastPeriod,
    pub periods: u32,
    pub customers: u64,
    /// whether each customer counts with the probability of being active still
    pub recency: bool,
    /// margin of the company in the latest period with sales
    pub company_margin: f64,
    /// where relationship marketing comes from: `history`, `share` or `none`
    pub marketing: String,
    /// standard deviation of the logarithm by which past totals missed; null where too few could be tried
    pub level_shock: Option<f64>,
    pub purchases: PurchaseLaw,
    pub amounts: Option<AmountLaw>,
    /// each period, then all together
    pub ranges: Vec<ProfitRange>,
    /// all periods together, by label
    pub groups: Vec<ProfitGroup>,
    /// the customer that was asked for
    pub customer: Option<ProfitCustomer>,
    /// forecasts from past days; null where not asked for
    pub backtest: Option<ProfitBacktest>,
    pub notices: Vec<Notice>,
}

/// A range of periods, with the 90 % interval of gross profit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfitRange {
    /// counted from 1
    pub first_period: u32,
    pub last_period: u32,
    pub from: String,
    pub to: String,
    /// null where amounts are not known or have no mean
    pub amount: Option<f64>,
    pub product_cost: Option<f64>,
    pub marketing_cost: Option<f64>,
    pub gross_profit: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// Customers of one label, all periods together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfitGroup {
    pub id: String,
    pub label: Text,
    pub customers: u64,
    pub total: ProfitRange,
}

/// A point of a density.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfitDensity {
    pub amount: f64,
    /// of a purchase of this customer
    pub own: f64,
    /// of a purchase of anybody
    pub all: f64,
}

/// One customer, looked at closely.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfitCustomer {
    pub id: String,
    pub repeat_purchases: u64,
    pub observed_periods: f64,
    /// margin of the last period with a purchase (the company's where it is not known), periods idle since, and the next
    pub last_margin: f64,
    pub idle_periods: u32,
    pub next_margin: f64,
    /// relationship marketing of a period
    pub marketing_cost: f64,
    /// expected amount of a purchase
    pub expected_spend: Option<f64>,
    /// of 0, 1, 2 … purchases in the next period, as far as 99.5 % reach, and at most 256
    pub probabilities: Vec<f64>,
    pub densities: Vec<ProfitDensity>,
    pub ranges: Vec<ProfitRange>,
}

/// A forecast from a past day beside what came; before relationship marketing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfitOrigin {
    pub as_of: String,
    pub to: String,
    pub customers: u64,
    pub forecast: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub actual: f64,
    /// whether what came lay within the interval
    pub inside: Option<bool>,
    /// mean over customers of |actual − forecast|, beside the mean of what came
    pub mean_error: f64,
    pub mean_actual: f64,
    /// share of customers whose figure lay within their 90 % interval
    pub coverage: f64,
}

/// Forecasts from past days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfitBacktest {
    pub origins: Vec<ProfitOrigin>,
}

/// What a page is told: a model that cannot be fitted is an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProfitForecastReply {
    pub forecast: Option<ProfitForecastView>,
    pub problem: Option<Problem>,
}
