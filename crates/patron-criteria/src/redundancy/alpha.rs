//! Whether items measure one thing.

use super::RedundancyError;
use crate::table::Table;

/// Cronbach's alpha of k items, α = k / (k − 1) · (1 − Σ s²ⱼ / s²) with the variances of the items and of their sum
/// \[C1951\]. Items point the same way; accounts with a gap are left out beforehand.
///
/// # Errors
/// When there are fewer than two items or accounts, or the sum does not vary.
pub fn cronbach_alpha(items: &Table) -> Result<f64, RedundancyError> {
    let (k, n) = (items.indicators(), items.accounts());
    if k < 2 || n < 2 {
        return Err(RedundancyError::TooFewItems { items: k, accounts: n });
    }
    let sums: Vec<f64> = (0..n).map(|account| items.account(account).sum()).collect();
    let of_sum = variance(&sums);
    if !(of_sum > 0.0) {
        return Err(RedundancyError::ConstantSum { items: k });
    }
    let of_items: f64 = items.columns().iter().map(|column| variance(column)).sum();
    Ok(k as f64 / (k as f64 - 1.0) * (1.0 - of_items / of_sum))
}

fn variance(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)
}
