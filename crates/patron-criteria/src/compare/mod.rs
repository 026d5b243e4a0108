//! Two cards side by side: whether they put accounts in the same order, and where they do not.

use crate::rank::{from_best, mid_ranks};
use crate::table::is_constant;

mod error;
mod kendall;
#[cfg(test)]
mod tests;

pub use error::CompareError;
pub use kendall::kendall_tau_b;

/// How far two cards agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Kendall's τ_b: pairs in the same order less pairs in the other, from −1 to 1.
    pub kendall: f64,
    /// Spearman's rank correlation, from −1 to 1.
    pub spearman: f64,
    /// Accounts whose ranks lie farthest apart, the farthest first; of equals the first account.
    pub disagreements: Vec<RankDifference>,
}

/// An account on both cards. Rank 1 is the best; equals share the better rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankDifference {
    /// The account, from 0.
    pub account: usize,
    /// Its rank on the first card.
    pub first: usize,
    /// Its rank on the second card.
    pub second: usize,
}

impl RankDifference {
    /// How many places lie between the two ranks.
    #[must_use]
    pub fn places(&self) -> usize {
        self.first.abs_diff(self.second)
    }
}

/// Compares the scores of the same accounts on two cards and names up to `most` accounts that they rank apart.
///
/// # Errors
/// When lists differ in length, hold fewer than two accounts or a score that is not finite, or a card gives all the
/// same score.
pub fn compare(first: &[f64], second: &[f64], most: usize) -> Result<Comparison, CompareError> {
    check(first, second)?;
    let (best_first, best_second) = (from_best(first), from_best(second));
    let mut disagreements: Vec<RankDifference> = best_first
        .into_iter()
        .zip(best_second)
        .enumerate()
        .map(|(account, (first, second))| RankDifference { account, first, second })
        .filter(|difference| difference.places() > 0)
        .collect();
    disagreements.sort_by_key(|difference| std::cmp::Reverse(difference.places()));
    disagreements.truncate(most);
    let spearman = product_moment(&mid_ranks(first), &mid_ranks(second));
    Ok(Comparison { kendall: kendall_tau_b(first, second)?, spearman, disagreements })
}

pub(crate) fn check(first: &[f64], second: &[f64]) -> Result<(), CompareError> {
    if first.len() != second.len() || first.len() < 2 {
        return Err(CompareError::Lengths { first: first.len(), second: second.len() });
    }
    for (card, scores) in [(1, first), (2, second)] {
        if let Some(account) = scores.iter().position(|score| !score.is_finite()) {
            return Err(CompareError::NotFinite { card, account: account + 1, score: scores[account] });
        }
        if is_constant(scores) {
            return Err(CompareError::Constant { card, score: scores[0] });
        }
    }
    Ok(())
}

fn product_moment(x: &[f64], y: &[f64]) -> f64 {
    // Ranks of n accounts have the mean (n + 1) / 2, ties or not.
    let mean = 0.5 * (x.len() as f64 + 1.0);
    let sum = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>();
    sum(x, y) / (sum(x, x).sqrt() * sum(y, y).sqrt())
}
