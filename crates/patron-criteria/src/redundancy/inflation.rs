//! What all other indicators already say about one.

use nalgebra::{DMatrix, SymmetricEigen};

use super::{CorrelationMatrix, RedundancyError};

/// An eigenvalue of the correlation matrix below which its combination of indicators is taken to be nothing.
const NOTHING: f64 = 1e-10;

/// The squared share of an indicator in such a combination from which on it is part of it.
const PART: f64 = 1e-8;

/// How well an indicator is explained by all others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Inflation {
    /// VIF = 1 / (1 − R²) with R² of the regression on all others: 1 where they say nothing about it.
    Factor(f64),
    /// It is exactly a combination of others.
    Exact,
    /// It does not vary.
    Constant,
}

/// Variance inflation factors \[BKW1980\] of indicators with these Pearson correlations among `accounts` accounts:
/// the diagonal of the inverse correlation matrix, VIFⱼ = Σ_c v²ⱼ_c / λ_c.
///
/// # Errors
/// When there are not at least two accounts more than indicators that vary.
pub fn inflation(correlations: &CorrelationMatrix, accounts: usize) -> Result<Vec<Inflation>, RedundancyError> {
    let constant = correlations.constant();
    let varying: Vec<usize> = (0..correlations.size()).filter(|j| !constant.contains(j)).collect();
    let size = varying.len();
    if accounts < size + 2 {
        return Err(RedundancyError::TooFew { accounts, indicators: size, needed: size + 2 });
    }
    let mut found = vec![Inflation::Constant; correlations.size()];
    let entry = |i: usize, j: usize| correlations.get(varying[i], varying[j]).unwrap_or(0.0);
    let eigen = SymmetricEigen::new(DMatrix::from_fn(size, size, entry));
    for (row, indicator) in varying.iter().enumerate() {
        let mut factor = Some(0.0);
        for (component, lambda) in eigen.eigenvalues.iter().enumerate() {
            let share = eigen.eigenvectors[(row, component)].powi(2);
            if *lambda > NOTHING {
                factor = factor.map(|sum| sum + share / lambda);
            } else if share > PART {
                factor = None;
            }
        }
        found[*indicator] = factor.map_or(Inflation::Exact, Inflation::Factor);
    }
    Ok(found)
}
