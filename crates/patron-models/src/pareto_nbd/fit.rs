//! Maximum-likelihood fit of Pareto/NBD.

use super::pareto::Pareto;
use super::{NAMES, ParetoNbd, model};
use crate::covariates::{CovariateBase, Effect};
use crate::fit::{Fit, FitError};
use crate::history::Statistics;
use crate::lifetime::{self, LifetimeFit};
use crate::optimise::{Objective, Toward};

const TASK: LifetimeFit<Pareto> =
    LifetimeFit { model: "pareto-nbd", names: NAMES, at: model, starts, boundary_meaning };

/// Fits r, α, s, β.
pub(super) fn fit(statistics: &Statistics) -> Result<Fit, FitError> {
    lifetime::fit(&TASK, statistics)
}

impl CovariateBase for ParetoNbd {
    fn effects(&self) -> &'static [Effect] {
        &[Effect::TRANSACTION, Effect { name: Effect::LIFETIME, scales: &[(3, -1.0)] }]
    }

    fn starting_points(&self, statistics: &Statistics) -> Vec<Vec<f64>> {
        TASK.starting_points(statistics)
    }

    fn objective(&self, statistics: &Statistics, customers: f64) -> Box<dyn Objective + Send + Sync> {
        TASK.objective(statistics, customers)
    }

    fn boundary_meaning(&self, parameter: usize, toward: Toward) -> &'static str {
        boundary_meaning(parameter, toward)
    }
}

/// Half of the customers stop within two, half a and ten times the mean age.
fn starts(age: f64) -> Vec<Vec<f64>> {
    vec![vec![0.7, age], vec![0.4, 0.1 * age], vec![3.0, 10.0 * age]]
}

fn boundary_meaning(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (0 | 1, Toward::Infinity) => "customers do not differ in how often they buy",
        (0 | 1, Toward::Zero) => "a few customers make nearly all repeat purchases",
        (2, Toward::Zero) => "hardly any customer ever stops buying",
        (2 | 3, Toward::Infinity) => "customers do not differ in how soon they stop, or hardly any ever stops",
        (3, Toward::Zero) => "many customers stop at once and the others hardly ever",
        _ => "the data do not determine the model",
    }
}
