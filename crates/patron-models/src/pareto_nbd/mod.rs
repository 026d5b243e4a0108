//! Pareto/NBD, the Pareto / negative binomial model of repeat purchases \[SMC1987\].
//!
//! While active, a customer buys at a rate λ that differs between customers as Gamma(r, rate α); the time until the
//! customer stops for good is exponential with a rate μ that differs as Gamma(s, rate β). Both are independent.
//! Parameters: r, alpha (per time unit), s, beta (per time unit), all positive.

mod covariates;
mod fit;
mod pareto;
#[cfg(test)]
mod tests;

use crate::covariates::CovariateBase;
use crate::fit::{Fit, FitError, ParameterError};
use crate::history::Statistics;
use crate::lifetime::{Arranged, LifetimeCustomers, Sample, Until, simulate};
use crate::transaction::{MemorylessPredictor, Predictor, SampleLikelihood, Terms, TransactionModel};
use pareto::Pareto;

/// The Pareto/NBD model.
#[derive(Debug, Clone, Copy)]
pub struct ParetoNbd;

/// Names in the order of parameter slices.
const NAMES: &[&str] = &["r", "alpha", "s", "beta"];

/// From a slice whose length is known; what is missing is NaN.
fn model(values: &[f64]) -> Until<Pareto> {
    let at = |i: usize| values.get(i).copied().unwrap_or(f64::NAN);
    Until { r: at(0), alpha: at(1), life: Pareto { s: at(2), beta: at(3) } }
}

impl TransactionModel for ParetoNbd {
    fn name(&self) -> &'static str {
        "pareto-nbd"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        NAMES
    }

    fn published_parameters(&self) -> &'static [f64] {
        &[0.553, 10.578, 0.606, 11.669] // CDNOW [FHL2005]
    }

    fn covariate_base(&self) -> Option<&dyn CovariateBase> {
        Some(self)
    }

    fn log_likelihood(&self, parameters: &[f64], statistics: &Statistics) -> Result<(f64, Vec<f64>), ParameterError> {
        self.check(parameters)?;
        let sums = Sample::new(statistics).evaluate::<_, 4, 5>(&model(parameters));
        Ok((sums[0], sums[1..=NAMES.len()].to_vec()))
    }

    fn arranged(&self, statistics: &Statistics) -> Option<Box<dyn SampleLikelihood>> {
        Some(Box::new(Arranged::<4, 5, _>::new(statistics, NAMES, model)))
    }

    fn fit(&self, statistics: &Statistics) -> Result<Fit, FitError> {
        fit::fit(statistics)
    }

    fn predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        self.check(parameters)?;
        Ok(Box::new(MemorylessPredictor::new(LifetimeCustomers::<_, 4, 5>::new(model(parameters)), terms)))
    }

    fn simulate(&self, parameters: &[f64], ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
        self.check(parameters)?;
        let model = model(parameters);
        simulate(&model, (model.life.s, model.life.beta), |hazard, exponential| exponential / hazard, ages, seed)
    }
}
