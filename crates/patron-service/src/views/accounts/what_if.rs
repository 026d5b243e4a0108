use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::Problem;

/// Weights to try. Lines and groups that are not named share what is left, in their own proportions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Reweighting {
    /// id of a line -> its points of 100; of a deduction the most that is taken away, apart from the 100
    pub lines: BTreeMap<String, f64>,
    /// id of a group -> points of all its lines, deductions apart
    pub groups: BTreeMap<String, f64>,
    /// accounts that are answered at most; 200 if absent
    pub limit: Option<usize>,
}

/// A ranking under other weights, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhatIfAnswer {
    pub what_if: Option<WhatIfView>,
    pub problem: Option<Problem>,
}

/// The accounts of a run under other weights. Nothing is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhatIfView {
    pub card: String,
    /// the version whose weights were changed
    pub version: u32,
    pub accounts: usize,
    /// accounts whose rank is another one
    pub moved: usize,
    /// accounts whose tier is another one
    pub other_tier: usize,
    /// Kendall's tau-b between both rankings; none where all have the same score
    pub agreement: Option<f64>,
    pub lines: Vec<WhatIfLine>,
    pub tiers: Vec<WhatIfTier>,
    /// best first
    pub rows: Vec<WhatIfRow>,
    /// those whose tier is another one, the best first
    pub changes: Vec<WhatIfRow>,
}

/// A line and its weight before and now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhatIfLine {
    pub id: String,
    pub name: Text,
    pub group: Option<String>,
    pub deduction: bool,
    pub before: f64,
    pub points: f64,
}

/// A tier and how many are in it, before and now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhatIfTier {
    pub id: String,
    pub name: Text,
    pub before: usize,
    pub accounts: usize,
}

/// An account before and now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhatIfRow {
    pub customer_id: String,
    pub name: Option<String>,
    pub score_before: f64,
    pub score: f64,
    pub rank_before: usize,
    pub rank: usize,
    pub tier_before: Option<String>,
    pub tier: Option<String>,
}
