//! The log-likelihood of one sample, arranged for many evaluations.

use std::fmt::Debug;

use crate::fit::ParameterError;

/// The log-likelihood of one sample and its gradient at any parameters: what sampling from a posterior asks for tens of
/// thousands of times.
///
/// The same bits every time, whatever the number of threads, so that chains may run beside each other.
pub trait SampleLikelihood: Send + Sync + Debug {
    /// The log-likelihood at `parameters`; writes its derivatives by them.
    ///
    /// # Errors
    /// When the parameters are not the model's, or `gradient` has another length.
    fn evaluate(&self, parameters: &[f64], gradient: &mut [f64]) -> Result<f64, ParameterError>;
}

/// Fails unless there is one derivative for each parameter.
pub(crate) fn check_length(parameters: &[f64], gradient: &[f64]) -> Result<(), ParameterError> {
    if gradient.len() == parameters.len() {
        return Ok(());
    }
    Err(ParameterError::Count { found: gradient.len(), expected: parameters.len() })
}
