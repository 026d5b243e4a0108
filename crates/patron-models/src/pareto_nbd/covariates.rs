//! Covariates in Pareto/NBD.

use super::{ParetoNbd, fit, model};
use crate::covariates::{CovariateBase, Effect};
use crate::fit::ParameterError;
use crate::history::Statistics;
use crate::lifetime::LifetimeCustomers;
use crate::optimise::{Objective, Toward};
use crate::transaction::{MemorylessPredictor, Predictor, Terms, TransactionModel};

impl CovariateBase for ParetoNbd {
    fn effects(&self) -> &'static [Effect] {
        &[Effect::TRANSACTION, Effect { name: Effect::LIFETIME, scales: &[(3, -1.0)] }]
    }

    fn starting_points(&self, statistics: &Statistics) -> Vec<Vec<f64>> {
        fit::TASK.starting_points(statistics)
    }

    fn objective(&self, statistics: &Statistics, customers: f64) -> Box<dyn Objective + Send + Sync> {
        fit::TASK.objective::<4, 15>(statistics, customers)
    }

    fn direct_predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        self.check(parameters)?;
        let customers = LifetimeCustomers::<_, 4, 5>::direct(model(parameters));
        Ok(Box::new(MemorylessPredictor::direct(customers, terms)))
    }

    fn boundary_meaning(&self, parameter: usize, toward: Toward) -> &'static str {
        fit::boundary_meaning(parameter, toward)
    }
}
