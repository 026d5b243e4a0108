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
    /// A, or its diagonal
    whitening: Vec<f64>,
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
            let whitening = match axes {
                None => deviations.iter().map(|deviation| 1.0 / deviation).collect(),
                Some(axes) => (0..width)
                    .flat_map(|axis| axes.column(axis).iter().map(|x| x / deviations[axis]).collect::<Vec<f64>>())
                    .collect(),
            };
            let constant = component.share.ln() - 0.5 * (width as f64 * LN_TAU + ln_determinant);
            Ready { constant, mean: component.mean.clone(), whitening }
        });
        Self { ready: ready.collect(), width }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// ln p(x); writes P(component | x). `deviation` is as wide as a row.
    pub(super) fn share(&self, row: &[f64], shares: &mut [f64], deviation: &mut [f64]) -> f64 {
        let mut most = f64::NEG_INFINITY;
        for (ready, share) in self.ready.iter().zip(shares.iter_mut()) {
            for ((gap, x), mean) in deviation.iter_mut().zip(row).zip(&ready.mean) {
                *gap = x - mean;
            }
            *share = ready.constant - 0.5 * ready.square(deviation);
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
    fn square(&self, deviation: &[f64]) -> f64 {
        if self.whitening.len() == deviation.len() && deviation.len() > 1 {
            return deviation.iter().zip(&self.whitening).map(|(x, a)| (x * a) * (x * a)).sum();
        }
        let dot = |axis: &[f64]| axis.iter().zip(deviation).map(|(a, x)| a * x).sum::<f64>();
        self.whitening.chunks_exact(deviation.len()).map(|axis| dot(axis) * dot(axis)).sum()
    }
}

/// Variances along the principal axes, and the axes as columns.
pub(super) fn principal(covariance: &[Vec<f64>]) -> (Vec<f64>, DMatrix<f64>) {
    let matrix = DMatrix::from_fn(covariance.len(), covariance.len(), |row, column| covariance[row][column]);
    let eigen = SymmetricEigen::new(matrix);
    (eigen.eigenvalues.iter().copied().collect(), eigen.eigenvectors)
}
