use serde::{Deserialize, Serialize};

use crate::catalogue::{Text, Unit};

use super::RunView;

/// Two valuations side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunComparison {
    pub before: RunView,
    pub after: RunView,
    /// measures that both runs have and whose total means something, in the order of the catalogue
    pub totals: Vec<TotalChange>,
    /// where the change of customer value comes from; their changes add up to that of the total
    pub movements: Vec<ValueMovement>,
    /// customers by RFM segment before and after; empty where a run has no segments
    pub migration: Vec<Migration>,
}

/// A total over all customers of either run; null where no customer has the measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TotalChange {
    pub id: String,
    pub label: Text,
    pub unit: Unit,
    pub before: Option<f64>,
    pub after: Option<f64>,
    /// after less before, where both are known
    pub change: Option<f64>,
}

/// What became of a customer's value between two runs. A value that is not known counts 0, as in sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// only in the later run
    Entered,
    /// only in the earlier run
    Left,
    Risen,
    Fallen,
    Unchanged,
}

/// The customers of one movement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ValueMovement {
    pub movement: Movement,
    pub customers: u64,
    /// their customer value after less before; null where it is known of none
    pub change: Option<f64>,
}

/// Customers who were in one segment and are in another, or in the same. An empty segment: not known; null: the run
/// does not have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Migration {
    pub before: Option<String>,
    pub after: Option<String>,
    pub customers: u64,
}
