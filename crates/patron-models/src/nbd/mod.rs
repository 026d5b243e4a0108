//! NBD, the negative binomial model of purchases by customers who never stop \[E1959\].
//!
//! A customer buys at a rate λ for ever; rates differ between customers as Gamma(r, rate α). The yardstick beside which
//! models with a stop are judged, and the right model where leaving is seen. Parameters: r, alpha (per time unit), both
//! positive.

mod covariates;
mod fit;
mod likelihood;
mod predict;
mod simulate;
#[cfg(test)]
mod tests;

use crate::covariates::CovariateBase;
use crate::fit::{Fit, FitError, ParameterError};
use crate::history::Statistics;
use crate::transaction::{Predictor, SampleLikelihood, Terms, TransactionModel};

/// The NBD model.
#[derive(Debug, Clone, Copy)]
pub struct Nbd;

/// Names in the order of parameter slices.
const NAMES: &[&str] = &["r", "alpha"];

/// The two parameters, checked: positive and finite.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Parameters {
    r: f64,
    alpha: f64,
}

impl Parameters {
    fn new(values: &[f64]) -> Result<Self, ParameterError> {
        ParameterError::check(NAMES, values)?;
        Ok(Self::of(values))
    }

    /// From a slice whose length is known; what is missing is NaN.
    fn of(values: &[f64]) -> Self {
        let at = |i: usize| values.get(i).copied().unwrap_or(f64::NAN);
        Self { r: at(0), alpha: at(1) }
    }
}

impl TransactionModel for Nbd {
    fn name(&self) -> &'static str {
        "nbd"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        NAMES
    }

    fn published_parameters(&self) -> &'static [f64] {
        &[0.385, 12.072] // the CDNOW sample
    }

    fn covariate_base(&self) -> Option<&dyn CovariateBase> {
        Some(self)
    }

    fn log_likelihood(&self, parameters: &[f64], statistics: &Statistics) -> Result<(f64, Vec<f64>), ParameterError> {
        let sums = likelihood::Sample::new(statistics).evaluate(&Parameters::new(parameters)?);
        Ok((sums.value, sums.gradient.to_vec()))
    }

    fn arranged(&self, statistics: &Statistics) -> Option<Box<dyn SampleLikelihood>> {
        Some(Box::new(likelihood::Sample::new(statistics)))
    }

    fn fit(&self, statistics: &Statistics) -> Result<Fit, FitError> {
        fit::fit(statistics)
    }

    fn predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        Ok(Box::new(predict::NbdPredictor::new(Parameters::new(parameters)?, terms)))
    }

    fn simulate(&self, parameters: &[f64], ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
        simulate::simulate(&Parameters::new(parameters)?, ages, seed)
    }
}
