//! BG/NBD, the beta-geometric / negative binomial model of repeat purchases \[FHL2005\].
//!
//! While active, a customer buys at a rate λ that differs between customers as Gamma(r, rate α); after every repeat
//! purchase the customer stops for good with a probability p that differs as Beta(a, b). Both are independent.
//! Parameters: r, alpha (per time unit), a, b, all positive.

mod ahead;
mod counts;
mod covariates;
pub(crate) mod fit;
mod intensity;
pub(crate) mod likelihood;
pub(crate) mod one_stage;
mod predict;
pub(crate) mod simulate;
pub(crate) mod stages;
mod stopped;
#[cfg(test)]
pub(crate) mod tests;
mod variant;

pub(crate) use variant::Variant;

use crate::covariates::CovariateBase;
use crate::fit::{Fit, FitError, ParameterError};
use crate::history::Statistics;
use crate::transaction::{MemorylessPredictor, Predictor, SampleLikelihood, Terms, TransactionModel};

/// The BG/NBD model.
#[derive(Debug, Clone, Copy)]
pub struct BgNbd;

/// Names in the order of parameter slices.
pub(crate) const NAMES: &[&str] = &["r", "alpha", "a", "b"];

/// The four parameters, checked: positive and finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Parameters {
    pub(crate) r: f64,
    pub(crate) alpha: f64,
    pub(crate) a: f64,
    pub(crate) b: f64,
}

impl Parameters {
    pub(crate) fn new(values: &[f64]) -> Result<Self, ParameterError> {
        ParameterError::check(NAMES, values)?;
        Ok(Self::of(values))
    }

    /// From a slice whose length is known; what is missing is NaN.
    pub(crate) fn of(values: &[f64]) -> Self {
        let at = |i: usize| values.get(i).copied().unwrap_or(f64::NAN);
        Self { r: at(0), alpha: at(1), a: at(2), b: at(3) }
    }
}

impl TransactionModel for BgNbd {
    fn name(&self) -> &'static str {
        "bg-nbd"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        NAMES
    }

    fn published_parameters(&self) -> &'static [f64] {
        &[0.243, 4.414, 0.793, 2.426] // CDNOW [FHL2005]
    }

    fn covariate_base(&self) -> Option<&dyn CovariateBase> {
        Some(self)
    }

    fn log_likelihood(&self, parameters: &[f64], statistics: &Statistics) -> Result<(f64, Vec<f64>), ParameterError> {
        let parameters = Parameters::new(parameters)?;
        let sums = likelihood::Sample::new(statistics, Variant::BG_NBD).evaluate(&parameters);
        Ok((sums.value, sums.gradient.to_vec()))
    }

    fn arranged(&self, statistics: &Statistics) -> Option<Box<dyn SampleLikelihood>> {
        Some(Box::new(one_stage::OneStage::new(statistics, Variant::BG_NBD)))
    }

    fn fit(&self, statistics: &Statistics) -> Result<Fit, FitError> {
        fit::fit(self.name(), Variant::BG_NBD, statistics)
    }

    fn predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        Ok(Box::new(MemorylessPredictor::new(Parameters::new(parameters)?, terms)))
    }

    fn simulate(&self, parameters: &[f64], ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
        simulate::simulate(&Parameters::new(parameters)?, Variant::BG_NBD, ages, seed)
    }
}
