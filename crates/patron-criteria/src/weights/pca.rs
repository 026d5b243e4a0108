//! Weights by principal components.

use nalgebra::{DMatrix, SymmetricEigen};
use serde::{Deserialize, Serialize};

use super::{WeightError, Weights};
use crate::redundancy::pearson;
use crate::table::Table;

/// Which components are kept.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// Those with an eigenvalue above 1, and the first in any case.
    AboveOne,
    /// The first ones that together hold this share of the variance.
    Share(f64),
}

/// Weights by principal components and what they come from.
#[derive(Debug, Clone, PartialEq)]
pub struct PcaWeights {
    /// The weights.
    pub weights: Weights,
    /// Eigenvalues of the correlation matrix of the indicators that vary, largest first.
    pub eigenvalues: Vec<f64>,
    /// Components that were kept.
    pub kept: usize,
    /// Share of the variance they hold.
    pub explained: f64,
    /// Indicators, from 0, that are the same for all accounts and so have weight 0.
    pub constant: Vec<usize>,
}

/// Weights by the part of each indicator that the kept components hold, without rotation \[OECD2008\]:
/// wⱼ ∝ Σ_c λ_c v²ⱼ_c over the kept components c of the correlation matrix, with eigenvalues λ and eigenvectors v.
///
/// Neither unit nor direction matters. Indicators that belong together gain; one that stands alone loses, so that these
/// weights say what the data have in common, not what is important.
///
/// # Errors
/// When every indicator is the same for all accounts, or the share is not above 0 and up to 1.
pub fn pca(table: &Table, kept: Kept) -> Result<PcaWeights, WeightError> {
    if let Kept::Share(share) = kept
        && !(share > 0.0 && share <= 1.0)
    {
        return Err(WeightError::Share { share });
    }
    let correlations = pearson(table);
    let varying: Vec<usize> = (0..table.indicators()).filter(|j| !correlations.constant().contains(j)).collect();
    if varying.is_empty() {
        return Err(WeightError::AllConstant { indicators: table.indicators(), accounts: table.accounts() });
    }
    let size = varying.len();
    let entry = |i: usize, j: usize| correlations.get(varying[i], varying[j]).unwrap_or(0.0);
    let eigen = SymmetricEigen::new(DMatrix::from_fn(size, size, entry));
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|a, b| eigen.eigenvalues[*b].total_cmp(&eigen.eigenvalues[*a]));
    let eigenvalues: Vec<f64> = order.iter().map(|c| eigen.eigenvalues[*c]).collect();
    let components = components(&eigenvalues, kept);
    let mut importances = vec![0.0; table.indicators()];
    for component in &order[..components] {
        for (row, indicator) in varying.iter().enumerate() {
            importances[*indicator] += eigen.eigenvalues[*component] * eigen.eigenvectors[(row, *component)].powi(2);
        }
    }
    let explained = eigenvalues[..components].iter().sum::<f64>() / size as f64;
    let constant = correlations.constant().to_vec();
    Ok(PcaWeights { weights: Weights::proportional(&importances)?, eigenvalues, kept: components, explained, constant })
}

fn components(eigenvalues: &[f64], kept: Kept) -> usize {
    match kept {
        Kept::AboveOne => eigenvalues.iter().filter(|value| **value > 1.0 + 1e-12).count().max(1),
        Kept::Share(share) => {
            let needed = share * eigenvalues.len() as f64;
            let mut held = 0.0;
            for (index, value) in eigenvalues.iter().enumerate() {
                held += value;
                // Rounding must not ask for one component more.
                if held >= needed * (1.0 - 1e-12) {
                    return index + 1;
                }
            }
            eigenvalues.len()
        }
    }
}
