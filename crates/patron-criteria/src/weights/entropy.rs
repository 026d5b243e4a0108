//! Weights by how unevenly an indicator is spread.

use super::{WeightError, Weights};
use crate::table::{Table, is_constant};

/// Weights by entropy and what they come from.
#[derive(Debug, Clone, PartialEq)]
pub struct EntropyWeights {
    /// The weights.
    pub weights: Weights,
    /// Entropy eⱼ of each indicator, from 0 (one account has all) to 1 (all have the same).
    pub entropies: Vec<f64>,
    /// Indicators, from 0, that are the same for all accounts and so have weight 0.
    pub constant: Vec<usize>,
}

/// Entropy weights \[HY1981\]: pᵢⱼ = xᵢⱼ / Σᵢ xᵢⱼ, eⱼ = −Σᵢ pᵢⱼ ln pᵢⱼ / ln n, wⱼ ∝ 1 − eⱼ.
///
/// Values are at least 0: as they were measured, or normalised by direction. Scaling an indicator changes nothing;
/// shifting it does.
///
/// # Errors
/// When a value is negative, or every indicator is the same for all accounts.
pub fn entropy(table: &Table) -> Result<EntropyWeights, WeightError> {
    let mut found = (Vec::new(), Vec::new());
    for (index, column) in table.columns().iter().enumerate() {
        if let Some(account) = column.iter().position(|value| *value < 0.0) {
            let (indicator, value) = (index + 1, column[account]);
            return Err(WeightError::NegativeValue { indicator, account: account + 1, value });
        }
        if is_constant(column) {
            found.1.push(index);
            found.0.push(1.0);
        } else {
            found.0.push(entropy_of(column));
        }
    }
    let (entropies, constant) = found;
    if constant.len() == entropies.len() {
        return Err(WeightError::AllConstant { indicators: entropies.len(), accounts: table.accounts() });
    }
    // Rounding may leave an almost even indicator a little above one.
    let divergences: Vec<f64> = entropies.iter().map(|entropy| (1.0 - entropy).max(0.0)).collect();
    Ok(EntropyWeights { weights: Weights::proportional(&divergences)?, entropies, constant })
}

fn entropy_of(column: &[f64]) -> f64 {
    // By the largest first, so that the sum does not overflow.
    let largest = column.iter().copied().fold(0.0, f64::max);
    let sum: f64 = column.iter().map(|value| value / largest).sum();
    let terms = column.iter().map(|value| value / largest / sum).filter(|p| *p > 0.0).map(|p| -p * p.ln());
    terms.sum::<f64>() / (column.len() as f64).ln()
}
