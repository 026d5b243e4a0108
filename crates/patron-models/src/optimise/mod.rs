//! Maximum of a mean log-likelihood over positive parameters, by a trust-region Newton method on their logarithms.
//!
//! The mean, not the sum: its size does not grow with the sample, so that one tolerance fits all. Logarithms: the
//! models' parameters are positive, and a parameter that runs away does so at a steady pace that can be seen.

mod differences;
mod newton;

pub use differences::Differenced;
pub use newton::{Ending, Maximum, Toward, maximise};
pub(crate) use newton::{climb, on_logarithms};

use nalgebra::{DMatrix, DVector};

/// Value, gradient and Hessian of an objective at a point.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// The objective.
    pub value: f64,
    /// Its first derivatives.
    pub gradient: DVector<f64>,
    /// Its second derivatives.
    pub hessian: DMatrix<f64>,
}

impl Evaluation {
    pub(crate) fn is_finite(&self) -> bool {
        self.value.is_finite() && self.gradient.iter().chain(&self.hessian).all(|number| number.is_finite())
    }
}

/// A function of positive parameters to be maximised, with its first two derivatives by the parameters themselves.
pub trait Objective {
    /// Value and derivatives at `point`, all of whose entries are positive and finite.
    fn evaluate(&self, point: &[f64]) -> Evaluation;
}

/// An objective of which only value and gradient are known; [`Differenced`] makes it an [`Objective`].
pub trait GradientObjective {
    /// Value at `point`; writes the gradient.
    fn evaluate(&self, point: &[f64], gradient: &mut [f64]) -> f64;
}
