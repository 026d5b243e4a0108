use serde::{Deserialize, Serialize};

use crate::catalogue::Text;
use crate::costing::Rate;

/// What the fit found and the score needs; stored with the run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Parameters {
    /// by first day
    pub(crate) models: Vec<CostedModel>,
    /// kept costs that this run leaves out
    pub(crate) left_out: Vec<LeftOut>,
    /// cost to serve of a unit of net revenue in the latest covered days, by which expected value is less; none where there
    /// was no revenue, or where the portfolio looks at value before that cost
    pub(crate) serving_rate: Option<f64>,
}

/// One kept costing model as the run settled it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CostedModel {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) name: Text,
    /// first and last day of the costs, days since 1970-01-01
    pub(crate) from_day: i32,
    pub(crate) to_day: i32,
    /// the model as it was written, for statements and explanations of this run
    pub(crate) text: String,
    /// cost of a unit of each driver, in the order of the model's drivers
    pub(crate) rates: Vec<Rate>,
    pub(crate) entered: f64,
    pub(crate) enterprise: f64,
    pub(crate) unused: f64,
    pub(crate) unassigned: f64,
    /// cost that reached customers
    pub(crate) reached: f64,
    /// of it at customers of the table
    pub(crate) in_table: f64,
    /// net revenue of these days at customers of the table
    pub(crate) net_revenue: f64,
}

/// Why kept costs count nothing in a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LeftOut {
    pub(crate) id: String,
    pub(crate) reason: String,
}
