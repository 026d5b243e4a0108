//! Shifted beta-geometric model of renewals \[FH2007\].
//!
//! At every renewal a customer leaves with an own probability θ, always the same; θ differs between customers as
//! Beta(α, β). Retention rises with tenure all the same, because those who are likely to leave go first:
//! rₜ = (β + t − 1) / (α + β + t − 1). Parameters: alpha, beta, both positive.

#[cfg(test)]
mod tests;

use super::beta_weibull::{BetaWeibullPredictor, Survival, fit, log_likelihood, simulate};
use super::{RenewalModel, RenewalPredictor, RenewalStatistics, RenewalTerms, Tenure};
use crate::fit::{Fit, FitError, ParameterError};

/// The shifted beta-geometric model.
#[derive(Debug, Clone, Copy)]
pub struct Sbg;

/// Names in the order of parameter slices.
const NAMES: &[&str] = &["alpha", "beta"];

impl RenewalModel for Sbg {
    fn name(&self) -> &'static str {
        "sbg"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        NAMES
    }

    fn published_parameters(&self) -> &'static [f64] {
        &[0.668, 3.806] // the high-end segment [FH2007]
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
