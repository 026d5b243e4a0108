use nalgebra::{DMatrix, SymmetricEigen};

use super::{Component, Shape};

const LN_TAU: f64 = 1.837_877_066_409_345_3;

/// Components made ready: ln (π N(x; μ, Σ)) = constant − ½ |A (x − μ)|², with Aᵀ A = Σ⁻¹.
#[derive(Debug, Clone)]
pub(super) struct Densities {
    ready: Vec<Ready>,
    width: usize,
}

#[derive(Debug, Clone)]
struct Ready {
    /// ln π − ½ (d ln 2π + ln |Σ|)
    constant: f64,
    mean: Vec<f64>,
    /// the diagonal of A where it has no other entries
    diagonal: Option<Vec<f64>>,
    /// A by column, so that all axes are gone through side by side
    columns: Vec<f64>,
}

impl Densities {
    pub(super) fn of(components: &[Component], shape: Shape) -> Self {
        let width = components.first().map_or(1, |component| component.mean.len());
        let ready = components.iter().map(|component| {
            let (variances, axes) = match shape {
                Shape::Diagonal => ((0..width).map(|at| component.covariance[at][at]).collect(), None),
                Shape::Full => {
                    let (variances, axes) = principal(&component.covariance);
                    (variances, Some(axes))
                }
            };
            let deviations: Vec<f64> = variances.iter().map(|variance: &f64| variance.sqrt()).collect();
            let ln_determinant: f64 = variances.iter().map(|variance| variance.ln()).sum();
            let (diagonal, columns) = match axes {
                None => (Some(deviations.iter().map(|deviation| 1.0 / deviation).collect()), Vec::new()),
                Some(axes) => {
                    let entry = |at: usize| axes[(at / width, at % width)] / deviations[at % width];
                    (None, (0..width * width).map(entry).collect())
                }
            };
            let constant = component.share.ln() - 0.5 * (width as f64 * LN_TAU + ln_determinant);
            Ready { constant, mean: component.mean.clone(), diagonal, columns }
        });
        Self { ready: ready.collect(), width }
    }

    /// ln p(x); writes P(component | x). `scratch` is twice as wide as a row.
    pub(super) fn share(&self, row: &[f64], shares: &mut [f64], scratch: &mut [f64]) -> f64 {
        let (deviation, along) = scratch.split_at_mut(self.width);
        let mut most = f64::NEG_INFINITY;
        for (ready, share) in self.ready.iter().zip(shares.iter_mut()) {
            for ((gap, x), mean) in deviation.iter_mut().zip(row).zip(&ready.mean) {
                *gap = x - mean;
            }
            *share = ready.constant - 0.5 * ready.square(deviation, along);
            most = most.max(*share);
        }
        let mut total = 0.0;
        for share in shares.iter_mut() {
            *share = (*share - most).exp();
            total += *share;
        }
        shares.iter_mut().for_each(|share| *share /= total);
        most + total.ln()
    }
}

impl Ready {
    /// |A (x − μ)|², with A (x − μ) left in `along`.
    fn square(&self, deviation: &[f64], along: &mut [f64]) -> f64 {
        if let Some(diagonal) = &self.diagonal {
            return deviation.iter().zip(diagonal).map(|(x, a)| (x * a) * (x * a)).sum();
        }
        along.fill(0.0);
        for (x, column) in deviation.iter().zip(self.columns.chunks_exact(deviation.len())) {
            along.iter_mut().zip(column).for_each(|(sum, a)| *sum += a * x);
        }
        along.iter().map(|y| y * y).sum()
    }
}

/// Variances along the principal axes, and the axes as columns.
pub(super) fn principal(covariance: &[Vec<f64>]) -> (Vec<f64>, DMatrix<f64>) {
    let matrix = DMatrix::from_fn(covariance.len(), covariance.len(), |row, column| covariance[row][column]);
    let eigen = SymmetricEigen::new(matrix);
    (eigen.eigenvalues.iter().copied().collect(), eigen.eigenvectors)
}
