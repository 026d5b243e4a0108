use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::{CostAmounts, CostExplanation, CostReport, Problem};

/// The text of a costing model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CostDraft {
    pub text: String,
}

/// Where the costs of a draft would go, or why it does not fit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostDraftCheck {
    pub report: Option<CostReport>,
    pub problem: Option<Problem>,
}

/// What customers earn by a costing model, or why that is not known.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostedAnswer {
    pub costed: Option<CostedView>,
    pub problem: Option<Problem>,
}

/// What customers earn by a costing model, over its days.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostedView {
    pub report: CostReport,
    pub diagram: CostDiagram,
    pub totals: CostedTotals,
    /// most profit in the full view first
    pub best_full: Vec<CostedCustomer>,
    /// most profit in the incremental view first
    pub best_incremental: Vec<CostedCustomer>,
    /// least profit in the full view first
    pub worst_full: Vec<CostedCustomer>,
    /// customers whose places in the two views differ most, by places
    pub moved: Vec<CostedCustomer>,
}

/// All customers together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, ToSchema)]
pub struct CostedTotals {
    /// customers with an order or a cost in these days
    pub customers: u64,
    /// sales less returns
    pub revenue: f64,
    pub product_cost: f64,
    /// revenue less product cost
    pub gross_profit: f64,
    /// incremental and shared cost that customers cause
    pub cost_to_serve: f64,
    pub cost_incremental: f64,
    /// gross profit less cost to serve
    pub profit_full: f64,
    /// gross profit less incremental cost
    pub profit_incremental: f64,
    /// customers with a loss in the full view, and the sum of it, 0 or below
    pub below_full: u64,
    pub loss_full: f64,
    /// customers with a loss in the incremental view, and the sum of it, 0 or below
    pub below_incremental: u64,
    pub loss_incremental: f64,
    /// share of the revenue whose product cost is in the records; null without revenue
    pub share_costed: Option<f64>,
    /// the portfolio's margin, which stands in where a cost is not known; null: such revenue counts as gross profit
    pub margin: Option<f64>,
}

/// A customer between the views.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CostedCustomer {
    pub customer_id: String,
    pub name: Option<String>,
    pub revenue: f64,
    pub product_cost: f64,
    pub cost_to_serve: f64,
    pub cost_incremental: f64,
    pub profit_full: f64,
    pub profit_incremental: f64,
    /// place by profit, from 1
    pub rank_full: u64,
    pub rank_incremental: u64,
}

/// Where cost begins, passes and ends. Departments that serve each other are shown net, so that no path leads back.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CostDiagram {
    pub nodes: Vec<CostNode>,
    pub paths: Vec<CostPath>,
}

/// A place of the diagram.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CostNode {
    pub id: String,
    /// null of the ends, which pages name
    pub name: Option<Text>,
    pub kind: CostNodeKind,
}

/// What a place of the diagram is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CostNodeKind {
    Resource,
    Department,
    Activity,
    /// between activities and customers
    Stage,
    Customers,
    Unused,
    Enterprise,
    Open,
}

/// Cost on a way of the diagram.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CostPath {
    pub from: String,
    pub to: String,
    pub amount: CostAmounts,
}

/// A statement, or why there is none.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostStatementAnswer {
    pub statement: Option<CostStatement>,
    pub problem: Option<Problem>,
}

/// What one customer earns by a costing model, line by line.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CostStatement {
    pub customer_id: String,
    pub name: Option<String>,
    /// the costs that were sent
    pub costs: Text,
    pub from: String,
    pub to: String,
    /// sales less returns
    pub revenue: f64,
    pub product_cost: f64,
    pub gross_profit: f64,
    /// what was done for it, and the resources it took
    pub explanation: CostExplanation,
    pub profit_full: f64,
    pub profit_incremental: f64,
}
