//! What a fit of a scheme keeps with the run.

use serde::{Deserialize, Serialize};

use crate::schemes::Plan;

use super::clusters::Groups;

/// A scheme fitted to the customers of a run: with it each label can be worked out again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SchemeParameters {
    pub(crate) scheme: String,
    pub(crate) version: u32,
    pub(crate) plan: Plan,
    /// whether an earlier run computed it
    pub(crate) kept: bool,
    pub(crate) found: Found,
}

/// What was computed, by the kind of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Found {
    /// nothing could be computed: nobody has a label, and a notice says why
    Nothing,
    Rules,
    Bounds {
        /// where each label begins; none for the last, and where a tie spans it
        bounds: Vec<Option<f64>>,
    },
    Attribute {
        /// values with a label each, most frequent first
        values: Vec<String>,
        /// whether there are others
        others: bool,
    },
    Match {
        axes: Vec<FittedAxis>,
    },
    Clusters(Box<Groups>),
}

/// An axis with its bound.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FittedAxis {
    /// from where it is high: in the unit of its measure, of several parts on their scale from 0 to 100
    pub(crate) bound: f64,
    /// least and greatest value of each part; none for parts that are left out, and for one that stands alone
    pub(crate) parts: Vec<Option<(f64, f64)>>,
    /// customers without a value
    pub(crate) missing: u64,
}
