//! Whether assessors put accounts in the same order.

use patron_models::special::regularised_gamma_upper;

use super::AgreementError;
use crate::rank::{mid_ranks, tie_sum};
use crate::table::Table;

/// Kendall's coefficient of concordance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concordance {
    /// W, from 0 (no common order) to 1 (the same order).
    pub w: f64,
    /// m (n − 1) W.
    pub chi_squared: f64,
    /// n − 1.
    pub degrees_of_freedom: usize,
    /// Probability of as large a W by chance, by the χ² distribution; rough for fewer than eight accounts.
    pub p_value: f64,
}

/// Kendall's W of m assessors (columns) who have scored the same n accounts (rows) \[KB1939\]:
/// W = 12 S / (m² (n³ − n) − m T), with S the squared deviations of the accounts' rank sums and T = Σ (t³ − t) over
/// ties of t equal scores.
///
/// # Errors
/// When there are fewer than two assessors or accounts, or nobody tells accounts apart.
pub fn concordance(scores: &Table) -> Result<Concordance, AgreementError> {
    let (assessors, accounts) = (scores.indicators(), scores.accounts());
    if assessors < 2 || accounts < 2 {
        return Err(AgreementError::TooFew { assessors, accounts });
    }
    let (m, n) = (assessors as f64, accounts as f64);
    let ranks: Vec<Vec<f64>> = scores.columns().iter().map(|column| mid_ranks(column)).collect();
    let ties: f64 = scores.columns().iter().map(|column| tie_sum(column)).sum();
    let room = m * m * (n * n * n - n) - m * ties;
    if !(room > 0.0) {
        return Err(AgreementError::NoDifference { assessors });
    }
    let mean = 0.5 * m * (n + 1.0);
    let sum_of = |account: usize| ranks.iter().map(|ranks| ranks[account]).sum::<f64>();
    let squares: f64 = (0..accounts).map(|account| (sum_of(account) - mean).powi(2)).sum();
    let w = 12.0 * squares / room;
    let chi_squared = m * (n - 1.0) * w;
    let p_value = regularised_gamma_upper(0.5 * (n - 1.0), 0.5 * chi_squared);
    Ok(Concordance { w, chi_squared, degrees_of_freedom: accounts - 1, p_value })
}
