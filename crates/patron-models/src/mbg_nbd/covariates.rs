//! Covariates in MBG/NBD.

use super::{MbgNbd, MbgNbdCustomers};
use crate::bg_nbd::{Parameters, Variant, fit};
use crate::covariates::{CovariateBase, Effect};
use crate::fit::ParameterError;
use crate::history::Statistics;
use crate::optimise::{Objective, Toward};
use crate::transaction::{MemorylessPredictor, Predictor, Terms};

impl CovariateBase for MbgNbd {
    fn effects(&self) -> &'static [Effect] {
        fit::EFFECTS
    }

    fn starting_points(&self, statistics: &Statistics) -> Vec<Vec<f64>> {
        fit::starts(statistics, Variant::MBG_NBD)
    }

    fn objective(&self, statistics: &Statistics, customers: f64) -> Box<dyn Objective + Send + Sync> {
        fit::objective(statistics, Variant::MBG_NBD, customers)
    }

    fn direct_predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        let member = MbgNbdCustomers::new(Parameters::new(parameters)?);
        Ok(Box::new(MemorylessPredictor::direct(member, terms)))
    }

    fn boundary_meaning(&self, parameter: usize, toward: Toward) -> &'static str {
        fit::boundary_meaning(Variant::MBG_NBD)(parameter, toward)
    }
}
