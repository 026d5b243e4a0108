//! Covariates in GGompertz/NBD.

use super::{GgompertzNbd, fit, model};
use crate::covariates::{CovariateBase, Effect};
use crate::fit::{FitError, ParameterError};
use crate::history::Statistics;
use crate::lifetime::LifetimeCustomers;
use crate::optimise::{Objective, Toward};
use crate::transaction::{MemorylessPredictor, Predictor, Terms, TransactionModel};

impl CovariateBase for GgompertzNbd {
    fn effects(&self) -> &'static [Effect] {
        &[Effect::TRANSACTION, Effect { name: Effect::LIFETIME, scales: &[(2, -1.0)] }]
    }

    fn starting_points(&self, statistics: &Statistics) -> Vec<Vec<f64>> {
        fit::TASK.starting_points(statistics)
    }

    fn objective(&self, statistics: &Statistics, customers: f64) -> Box<dyn Objective + Send + Sync> {
        fit::TASK.objective::<5, 21>(statistics, customers)
    }

    fn direct_predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        self.check(parameters)?;
        let customers = LifetimeCustomers::<_, 5, 6>::direct(model(parameters));
        Ok(Box::new(MemorylessPredictor::direct(customers, terms)))
    }

    fn boundary_meaning(&self, parameter: usize, toward: Toward) -> &'static str {
        fit::boundary_meaning(parameter, toward)
    }

    fn explained(&self, error: FitError, statistics: &Statistics) -> FitError {
        fit::name_pareto(error, statistics)
    }
}
