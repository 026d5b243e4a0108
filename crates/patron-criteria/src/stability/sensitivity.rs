//! One weight at a time.

use super::run::Scratch;
use super::{StabilityError, Subject, Tiers};

/// What happens when one weight changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sensitivity {
    /// The indicator, from 0.
    pub indicator: usize,
    /// The relative change of its weight, before all are scaled to sum 1 again.
    pub change: f64,
    /// Its weight then.
    pub weight: f64,
    /// Accounts that change their tier.
    pub tier_changes: usize,
    /// The most places any account moves.
    pub largest_move: usize,
    /// The account, from 0, that moves most; of equals the first.
    pub moves_most: usize,
}

/// Changes each weight by each of `changes` (such as −0.5 and 0.5; above −1), one at a time, scales all to sum 1 and
/// compares tiers and ranks. Indicators with weight 0 or all the weight have nothing to change and are passed over.
///
/// # Errors
/// When a change is not above −1 and finite, or tiers are in no order or take more than all.
pub fn sensitivity(subject: &Subject<'_>, tiers: &Tiers, changes: &[f64]) -> Result<Vec<Sensitivity>, StabilityError> {
    if let Some(share) = changes.iter().copied().find(|change| !(change.is_finite() && *change > -1.0)) {
        return Err(StabilityError::Share { share });
    }
    let accounts = subject.scores.accounts();
    let cut = tiers.cut(accounts, accounts)?;
    let weights = subject.weights.values();
    let mut before = Scratch::new(accounts, weights.len());
    subject.totals(None, weights, &mut before.totals);
    before.rank();
    let mut found = Vec::new();
    let mut after = Scratch::new(accounts, weights.len());
    for (indicator, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0 && **weight < 1.0) {
        for change in changes {
            let sum = 1.0 + weight * change;
            let mut moved: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
            moved[indicator] = weight * (1.0 + change) / sum;
            subject.totals(None, &moved, &mut after.totals);
            after.rank();
            let tier = |scratch: &Scratch, account: usize| cut.tier(scratch.totals[account], scratch.ranks[account]);
            let mut one = Sensitivity {
                indicator,
                change: *change,
                weight: moved[indicator],
                tier_changes: 0,
                largest_move: 0,
                moves_most: 0,
            };
            for account in 0..accounts {
                one.tier_changes += usize::from(tier(&before, account) != tier(&after, account));
                let places = before.ranks[account].abs_diff(after.ranks[account]);
                if places > one.largest_move {
                    (one.largest_move, one.moves_most) = (places, account);
                }
            }
            found.push(one);
        }
    }
    Ok(found)
}
