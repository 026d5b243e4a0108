use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Problem;

/// Judgements two by two, as people write them: `3`, `1/3`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PairwiseRequest {
    /// a full square; row against column
    pub matrix: Vec<Vec<String>>,
}

/// Weights from judgements, and how well they agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PairwiseView {
    /// they sum to 1; empty where the judgements cannot be read
    pub weights: Vec<f64>,
    pub consistency_ratio: Option<f64>,
    /// the ratio up to which judgements are accepted
    pub accepted_ratio: f64,
    /// what to think over, one after another, until they are accepted or no single change helps
    pub mend: Vec<JudgementMend>,
    pub problem: Option<Problem>,
}

/// A judgement to think over. Criteria count from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct JudgementMend {
    pub row: usize,
    pub column: usize,
    pub from: f64,
    pub to: f64,
    /// the consistency ratio then
    pub consistency_ratio: f64,
}
