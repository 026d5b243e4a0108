//! Which judgement to think over.

use super::matrix::{STRONGEST, pairs};
use super::{PairwiseError, PairwiseMatrix};

/// A judgement to think over, and what it would have to be. Criteria count from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mend {
    /// The criterion in the row.
    pub row: usize,
    /// The criterion in the column.
    pub column: usize,
    /// The judgement as it stands.
    pub from: f64,
    /// The step of Saaty's scale, from 1/9 to 9, that leaves the least contradiction.
    pub to: f64,
    /// The consistency ratio then.
    pub ratio: f64,
}

/// Proposals one after another, each on top of those before.
#[derive(Debug, Clone, PartialEq)]
pub struct Mending {
    /// The proposals, the one that helps most first.
    pub steps: Vec<Mend>,
    /// The matrix when all are taken up.
    pub matrix: PairwiseMatrix,
    /// Its consistency ratio; above the limit where no single change helps any more.
    pub ratio: f64,
}

impl PairwiseMatrix {
    /// The one judgement whose change to a step of the scale lowers the consistency ratio most, found by trying all;
    /// `None` where no change lowers it. Of equals the first pair and the smallest change are taken.
    ///
    /// # Errors
    /// As [`PairwiseMatrix::priorities`].
    pub fn mend(&self) -> Result<Option<Mend>, PairwiseError> {
        let before = self.priorities()?.consistency.ratio;
        let mut best: Option<Mend> = None;
        for (row, column) in pairs(self.size()) {
            let from = self.judgement(row, column);
            for to in steps_nearest_first(from) {
                let mut changed = self.clone();
                changed.set(row, column, to);
                let ratio = changed.priorities()?.consistency.ratio;
                let least = best.map_or(before, |mend| mend.ratio);
                // The margin keeps rounding from deciding between equals.
                if ratio < least - 1e-12 {
                    best = Some(Mend { row, column, from, to, ratio });
                }
            }
        }
        Ok(best)
    }

    /// Repeats [`PairwiseMatrix::mend`] until the ratio is at most `limit` or no change helps.
    ///
    /// # Errors
    /// As [`PairwiseMatrix::priorities`].
    pub fn mend_to(&self, limit: f64) -> Result<Mending, PairwiseError> {
        let mut mending =
            Mending { steps: Vec::new(), matrix: self.clone(), ratio: self.priorities()?.consistency.ratio };
        while mending.ratio > limit {
            let Some(step) = mending.matrix.mend()? else { break };
            mending.matrix.set(step.row, step.column, step.to);
            mending.ratio = step.ratio;
            mending.steps.push(step);
        }
        Ok(mending)
    }
}

/// The steps 1/9, …, 1/2, 1, 2, …, 9, those nearest to a judgement first.
fn steps_nearest_first(from: f64) -> Vec<f64> {
    let strongest = STRONGEST as u32;
    let mut steps: Vec<f64> =
        (1..=strongest).map(f64::from).chain((2..=strongest).map(|s| 1.0 / f64::from(s))).collect();
    let distance = |step: f64| (step.ln() - from.ln()).abs();
    steps.sort_by(|a, b| distance(*a).total_cmp(&distance(*b)));
    steps
}
