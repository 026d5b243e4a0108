//! The traits of a renewal model and its predictor.

use std::fmt::Debug;

use super::{Lifetime, RenewalStatistics, RenewalTerms, Tenure};
use crate::fit::{Fit, FitError, NamedValues, ParameterError};

/// A model of customers under contract: at every renewal they stay or are seen to leave.
///
/// Parameters are slices in the order of [`RenewalModel::parameter_names`]; time is counted in renewals.
pub trait RenewalModel: Send + Sync + Debug {
    /// Name used in files and commands, such as `sbg`.
    fn name(&self) -> &'static str;

    /// Names of the parameters as in the model's paper, in order; at most
    /// [`MAX_PARAMETERS`](crate::transaction::MAX_PARAMETERS).
    fn parameter_names(&self) -> &'static [&'static str];

    /// Parameters estimated in a publication, or an example of such: what a simulation uses when none are given.
    fn published_parameters(&self) -> &'static [f64];

    /// Checks parameters against the model.
    ///
    /// # Errors
    /// When their number is wrong or one is not positive and finite.
    fn check(&self, parameters: &[f64]) -> Result<(), ParameterError> {
        ParameterError::check(self.parameter_names(), parameters)
    }

    /// Parameters by name to the order of the model, checked.
    ///
    /// # Errors
    /// When a name is missing or unknown, or a value is not positive and finite.
    fn parameters_from(&self, named: &NamedValues) -> Result<Vec<f64>, ParameterError> {
        let parameters = named.ordered(self.parameter_names())?;
        self.check(&parameters)?;
        Ok(parameters)
    }

    /// Log-likelihood of renewals and losses, Σₜ renewedₜ ln rₜ + lostₜ ln(1 − rₜ), and its gradient.
    ///
    /// # Errors
    /// When the parameters are not the model's.
    fn log_likelihood(
        &self,
        parameters: &[f64],
        statistics: &RenewalStatistics,
    ) -> Result<(f64, Vec<f64>), ParameterError>;

    /// Maximum-likelihood estimates.
    ///
    /// # Errors
    /// When the table is too small or too uniform, when a parameter runs to zero or infinity, or when no maximum is
    /// found: never a number that is not an estimate.
    fn fit(&self, statistics: &RenewalStatistics) -> Result<Fit, FitError>;

    /// Predictions at given parameters, horizon and discount.
    ///
    /// # Errors
    /// When the parameters are not the model's.
    fn predictor(&self, parameters: &[f64], terms: RenewalTerms) -> Result<Box<dyn RenewalPredictor>, ParameterError>;

    /// Simulated customers, each due at the first `renewals` renewals of its entry.
    ///
    /// The same seed gives the same customers on every machine, each drawn from a stream of its own.
    ///
    /// # Errors
    /// When the parameters are not the model's.
    fn simulate(&self, parameters: &[f64], renewals: &[u32], seed: u64) -> Result<Vec<Tenure>, ParameterError>;
}

/// A renewal model with parameters, horizon and discount in place.
pub trait RenewalPredictor: Send + Sync + Debug {
    /// The horizon and discount in place.
    fn terms(&self) -> RenewalTerms;

    /// S(t), the probability that a new customer makes renewal t; 1 for t = 0.
    fn survival(&self, renewal: u32) -> f64;

    /// rₜ = S(t) / S(t − 1), the share of those due at renewal t ≥ 1 who make it; NaN for t = 0.
    fn retention(&self, renewal: u32) -> f64;

    /// What is expected of a customer about to be acquired: payment k is renewal k, the first certain (DEL).
    fn new_customer(&self) -> Lifetime;

    /// What is expected of a customer who has made `renewals` renewals and is about to be asked for the next: payment
    /// k is renewal `renewals` + 1 + k (DERL).
    fn residual(&self, renewals: u32) -> Lifetime;
}
