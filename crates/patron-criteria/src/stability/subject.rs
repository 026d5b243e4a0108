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
    known: Option<&'a Table>,
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
        Ok(Self { scores, weights, points: 1.0, fixed: None, known: None })
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

    /// Leaves scores out: `known` has the shape of the scores, 1 where a score counts and 0 where it does not (and
    /// where any number may stand for the score). The other weights of the account grow in proportion, in every draw.
    ///
    /// # Errors
    /// When shapes differ, something else than 0 or 1 is written, or nothing with a weight is known of an account.
    pub fn with_known(self, known: &'a Table) -> Result<Self, StabilityError> {
        for (found, expected) in
            [(known.indicators(), self.scores.indicators()), (known.accounts(), self.scores.accounts())]
        {
            if found != expected {
                return Err(StabilityError::Lengths { found, expected });
            }
        }
        for (indicator, column) in known.columns().iter().enumerate() {
            if let Some(account) = column.iter().position(|value| *value != 0.0 && *value != 1.0) {
                let value = column[account];
                return Err(StabilityError::Known { indicator: indicator + 1, account: account + 1, value });
            }
        }
        let counts = |account: &usize| known.account(*account).zip(self.weights.values()).any(|(k, w)| k * w > 0.0);
        match (0..known.accounts()).find(|account| !counts(account)) {
            Some(account) => Err(StabilityError::NothingKnown { account: account + 1 }),
            None => Ok(Self { known: Some(known), ..self }),
        }
    }

    /// Totals of some accounts under some weights.
    pub(super) fn totals(&self, accounts: Option<&[usize]>, weights: &[f64], totals: &mut [f64]) {
        totals.fill(0.0);
        let account = |position: usize| accounts.map_or(position, |accounts| accounts[position]);
        match (self.known, accounts) {
            (Some(known), _) => {
                for (position, total) in totals.iter_mut().enumerate() {
                    *total = mean_of_known(self.scores, known, account(position), weights);
                }
            }
            (None, None) => {
                for (column, weight) in self.scores.columns().iter().zip(weights) {
                    totals.iter_mut().zip(column).for_each(|(total, score)| *total += weight * score);
                }
            }
            (None, Some(accounts)) => {
                for (column, weight) in self.scores.columns().iter().zip(weights) {
                    totals.iter_mut().zip(accounts).for_each(|(total, account)| *total += weight * column[*account]);
                }
            }
        }
        for (position, total) in totals.iter_mut().enumerate() {
            *total = self.points * *total + self.fixed.map_or(0.0, |fixed| fixed[account(position)]);
        }
    }
}

/// Σ w s / Σ w over the scores that count; 0 where a draw gives none of them any weight.
fn mean_of_known(scores: &Table, known: &Table, account: usize, weights: &[f64]) -> f64 {
    let (mut sum, mut weight_known) = (0.0, 0.0);
    for ((score, known), weight) in scores.account(account).zip(known.account(account)).zip(weights) {
        if known > 0.0 {
            sum += weight * score;
            weight_known += weight;
        }
    }
    if weight_known > 0.0 { sum / weight_known } else { 0.0 }
}
