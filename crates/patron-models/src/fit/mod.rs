//! What a maximum-likelihood fit leaves behind, and why one may be refused.

mod error;
mod estimate;
mod parameters;

pub use error::{FitError, ParameterError};
pub(crate) use estimate::{Estimation, estimate, first_inner_maximum, report};
pub use parameters::NamedValues;

use serde::{Deserialize, Serialize, Serializer};

/// A fitted model: parameters, their uncertainty, and how well they explain the sample.
///
/// In JSON every parameter goes by the name its paper gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// Name of the model, such as `bg-nbd`.
    pub model: String,
    /// Customers the fit used: the sum of their weights.
    #[serde(serialize_with = "whole_number_where_it_is_one")]
    pub customers: f64,
    /// The estimates.
    pub parameters: NamedValues,
    /// Standard errors on the scale of the parameters, from the inverse of the observed information.
    /// Empty where the information is singular.
    pub standard_errors: NamedValues,
    /// Covariance matrix of the estimates by rows, in the order of the parameters; empty where singular.
    pub covariance: Vec<Vec<f64>>,
    /// Log-likelihood of the whole sample at the estimates.
    pub log_likelihood: f64,
    /// Akaike's criterion, 2k − 2 ln L.
    pub aic: f64,
    /// Schwarz's criterion, k ln n − 2 ln L.
    pub bic: f64,
    /// Whether the estimates are an inner maximum of the likelihood.
    pub converged: bool,
    /// Evaluations of the likelihood.
    pub iterations: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn whole_number_where_it_is_one<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        serializer.serialize_u64(*number as u64)
    } else {
        serializer.serialize_f64(*number)
    }
}
