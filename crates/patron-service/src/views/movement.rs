use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;

use super::{Notice, Problem, RunView};

/// Who moved between two valuations on one scheme, or why that cannot be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MovementAnswer {
    pub movement: Option<MovementView>,
    pub problem: Option<Problem>,
}

/// Customers by their label in an earlier and a later run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MovementView {
    /// measure id
    pub scheme: String,
    pub label: Text,
    /// whether labels are steps from best to worst
    pub ordered: bool,
    pub before: RunView,
    pub after: RunView,
    /// labels of either run, best first, with what their customers came to in each
    pub labels: Vec<MovementLabel>,
    /// from-label by to-label; those without customers are left out
    pub cells: Vec<MovementCell>,
    pub kept: MovedTotals,
    /// to a better label; null where labels have no order
    pub promoted: Option<MovedTotals>,
    pub demoted: Option<MovedTotals>,
    /// to another label, whether better or not
    pub moved: MovedTotals,
    /// only in the later run
    pub entered: MovedTotals,
    /// only in the earlier run
    pub left: MovedTotals,
    /// settings in which the runs differ
    pub notices: Vec<Notice>,
}

/// A label with its totals in both runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MovementLabel {
    /// empty: not known
    pub id: String,
    pub label: Text,
    pub before: LabelState,
    pub after: LabelState,
}

/// What the customers of a label came to in one run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LabelState {
    pub customers: u64,
    /// sales to date
    pub revenue: Option<f64>,
    /// net sales of the past year
    pub billing_year: Option<f64>,
    /// contribution to date
    pub contribution: Option<f64>,
    /// contribution / net sales, to date
    pub margin: Option<f64>,
    /// returns / sales, to date
    pub return_share: Option<f64>,
    pub expected_value: Option<f64>,
    pub mean_probability_return: Option<f64>,
    /// mean over the customers of whom it is known
    pub satisfaction: Option<f64>,
}

/// Customers who were under one label and are under another, or the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MovementCell {
    /// null: not in the earlier run; empty: not known
    pub from: Option<String>,
    /// null: not in the later run; empty: not known
    pub to: Option<String>,
    pub totals: MovedTotals,
}

/// Some customers in both runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MovedTotals {
    pub customers: u64,
    /// sales to date in the earlier run
    pub revenue_before: Option<f64>,
    pub revenue_after: Option<f64>,
    /// customer equity in the earlier run
    pub equity_before: Option<f64>,
    pub equity_after: Option<f64>,
}

/// Customers of one cell, the largest change of equity first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MoversView {
    /// all of them
    pub customers: u64,
    pub rows: Vec<Mover>,
}

/// A customer who moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Mover {
    pub customer_id: String,
    pub name: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub revenue_before: Option<f64>,
    pub revenue_after: Option<f64>,
    pub equity_before: Option<f64>,
    pub equity_after: Option<f64>,
}
