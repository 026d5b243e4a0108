//! The principal eigenvector.

use super::{Consistency, PairwiseError, PairwiseMatrix};

/// Iterations that are tried. Positive matrices of this size need a few dozen.
const MOST_ITERATIONS: usize = 100_000;

/// The relative change of a weight at which the iteration is at rest.
const AT_REST: f64 = 1e-14;

/// Weights of the criteria and how well the judgements agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Priorities {
    /// The weights, each above 0, with sum 1.
    pub weights: Vec<f64>,
    /// The principal eigenvalue and what follows from it.
    pub consistency: Consistency,
}

impl PairwiseMatrix {
    /// The principal eigenvector, A w = λ w with Σ w = 1, by power iteration \[S1977\].
    ///
    /// # Errors
    /// When the iteration does not come to rest.
    pub fn priorities(&self) -> Result<Priorities, PairwiseError> {
        let (weights, lambda_max) = principal(self.values(), self.size())?;
        Ok(Priorities { weights, consistency: Consistency::of(lambda_max, self.size()) })
    }
}

/// Eigenvector with sum 1 and eigenvalue of a non-negative matrix, row by row, one power of which is positive.
pub(super) fn principal(matrix: &[f64], size: usize) -> Result<(Vec<f64>, f64), PairwiseError> {
    let mut weights = vec![1.0 / size as f64; size];
    for _ in 0..MOST_ITERATIONS {
        let product: Vec<f64> =
            matrix.chunks_exact(size).map(|row| row.iter().zip(&weights).map(|(a, w)| a * w).sum()).collect();
        // As the weights sum to one, the sum of the product is the eigenvalue.
        let lambda: f64 = product.iter().sum();
        let next: Vec<f64> = product.iter().map(|value| value / lambda).collect();
        let rests = next.iter().zip(&weights).all(|(new, old)| (new - old).abs() <= AT_REST * new);
        weights = next;
        if rests {
            return Ok((weights, lambda));
        }
    }
    Err(PairwiseError::NotConverged { iterations: MOST_ITERATIONS })
}
