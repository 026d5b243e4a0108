//! Covariates in NBD.

use super::{Nbd, fit};
use crate::covariates::{CovariateBase, Effect};
use crate::fit::ParameterError;
use crate::history::Statistics;
use crate::optimise::{Objective, Toward};
use crate::transaction::{Predictor, Terms, TransactionModel};

impl CovariateBase for Nbd {
    fn effects(&self) -> &'static [Effect] {
        &[Effect::TRANSACTION]
    }

    fn starting_points(&self, statistics: &Statistics) -> Vec<Vec<f64>> {
        fit::starts(statistics)
    }

    fn objective(&self, statistics: &Statistics, customers: f64) -> Box<dyn Objective + Send + Sync> {
        fit::objective(statistics, customers)
    }

    fn direct_predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        self.predictor(parameters, terms)
    }

    fn boundary_meaning(&self, parameter: usize, toward: Toward) -> &'static str {
        fit::boundary_meaning(parameter, toward)
    }
}
