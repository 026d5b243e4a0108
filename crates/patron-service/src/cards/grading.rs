//! Grades of a fuzzy card, groups of accounts, and what moves an indicator.

use patron_criteria::aggregate::fuzzy::Operator;

use crate::catalogue::Text;

/// The grades of a fuzzy card and how they are joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Grading {
    pub operator: Operator,
    /// best first, values falling
    pub grades: Vec<Grade>,
}

/// A grade and what it is worth, of 100.
#[derive(Debug, Clone, PartialEq)]
pub struct Grade {
    pub id: String,
    pub name: Text,
    pub value: f64,
}

/// How the score of a group of accounts follows from those of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grouping {
    /// the mean, weighted by a measure; negative values weigh nothing, and members weigh alike where none has any
    Weighted(String),
    /// the plain mean
    Mean,
    /// that of the best member
    Best,
}

impl Grouping {
    /// The rule as a word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Weighted(_) => "weighted",
            Self::Mean => "mean",
            Self::Best => "best",
        }
    }
}

/// How far an indicator can be moved, and at what cost.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effort {
    /// the best value that can plausibly be reached; without it the upper quartile of the accounts
    pub reach: Option<f64>,
    /// nobody can move it
    pub fixed: bool,
    /// cost of a step of the value
    pub cost: Option<f64>,
    /// the step that the cost is for
    pub step: f64,
}
