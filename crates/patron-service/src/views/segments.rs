use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::{Playbook, Text};

use super::SchemeDetail;

/// One scheme over the filtered base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SegmentsView {
    /// every scheme there is, for the switcher
    pub schemes: Vec<SchemeView>,
    /// measure id of the shown scheme, for example `rfm_segment`
    pub scheme: String,
    /// what was computed for it, where it is one of the portfolio's own
    pub own: Option<SchemeDetail>,
    pub customers: u64,
    pub labels: Vec<LabelView>,
    /// R x F cells with mean money; empty for schemes that are no grid
    pub cells: Vec<CellView>,
    /// bounds of the scores, kept with the run
    pub cuts: Vec<AxisCuts>,
}

/// A scheme that can be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SchemeView {
    /// measure id
    pub id: String,
    pub label: Text,
    /// id of the scheme, where it is one of the portfolio's own
    pub own: Option<String>,
}

/// Size and worth of one label, with what to do about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LabelView {
    pub id: String,
    pub label: Text,
    pub meaning: Text,
    pub strategy: Text,
    /// how it is done, where the scheme says so
    pub playbook: Option<Playbook>,
    pub customers: u64,
    pub revenue: Option<f64>,
    pub realised_value: Option<f64>,
    pub expected_value: Option<f64>,
    pub customer_value: Option<f64>,
    pub mean_probability_return: Option<f64>,
    pub mean_days_idle: Option<f64>,
    /// revenue less returns and product cost
    pub contribution: Option<f64>,
    /// what its customers are still worth
    pub customer_equity: Option<f64>,
    /// mean of the scores that assessors typed for `satisfaction`
    pub mean_satisfaction: Option<f64>,
}

/// One cell of the RFM map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CellView {
    pub r: u32,
    pub f: u32,
    pub customers: u64,
    /// mean money per customer
    pub mean_revenue: Option<f64>,
    pub revenue: Option<f64>,
    pub customer_value: Option<f64>,
}

/// Bounds of one axis: a score rises by one above each bound (below it for days idle); null bounds lie outside the data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AxisCuts {
    /// `days_idle`, `occasions` or `revenue`
    pub measure: String,
    pub bounds: Vec<Option<f64>>,
    /// mean used by the eight types
    pub mean: f64,
}
