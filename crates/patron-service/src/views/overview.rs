use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;

use super::{Notice, RunView};

/// The first page: what the base is worth and where the worth sits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OverviewView {
    pub run: RunView,
    /// customers that pass the filter
    pub customers: u64,
    pub value_tree: ValueTree,
    /// smallest number of customers that hold half of all customer value
    pub customers_for_half: u64,
    /// of those, how many are slipping: idle longer than is usual for them, P(return) under one half
    pub slipping: u64,
    pub slipping_value: Option<f64>,
    pub expected_purchases: Option<f64>,
    /// expected number of customers who buy within the horizon
    pub returning_customers: Option<f64>,
    pub mean_probability_return: Option<f64>,
    pub repeat_customers: u64,
    /// customers by customer value, log-spaced bounds
    pub distribution: Vec<DistributionBar>,
    /// customers sorted by value, best first: at most 101 points from 0 to 1
    pub pareto: Vec<ParetoPoint>,
    pub segments: Vec<LabelTotal>,
    pub abc: Vec<LabelTotal>,
    pub months: Vec<MonthTotal>,
    /// the ten most valuable
    pub top: Vec<TopCustomer>,
    /// valuable customers that are slipping, most value at stake first, at most ten
    pub at_risk: Vec<TopCustomer>,
    pub notices: Vec<Notice>,
}

/// Branches of the value tree over the filtered base; null: not measured, counts 0 in sums.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ValueTree {
    pub customer_value: Option<f64>,
    /// contribution - cost to serve - acquisition - relationship marketing; what is not known counts 0
    pub realised_value: Option<f64>,
    pub contribution: Option<f64>,
    pub cost_to_serve: Option<f64>,
    pub acquisition_cost: Option<f64>,
    pub marketing_cost: Option<f64>,
    pub customer_equity: Option<f64>,
    pub customer_equity_low: Option<f64>,
    pub customer_equity_high: Option<f64>,
    pub expected_value: Option<f64>,
    pub expected_value_forever: Option<f64>,
    pub potential_value: Option<f64>,
    pub expected_credit_loss: Option<f64>,
    pub revenue: Option<f64>,
    pub returns: Option<f64>,
    /// branches without data, by id, for example `potential_value`
    pub not_measured: Vec<String>,
}

/// Customers whose value lies in (`from`, `to`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DistributionBar {
    pub from: f64,
    pub to: f64,
    pub customers: u64,
    pub customer_value: f64,
}

/// A point of the concentration curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ParetoPoint {
    pub customer_share: f64,
    pub value_share: f64,
    pub revenue_share: f64,
}

/// Size and value of one label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LabelTotal {
    pub id: String,
    pub label: Text,
    pub customers: u64,
    pub revenue: Option<f64>,
    pub customer_value: Option<f64>,
    pub expected_value: Option<f64>,
}

/// One calendar month of the ledger up to the valuation date (whole base, unattributed rows apart).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MonthTotal {
    /// `YYYY-MM`
    pub month: String,
    pub revenue: Option<f64>,
    pub returns: Option<f64>,
    pub unattributed_revenue: Option<f64>,
    pub orders: u64,
    pub buyers: u64,
    pub new_customers: u64,
}

/// A row of a short list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TopCustomer {
    pub customer_id: String,
    pub name: Option<String>,
    pub rfm_segment: Option<String>,
    pub customer_value: Option<f64>,
    pub residual_value: Option<f64>,
    pub residual_value_low: Option<f64>,
    pub residual_value_high: Option<f64>,
    pub probability_return: Option<f64>,
    pub days_idle: Option<f64>,
}
