//! The maximum of the density and the normal law that touches it there.

use nalgebra::{Cholesky, DMatrix, DVector};
use patron_models::optimise::{Differenced, Ending, GradientObjective, Maximum, maximise};

use super::Target;
use crate::BayesError;

/// The largest slope of the density per customer that still counts as none when the search stalls on rounding.
const NEARLY_FLAT: f64 = 1e-6;

/// The normal law of the logarithms of the parameters: mean, and L with L Lᵀ the covariance.
#[derive(Debug, Clone)]
pub(super) struct Touching {
    pub(super) mean: DVector<f64>,
    pub(super) factor: DMatrix<f64>,
}

/// Log density per customer over the parameters themselves.
struct Density<'t, 'a>(&'t Target<'a>);

impl GradientObjective for Density<'_, '_> {
    fn evaluate(&self, point: &[f64], gradient: &mut [f64]) -> f64 {
        let Self(target) = self;
        let logs: Vec<f64> = point.iter().map(|parameter| parameter.ln()).collect();
        let Some(density) = target.evaluate(&logs, gradient) else {
            gradient.fill(f64::NAN);
            return f64::NAN;
        };
        for (slope, parameter) in gradient.iter_mut().zip(point) {
            *slope /= parameter * target.customers;
        }
        density / target.customers
    }
}

impl Touching {
    /// Finds the maximum.
    pub(super) fn new(target: &Target<'_>) -> Result<Self, BayesError> {
        let mut slope = f64::NAN;
        for start in &target.starts {
            let maximum = maximise(&Differenced(Density(target)), start);
            let arrived = maximum.ending == Ending::Converged || maximum.gradient_norm < NEARLY_FLAT;
            slope = maximum.gradient_norm * target.customers;
            if let Some(touching) = Self::at(&maximum, target.customers).filter(|_| arrived) {
                return Ok(touching);
            }
        }
        Err(BayesError::NoMode { slope })
    }

    /// `None` where the density does not fall in every direction.
    fn at(maximum: &Maximum, customers: f64) -> Option<Self> {
        let covariance = Cholesky::new(&maximum.log_hessian * -customers)?.inverse();
        let mean = DVector::from_iterator(maximum.point.len(), maximum.point.iter().map(|parameter| parameter.ln()));
        Some(Self { mean, factor: Cholesky::new(covariance)?.unpack() })
    }

    /// The logarithms of the parameters at standard coordinates.
    pub(super) fn logs(&self, standard: &[f64]) -> DVector<f64> {
        &self.mean + &self.factor * DVector::from_column_slice(standard)
    }

    /// The standard deviations of the logarithms.
    pub(super) fn spreads(&self) -> Vec<f64> {
        self.factor.row_iter().map(|row| row.norm()).collect()
    }
}
