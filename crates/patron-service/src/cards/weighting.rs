//! Where the weights of a card come from.

use patron_criteria::pairwise::{Criterion, GroupJudgement};
use serde::{Deserialize, Serialize};

/// Weights by people, by data, or by both.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighting {
    /// the weights as written on the lines, of 100
    pub by_hand: bool,
    /// pairwise judgements as a tree over the indicators
    pub judged: Option<Criterion>,
    /// what judges of the same thought, where there were several
    pub judges: Vec<(String, GroupJudgement)>,
    pub data: Option<DataWeights>,
    /// share of the data where both weigh; 1 where only data do
    pub data_share: f64,
}

/// Weights from what tells accounts apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataWeights {
    Entropy,
    Critic,
    Pca,
}
