//! Covariates in BG/NBD.

use super::{BgNbd, Parameters, Variant, fit};
use crate::covariates::{CovariateBase, Effect};
use crate::fit::ParameterError;
use crate::history::Statistics;
use crate::optimise::{Objective, Toward};
use crate::transaction::{MemorylessPredictor, Predictor, Terms};

impl CovariateBase for BgNbd {
    fn effects(&self) -> &'static [Effect] {
        fit::EFFECTS
    }

    fn starting_points(&self, statistics: &Statistics) -> Vec<Vec<f64>> {
        fit::starts(statistics, Variant::BG_NBD)
    }

    fn objective(&self, statistics: &Statistics, customers: f64) -> Box<dyn Objective + Send + Sync> {
        fit::objective(statistics, Variant::BG_NBD, customers)
    }

    fn direct_predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        Ok(Box::new(MemorylessPredictor::direct(Parameters::new(parameters)?, terms)))
    }

    fn boundary_meaning(&self, parameter: usize, toward: Toward) -> &'static str {
        fit::boundary_meaning(Variant::BG_NBD)(parameter, toward)
    }
}
