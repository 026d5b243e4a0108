use patron_criteria::pairwise::{ACCEPTED_RATIO, Bounds, PairwiseError, PairwiseMatrix};

use crate::error::ServiceError;
use crate::views::{JudgementMend, PairwiseView};

use super::Service;

/// Proposals that are answered: more than these a person does not take in.
const MOST_MENDS: usize = 3;

impl Service {
    /// Weights from judgements written as text, and what to mend where they contradict each other. Judgements that
    /// cannot be read are a problem of the answer.
    #[must_use]
    pub fn pairwise(matrix: &[Vec<String>]) -> PairwiseView {
        weigh(matrix).unwrap_or_else(|error| PairwiseView {
            weights: Vec::new(),
            consistency_ratio: None,
            accepted_ratio: ACCEPTED_RATIO,
            mend: Vec::new(),
            problem: Some(ServiceError::new(error.code(), error.to_string()).hint(error.hint()).into()),
        })
    }
}

fn weigh(cells: &[Vec<String>]) -> Result<PairwiseView, PairwiseError> {
    let matrix = PairwiseMatrix::parse(cells, Bounds::Saaty)?;
    let priorities = matrix.priorities()?;
    let steps = matrix.mend_to(ACCEPTED_RATIO)?.steps;
    let mend = steps.iter().take(MOST_MENDS).map(|step| JudgementMend {
        row: step.row,
        column: step.column,
        from: step.from,
        to: step.to,
        consistency_ratio: step.ratio,
    });
    Ok(PairwiseView {
        weights: priorities.weights,
        consistency_ratio: Some(priorities.consistency.ratio),
        accepted_ratio: ACCEPTED_RATIO,
        mend: mend.collect(),
        problem: None,
    })
}
