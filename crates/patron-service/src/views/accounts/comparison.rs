use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::Problem;

/// Cards side by side, or why they cannot be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CardsAnswer {
    pub comparison: Option<CardsComparison>,
    pub problem: Option<Problem>,
}

/// Cards that score the same accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CardsComparison {
    pub cards: Vec<ComparedCard>,
    /// accounts that every card has scored; ranks are among them
    pub accounts: usize,
    pub pairs: Vec<CardPair>,
    /// the accounts whose ranks lie farthest apart, farthest first
    pub disagreements: Vec<ComparedAccount>,
}

/// A card of the comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ComparedCard {
    pub id: String,
    pub name: Text,
    /// accounts it has scored
    pub accounts: usize,
}

/// How far two cards agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CardPair {
    pub first: String,
    pub second: String,
    /// Kendall's tau-b, -1 to 1
    pub kendall: f64,
    /// rank correlation, -1 to 1
    pub spearman: f64,
}

/// An account on every card, in the order of the cards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ComparedAccount {
    pub customer_id: String,
    pub name: Option<String>,
    pub ranks: Vec<usize>,
    pub scores: Vec<f64>,
    pub tiers: Vec<Option<String>>,
    /// places between the best and the worst rank
    pub places: usize,
}
