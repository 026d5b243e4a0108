//! MBG/NBD, the modified beta-geometric / negative binomial model \[B2007\].
//!
//! As BG/NBD, but a customer may stop right after the first purchase, too: one-time buyers are not taken to be active
//! for ever. Parameters: r, alpha (per time unit), a, b, all positive. With one more chance to stop, everything about
//! an active customer is what BG/NBD says with b + 1 for b.

mod covariates;
mod fit;
mod likelihood;
mod predict;
mod simulate;
#[cfg(test)]
mod tests;

pub(crate) use predict::MbgNbdCustomers;

use crate::bg_nbd::one_stage::OneStage;
use crate::bg_nbd::{NAMES, Parameters, Variant};
use crate::covariates::CovariateBase;
use crate::fit::{Fit, FitError, ParameterError};
use crate::history::Statistics;
use crate::transaction::{MemorylessPredictor, Predictor, SampleLikelihood, Terms, TransactionModel};

/// The MBG/NBD model.
#[derive(Debug, Clone, Copy)]
pub struct MbgNbd;

impl TransactionModel for MbgNbd {
    fn name(&self) -> &'static str {
        "mbg-nbd"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        NAMES
    }

    fn published_parameters(&self) -> &'static [f64] {
        &[0.525, 6.183, 0.891, 1.614] // the CDNOW sample
    }

    fn covariate_base(&self) -> Option<&dyn CovariateBase> {
        Some(self)
    }

    fn log_likelihood(&self, parameters: &[f64], statistics: &Statistics) -> Result<(f64, Vec<f64>), ParameterError> {
        let sums = likelihood::evaluate(&Parameters::new(parameters)?, statistics);
        Ok((sums.value, sums.gradient.to_vec()))
    }

    fn arranged(&self, statistics: &Statistics) -> Option<Box<dyn SampleLikelihood>> {
        Some(Box::new(OneStage::new(statistics, Variant::MBG_NBD)))
    }

    fn fit(&self, statistics: &Statistics) -> Result<Fit, FitError> {
        fit::fit(statistics)
    }

    fn predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        let member = MbgNbdCustomers::new(Parameters::new(parameters)?);
        Ok(Box::new(MemorylessPredictor::new(member, terms)))
    }

    fn simulate(&self, parameters: &[f64], ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
        simulate::simulate(&Parameters::new(parameters)?, ages, seed)
    }
}
