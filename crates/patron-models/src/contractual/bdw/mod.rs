//! Beta-discrete-Weibull model of renewals \[FHLDS2018\].
//!
//! A customer's own probability to leave may change with tenure: the chance of having made renewal t is
//! (1 − θ)^(t^c), with θ differing between customers as Beta(α, β). For c < 1 customers leave less the longer they are
//! there, for c > 1 more; c = 1 is the shifted beta-geometric model. Parameters: alpha, beta, c, all positive.

#[cfg(test)]
mod tests;

use super::beta_weibull::{BetaWeibullPredictor, Survival, fit, log_likelihood, simulate};
use super::{RenewalModel, RenewalPredictor, RenewalStatistics, RenewalTerms, Tenure};
use crate::fit::{Fit, FitError, ParameterError};

/// The beta-discrete-Weibull model.
#[derive(Debug, Clone, Copy)]
pub struct Bdw;

/// Names in the order of parameter slices.
const NAMES: &[&str] = &["alpha", "beta", "c"];

impl RenewalModel for Bdw {
    fn name(&self) -> &'static str {
        "bdw"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        NAMES
    }

    fn published_parameters(&self) -> &'static [f64] {
        &[0.8, 4.0, 1.3] // an example of customers who tire; not of a publication
    }

    fn log_likelihood(
        &self,
        parameters: &[f64],
        statistics: &RenewalStatistics,
    ) -> Result<(f64, Vec<f64>), ParameterError> {
        self.check(parameters)?;
        let (value, gradient) = log_likelihood(&Survival::of(parameters), statistics);
        Ok((value, gradient[..NAMES.len()].to_vec()))
    }

    fn fit(&self, statistics: &RenewalStatistics) -> Result<Fit, FitError> {
        fit(self.name(), NAMES, statistics)
    }

    fn predictor(&self, parameters: &[f64], terms: RenewalTerms) -> Result<Box<dyn RenewalPredictor>, ParameterError> {
        self.check(parameters)?;
        Ok(Box::new(BetaWeibullPredictor::new(parameters, terms)))
    }

    fn simulate(&self, parameters: &[f64], renewals: &[u32], seed: u64) -> Result<Vec<Tenure>, ParameterError> {
        self.check(parameters)?;
        simulate(&Survival::of(parameters), renewals, seed)
    }
}
