//! Several judges.

use super::matrix::pairs;
use super::{PairwiseError, PairwiseMatrix};

/// What several judges say together.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupJudgement {
    /// The judgements of the group; not bound to the scale's steps.
    pub matrix: PairwiseMatrix,
    /// How far the judges lie apart on each pair, the widest first.
    pub disagreements: Vec<Disagreement>,
}

/// How far judges lie apart on one pair. Criteria count from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disagreement {
    /// The criterion in the row.
    pub row: usize,
    /// The criterion in the column.
    pub column: usize,
    /// The lowest judgement.
    pub lowest: f64,
    /// The highest judgement.
    pub highest: f64,
    /// Geometric standard deviation, exp √(Σ ωₘ (ln aₘ − mean)²) with judges' weights ω: 1 where all agree.
    pub factor: f64,
}

/// The judgement of a group: the geometric mean Πₘ aₘ^ωₘ with the judges' weights ω, the only rule that keeps
/// reciprocal judgements reciprocal \[AS1983\].
///
/// `weights` of the judges are at least 0 and are scaled to sum 1; none means that all count alike.
///
/// # Errors
/// When there is no judge, judges have judged different numbers of criteria, weights do not belong to the
/// judges, or one is negative or all are 0.
pub fn group(judges: &[PairwiseMatrix], weights: Option<&[f64]>) -> Result<GroupJudgement, PairwiseError> {
    let equal = vec![1.0; judges.len()];
    let weights = weights.unwrap_or(&equal);
    let total: f64 = weights.iter().sum();
    let Some(first) = judges.first().filter(|_| weights.len() == judges.len()) else {
        return Err(PairwiseError::JudgeWeights { weights: weights.len(), judges: judges.len() });
    };
    let unusable = |weight: &f64| !(weight.is_finite() && *weight >= 0.0 && total > 0.0 && total.is_finite());
    if let Some(judge) = weights.iter().position(unusable) {
        return Err(PairwiseError::JudgeWeight { judge: judge + 1, weight: weights[judge] });
    }
    if let Some(judge) = judges.iter().position(|matrix| matrix.size() != first.size()) {
        let found = judges[judge].size();
        return Err(PairwiseError::Judges { judge: judge + 1, found, expected: first.size() });
    }
    let mut matrix = PairwiseMatrix::equal(first.size())?;
    let mut disagreements = Vec::new();
    for (row, column) in pairs(first.size()) {
        let values: Vec<f64> = judges.iter().map(|judge| judge.judgement(row, column)).collect();
        let mean = |of: &dyn Fn(f64) -> f64| values.iter().zip(weights).map(|(a, w)| w * of(*a)).sum::<f64>() / total;
        let ln_mean = mean(&f64::ln);
        let variance = mean(&|value| (value.ln() - ln_mean).powi(2));
        matrix.set(row, column, ln_mean.exp());
        disagreements.push(Disagreement {
            row,
            column,
            lowest: values.iter().copied().fold(f64::INFINITY, f64::min),
            highest: values.iter().copied().fold(0.0, f64::max),
            factor: variance.sqrt().exp(),
        });
    }
    disagreements.sort_by(|a, b| b.factor.total_cmp(&a.factor));
    Ok(GroupJudgement { matrix, disagreements })
}
