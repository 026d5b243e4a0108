use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::DriverError;

/// Smallest eigenvalue of the correlations, of which the mean is 1, above which items are not combinations of others.
const DISTINCT: f64 = 1e-9;

/// What each item explains of the variance of the outcome, shared so that items that go together share what they explain
/// together \[J2000\]: with the root Λ of the correlations of the items and β = Λ⁻¹ r, item j explains Σ_c Λ²ⱼ_c β²_c.
/// The sum is R².
///
/// `between` has the correlations of the items, row by row, `with` those with the outcome.
///
/// # Errors
/// When the correlations are not square or not finite from −1 to 1, or an item is a combination of others.
pub fn relative_weights(between: &[Vec<f64>], with: &[f64]) -> Result<Vec<f64>, DriverError> {
    let k = with.len();
    let fits = |r: &f64| r.abs() <= 1.0 + 1e-9;
    let square = between.len() == k && between.iter().all(|row| row.len() == k && row.iter().all(fits));
    if k == 0 || !square || !with.iter().all(fits) {
        return Err(DriverError::Correlations { rows: between.len(), items: k });
    }
    let eigen = SymmetricEigen::new(DMatrix::from_fn(k, k, |i, j| between[i][j]));
    if let Some(flat) = eigen.eigenvalues.iter().position(|value| !(*value > DISTINCT)) {
        // The item with most part in the combination.
        return Err(DriverError::Collinear { item: eigen.eigenvectors.column(flat).iamax() + 1 });
    }
    let vectors = &eigen.eigenvectors;
    let powered =
        |power: fn(f64) -> f64| vectors * DMatrix::from_diagonal(&eigen.eigenvalues.map(power)) * vectors.transpose();
    let root = powered(f64::sqrt);
    let beta = powered(|value| 1.0 / value.sqrt()) * DVector::from_column_slice(with);
    Ok((0..k).map(|j| (0..k).map(|c| (root[(j, c)] * beta[c]).powi(2)).sum()).collect())
}
