//! Poisson regression with a logarithmic link.

use nalgebra::{DMatrix, DVector};

/// Coefficients, their covariance as if the variance were the mean, and the variance over the mean.
#[derive(Debug, Clone)]
pub(super) struct Regression {
    pub(super) coefficients: DVector<f64>,
    pub(super) covariance: DMatrix<f64>,
    pub(super) dispersion: f64,
}

const MOST_STEPS: usize = 100;
/// The largest change of a coefficient in the next step that counts as none.
const SETTLED: f64 = 1e-10;
/// A step changes a mean by no more than this factor's logarithm, so that the first ones do not overshoot.
const LONGEST: f64 = 2.0;

/// Maximum likelihood of counts with means exp(offset + row · coefficients), by Newton's method, whose steps ascend
/// because the likelihood is concave; `None` where the columns hang together or no maximum is found.
pub(super) fn regress(rows: &DMatrix<f64>, offsets: &DVector<f64>, counts: &DVector<f64>) -> Option<Regression> {
    let total: f64 = counts.sum();
    let columns = rows.ncols();
    let mut coefficients = DVector::zeros(columns);
    // The first column is the constant.
    coefficients[0] = (total / offsets.map(f64::exp).sum()).ln();
    for _ in 0..MOST_STEPS {
        let means = (rows * &coefficients + offsets).map(f64::exp);
        let weighted = DMatrix::from_fn(rows.nrows(), columns, |i, j| rows[(i, j)] * means[i]);
        let information = rows.tr_mul(&weighted).cholesky()?;
        let step = information.solve(&rows.tr_mul(&(counts - &means)));
        let largest = (rows * &step).amax();
        coefficients += &step * (LONGEST / largest).min(1.0);
        if step.amax() < SETTLED {
            let free = (rows.nrows() - columns).max(1) as f64;
            let pearson: f64 =
                counts.iter().zip(&means).map(|(count, mean)| (count - mean) * (count - mean) / mean).sum();
            return Some(Regression { coefficients, covariance: information.inverse(), dispersion: pearson / free });
        }
    }
    None
}
