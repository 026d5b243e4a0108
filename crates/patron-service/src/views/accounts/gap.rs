use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::Problem;

/// The way of an account to the next tier, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GapAnswer {
    /// none in the best tier
    pub gap: Option<GapView>,
    pub problem: Option<Problem>,
}

/// What an account lacks to the next tier, and the best way to find it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GapView {
    pub card: String,
    pub customer_id: String,
    /// the next tier
    pub tier: String,
    pub tier_name: Text,
    pub score: f64,
    /// the score it begins at
    pub bound: f64,
    /// points lacking
    pub gap: f64,
    /// `cheapest` where the card says what lines cost, else `fewest` lines
    pub aim: String,
    /// lines to move, those that bring most first; all that can be moved where they do not reach
    pub raises: Vec<GapRaise>,
    /// whether they reach
    pub reaches: bool,
    /// points they bring
    pub points: f64,
    /// what they cost, where the card says so
    pub cost: Option<f64>,
    /// points still lacking where they do not reach
    pub lacking: f64,
    /// the score then
    pub score_then: f64,
    /// whether no better way exists
    pub is_best: bool,
}

/// A line to move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GapRaise {
    pub line: String,
    pub name: Text,
    /// value now and then, in the unit of the line
    pub from: f64,
    pub to: f64,
    pub points: f64,
    pub cost: Option<f64>,
}
