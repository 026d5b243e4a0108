use serde::Serialize;
use utoipa::ToSchema;

use super::Problem;
use crate::catalogue::Text;

/// What a page is told: without costs there is no profit to show, and the reason is an answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitAnswer {
    pub profit: Option<ProfitView>,
    pub problem: Option<Problem>,
}

/// Profit by one dimension in both views side by side.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitView {
    /// `customer`, `product`, `category`, `channel`, `tier`, or a column of the customer table
    pub by: String,
    pub label: Text,
    /// of the costing model
    pub name: Text,
    /// days of the costs, and of the orders beside them
    pub from: String,
    pub to: String,
    /// tax on revenue, as a share
    pub tax: f64,
    /// whether the full view bears what nobody causes
    pub sustaining: bool,
    pub total: ProfitRow,
    /// the highest revenue first; tiers from the highest
    pub rows: Vec<ProfitRow>,
    /// rows there are
    pub rows_in_all: u64,
    /// revenue net of returns of orders without a customer: in no row
    pub without_customer: f64,
    /// costs that are in no row
    pub outside: ProfitOutside,
    /// margins of what each row buys; empty by customer, product, category and channel
    pub mix: Vec<ProfitMix>,
    /// other dimensions there are
    pub dimensions: Vec<ProfitDimension>,
}

/// A way to divide profit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitDimension {
    pub id: String,
    pub label: Text,
}

/// Costs that no customer bears.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct ProfitOutside {
    pub unused: f64,
    /// of the enterprise, less what the last stage lays on customers
    pub enterprise: f64,
    pub unassigned: f64,
}

/// Customers, or a part of what they buy.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitRow {
    pub id: String,
    pub label: Text,
    pub customers: u64,
    pub share_of_customers: Option<f64>,
    /// net of returns
    pub revenue: f64,
    pub share_of_revenue: Option<f64>,
    pub product_cost: f64,
    pub cost_to_serve: f64,
    pub cost_incremental: f64,
    /// what the last stage lays on them
    pub sustaining: f64,
    pub tax: f64,
    /// relationship marketing, where it is known
    pub marketing: Option<f64>,
    pub revenue_per_100_of_marketing: Option<f64>,
    pub full: ProfitSide,
    pub incremental: ProfitSide,
}

/// One view: product cost and cost to serve with (full) or without (incremental) what is shared; profit is after tax.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct ProfitSide {
    pub cost: f64,
    pub share_of_cost: Option<f64>,
    pub profit: f64,
    /// null where all together lose
    pub share_of_profit: Option<f64>,
    /// null without revenue
    pub margin_on_revenue: Option<f64>,
    pub margin_on_cost: Option<f64>,
    /// profit per 100 of revenue, less that of all others
    pub per_100_against_others: Option<f64>,
    pub before_tax: ProfitBeforeTax,
    /// place by profit, from 1; of customers alone
    pub rank: Option<u64>,
}

/// The same before the tax on revenue.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct ProfitBeforeTax {
    pub profit: f64,
    pub margin_on_revenue: Option<f64>,
    pub margin_on_cost: Option<f64>,
}

/// What one row buys of one category or product.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitMix {
    pub row: String,
    /// category or product; empty for all others together
    pub part: String,
    pub revenue: f64,
    pub share_of_row: Option<f64>,
    pub profit_full: f64,
    pub profit_incremental: f64,
    pub margin_full: Option<f64>,
    pub margin_incremental: Option<f64>,
}

/// Why there is no list, or the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BelowCostAnswer {
    pub below: Option<BelowCostView>,
    pub problem: Option<Problem>,
}

/// Customers who do not bring what they cost, and what would change that.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BelowCostView {
    pub from: String,
    pub to: String,
    /// margin on revenue that the changes aim at, in the incremental view
    pub target: f64,
    /// customers with a revenue or a cost in these days
    pub all: u64,
    /// of them, those whose incremental profit is below 0
    pub count: u64,
    /// their incremental profit together, below 0
    pub loss: f64,
    /// what each change would bring, taken by itself
    pub levers: Vec<LeverTotal>,
    /// the largest loss first
    pub customers: Vec<BelowCostCustomer>,
}

/// A change over all customers of the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LeverTotal {
    /// `price`, `orders`, `channel`, `service` or `returns`
    pub lever: String,
    /// customers on whom it can be used
    pub customers: u64,
    /// of them, those who would reach the target by it alone
    pub reach: u64,
    pub brings: f64,
}

/// A customer below incremental cost.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BelowCostCustomer {
    pub customer_id: String,
    pub revenue: f64,
    pub product_cost: f64,
    pub cost_incremental: f64,
    pub tax: f64,
    pub profit_incremental: f64,
    /// what could be changed; what brings most first
    pub levers: Vec<BelowCostLever>,
}

/// A change of one customer.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BelowCostLever {
    pub lever: String,
    /// what it is now: revenue, value of an order, cost in dear channels, cost of service, cost of returns
    pub now: f64,
    /// what it would be
    pub then: f64,
    /// relative change, for example 0.12 for 12 % more
    pub change: f64,
    /// whether the target is reached by it alone
    pub reaches: bool,
    /// profit it would bring
    pub brings: f64,
    /// the channel it leads to
    pub to: Option<String>,
}

/// Why there are no curves, or the curves.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitCurvesAnswer {
    pub curves: Option<ProfitCurvesView>,
    pub problem: Option<Problem>,
}

/// Who brings the profit: today and at the horizon of the forecast, in both views.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitCurvesView {
    pub from: String,
    pub to: String,
    pub customers: u64,
    pub full: ProfitCurve,
    pub incremental: ProfitCurve,
    /// null without a run, or where nothing is expected
    pub horizon: Option<ProfitHorizon>,
    pub concentration: ProfitConcentration,
}

/// What is expected of the customers, less what serving them costs at their own rate.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitHorizon {
    pub days: u32,
    pub customers: u64,
    /// of them, those without revenue in the days of the costs: the rate of all stands in
    pub at_common_rate: u64,
    /// expected contribution, discounted as in the run
    pub contribution: f64,
    pub full: ProfitCurve,
    pub incremental: ProfitCurve,
}

/// A whale curve.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitCurve {
    pub total: f64,
    pub losing: u64,
    /// their profit together, below 0
    pub lost: f64,
    /// null where all together lose: shares of nothing say nothing
    pub shape: Option<CurveShape>,
}

/// The curve where profit is above 0.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CurveShape {
    pub peak: ProfitCurvePoint,
    /// share of profit of the most profitable fifth, beside the marks 0.8 and 1.2
    pub top_fifth: f64,
    /// smallest share of customers that bring 80 % and 100 % of the profit
    pub customers_for_80: f64,
    pub customers_for_all: f64,
    pub points: Vec<ProfitCurvePoint>,
}

/// A point of a whale curve: shares, the most profitable customers first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct ProfitCurvePoint {
    pub customers: f64,
    pub profit: f64,
}

/// How much hangs on a few.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ProfitConcentration {
    pub revenue: ProfitShares,
    /// full view
    pub full: ProfitShares,
    pub incremental: ProfitShares,
}

/// Shares of the largest.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ProfitShares {
    pub top_5: Option<f64>,
    pub top_10: Option<f64>,
    /// of those above 0: the sum of squared shares; 1 where one has all
    pub herfindahl: Option<f64>,
}

/// Why nothing can be said of a loss, or what it costs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitLossAnswer {
    pub loss: Option<ProfitLossView>,
    pub problem: Option<Problem>,
}

/// What losing customers would cost: their incremental cost goes with them, shared cost stays and is borne by the others.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProfitLossView {
    /// customer, or dimension and label
    pub who: String,
    pub label: Text,
    pub from: String,
    pub to: String,
    pub customers: u64,
    /// in the days of the costs
    pub revenue: f64,
    pub share_of_revenue: Option<f64>,
    /// product cost, incremental cost to serve and tax that go with them
    pub cost_gone: f64,
    /// shared cost they bear today: it stays
    pub cost_staying: f64,
    /// revenue less the cost that goes: below 0 where losing them brings money
    pub profit_lost: f64,
    /// profit of all after shared, before what nobody bears
    pub profit_before: f64,
    pub profit_after: f64,
    /// null without a run
    pub lifetime: Option<LifetimeLoss>,
}

/// What losing them would cost within the horizon.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LifetimeLoss {
    pub days: u32,
    /// expected contribution, discounted as in the run
    pub contribution: f64,
    /// incremental cost to serve and tax at their own rate
    pub cost_gone: f64,
    pub profit_lost: f64,
    /// shared cost at their own rate: it stays
    pub cost_staying: f64,
}
