use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::Problem;

/// What several assessors think, or why it cannot be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AssessorsAnswer {
    pub assessors: Option<AssessorsView>,
    pub problem: Option<Problem>,
}

/// Scores of several assessors on a card, those farthest apart first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AssessorsView {
    pub card: String,
    pub name: Text,
    pub assessors: Vec<String>,
    pub lines: Vec<AssessedLine>,
    /// accounts and lines that were scored
    pub scored: usize,
    /// of these, scored by several
    pub shared: usize,
    pub spreads: Vec<OpinionSpread>,
}

/// A typed line and how far its assessors agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AssessedLine {
    pub id: String,
    pub name: Text,
    pub low: f64,
    pub high: f64,
    /// accounts with a score
    pub accounts: usize,
    /// accounts with scores of several assessors
    pub shared: usize,
    /// mean over these of the standard deviation
    pub deviation: Option<f64>,
    /// accounts asked in more than one round
    pub rounds: usize,
    /// of these, those that have come together
    pub converged: usize,
    /// the widest distance between quartiles, and the largest change of the median, at which opinions count as together
    pub quartile_limit: f64,
    pub median_limit: f64,
}

/// The scores of one account on one line: the latest of each assessor, and how they came about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OpinionSpread {
    pub customer_id: String,
    pub customer_name: Option<String>,
    pub line: String,
    pub mean: f64,
    pub median: f64,
    /// none of a single score
    pub deviation: Option<f64>,
    pub lowest: f64,
    pub highest: f64,
    pub lower_quartile: f64,
    pub upper_quartile: f64,
    pub opinions: Vec<Opinion>,
    pub rounds: Vec<OpinionRound>,
    /// whether the last of several rounds keeps both limits
    pub converged: bool,
}

/// One assessor's score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Opinion {
    pub assessor: String,
    pub score: f64,
    /// `YYYY-MM-DD`
    pub on: String,
    pub note: Option<String>,
    /// outside the quartiles of all: asked why
    pub outside: bool,
}

/// One round of asking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OpinionRound {
    pub round: f64,
    pub answers: usize,
    pub median: f64,
    pub lower_quartile: f64,
    pub upper_quartile: f64,
    /// assessors outside the quartiles
    pub outside: Vec<String>,
    pub median_change: Option<f64>,
    pub quartile_range_change: Option<f64>,
}
