//! What is ranked.

use super::StabilityError;
use crate::table::Table;
use crate::weights::Weights;

/// Scores of accounts and the weights that rank them: total = points · Σ wⱼ sⱼ + fixed.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub(super) scores: &'a Table,
    pub(super) weights: &'a Weights,
    pub(super) points: f64,
    pub(super) fixed: Option<&'a [f64]>,
}

impl<'a> Subject<'a> {
    /// Totals that are the weighted sums themselves.
    ///
    /// # Errors
    /// When weights do not belong to the scores.
    pub fn new(scores: &'a Table, weights: &'a Weights) -> Result<Self, StabilityError> {
        if weights.indicators() != scores.indicators() {
            return Err(StabilityError::Lengths { found: weights.indicators(), expected: scores.indicators() });
        }
        Ok(Self { scores, weights, points: 1.0, fixed: None })
    }

    /// Totals of a point card: `points` shared out by the weights, and a part of each account that does not move,
    /// such as its deductions.
    ///
    /// # Errors
    /// When points are not above 0, or fixed parts are not finite or not one for each account.
    pub fn with_points(self, points: f64, fixed: &'a [f64]) -> Result<Self, StabilityError> {
        if fixed.len() != self.scores.accounts() {
            return Err(StabilityError::Lengths { found: fixed.len(), expected: self.scores.accounts() });
        }
        let unusable = fixed.iter().copied().find(|fixed| !fixed.is_finite());
        if unusable.is_some() || !(points > 0.0 && points.is_finite()) {
            return Err(StabilityError::Points { points, fixed: unusable.unwrap_or(0.0) });
        }
        Ok(Self { points, fixed: Some(fixed), ..self })
    }

    /// Totals of some accounts under some weights.
    pub(super) fn totals(&self, accounts: Option<&[usize]>, weights: &[f64], totals: &mut [f64]) {
        totals.fill(0.0);
        for (column, weight) in self.scores.columns().iter().zip(weights) {
            match accounts {
                None => totals.iter_mut().zip(column).for_each(|(total, score)| *total += weight * score),
                Some(accounts) => {
                    totals.iter_mut().zip(accounts).for_each(|(total, account)| *total += weight * column[*account]);
                }
            }
        }
        for (position, total) in totals.iter_mut().enumerate() {
            let account = accounts.map_or(position, |accounts| accounts[position]);
            *total = self.points * *total + self.fixed.map_or(0.0, |fixed| fixed[account]);
        }
    }
}
