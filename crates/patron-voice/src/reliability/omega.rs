use nalgebra::{DMatrix, SymmetricEigen};
use serde::Serialize;

use super::ReliabilityError;
use super::alpha::turned;
use crate::answers::Answers;
use crate::moments::Missing;

/// How much of the sum of the items one factor behind them makes up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Omega {
    /// (Σ λ)² / ((Σ λ)² + Σ ψ).
    pub omega: f64,
    /// Loadings λ of the items on the factor, in units of their deviation.
    pub loadings: Vec<f64>,
}

const PASSES: usize = 5000;
/// Change of every communality under which the search ends.
const SETTLED: f64 = 1e-10;

/// McDonald's omega of one factor \[M1999\], on correlations, loadings by principal axes: the diagonal holds what each
/// item shares with the factor, λ², and the first eigenvector gives λ anew until nothing changes.
///
/// # Errors
/// As [`reliability`](super::reliability), with at least three items; and when no single factor is behind them.
pub fn omega(
    answers: &Answers,
    items: &[usize],
    reversed: &[bool],
    missing: Missing,
) -> Result<Omega, ReliabilityError> {
    let k = items.len();
    if k < 3 {
        return Err(ReliabilityError::TooFewItems { items: k, needed: 3 });
    }
    let covariances = turned(answers, items, reversed, missing)?.covariances;
    let deviation: Vec<f64> = (0..k).map(|item| covariances[item][item].sqrt()).collect();
    of_correlations(&DMatrix::from_fn(k, k, |i, j| covariances[i][j] / (deviation[i] * deviation[j])))
}

fn of_correlations(correlations: &DMatrix<f64>) -> Result<Omega, ReliabilityError> {
    let k = correlations.nrows();
    let mut shared = vec![0.5; k];
    for _ in 0..PASSES {
        let mut reduced = correlations.clone();
        for (item, shared) in shared.iter().enumerate() {
            reduced[(item, item)] = *shared;
        }
        let eigen = SymmetricEigen::new(reduced);
        let first = eigen.eigenvalues.imax();
        let sign = eigen.eigenvectors.column(first).sum().signum();
        let root = sign * eigen.eigenvalues[first].max(0.0).sqrt();
        let loadings: Vec<f64> = eigen.eigenvectors.column(first).iter().map(|part| part * root).collect();
        let next: Vec<f64> = loadings.iter().map(|loading| loading * loading).collect();
        if let Some(item) = next.iter().position(|shared| *shared >= 1.0) {
            return Err(ReliabilityError::NoFactor { item: item + 1 });
        }
        let change = shared.iter().zip(&next).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        shared = next;
        if change < SETTLED {
            let common = loadings.iter().sum::<f64>().powi(2);
            let own: f64 = shared.iter().map(|shared| 1.0 - shared).sum();
            return Ok(Omega { omega: common / (common + own), loadings });
        }
    }
    Err(ReliabilityError::NoFactor { item: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{assert_all_close, assert_close};

    /// Correlations that one factor makes: the loadings come back, and omega with them.
    #[test]
    fn one_factor_is_found_again() {
        let loadings = [0.9, 0.8, 0.7, 0.4];
        let of = |i: usize, j: usize| if i == j { 1.0 } else { loadings[i] * loadings[j] };
        let found = of_correlations(&DMatrix::from_fn(4, 4, of)).unwrap();
        // The last change was below 1e-10 and each pass leaves a part of it.
        assert_all_close(&found.loadings, &loadings, 1e-8);
        let common = 2.8_f64 * 2.8;
        assert_close(found.omega, common / (common + 4.0 - (0.81 + 0.64 + 0.49 + 0.16)), 1e-8);
    }

    #[test]
    fn items_that_one_factor_does_not_explain_are_refused() {
        let of = |i: usize, j: usize| match (i.min(j), i.max(j)) {
            (a, b) if a == b => 1.0,
            (0, _) => 0.9,
            _ => 0.5,
        };
        assert_eq!(of_correlations(&DMatrix::from_fn(3, 3, of)).unwrap_err().code(), "reliability-no-factor");
    }
}
