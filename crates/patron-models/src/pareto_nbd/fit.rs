//! Maximum-likelihood fit of Pareto/NBD.

use super::pareto::Pareto;
use super::{NAMES, model};
use crate::fit::{Fit, FitError};
use crate::history::Statistics;
use crate::lifetime::{self, LifetimeFit};
use crate::optimise::Toward;

pub(super) const TASK: LifetimeFit<Pareto> =
    LifetimeFit { model: "pareto-nbd", names: NAMES, at: model, starts, boundary_meaning };

/// Fits r, α, s, β.
pub(super) fn fit(statistics: &Statistics) -> Result<Fit, FitError> {
    lifetime::fit::<_, 4, 15>(&TASK, statistics)
}

/// Half of the customers stop within two, half a and ten times the mean age.
fn starts(age: f64) -> Vec<Vec<f64>> {
    vec![vec![0.7, age], vec![0.4, 0.1 * age], vec![3.0, 10.0 * age]]
}

pub(super) fn boundary_meaning(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (0 | 1, Toward::Infinity) => "customers do not differ in how often they buy",
        (0 | 1, Toward::Zero) => "a few customers make nearly all repeat purchases",
        (2, Toward::Zero) => "hardly any customer ever stops buying",
        (2 | 3, Toward::Infinity) => "customers do not differ in how soon they stop, or hardly any ever stops",
        (3, Toward::Zero) => "many customers stop at once and the others hardly ever",
        _ => "the data do not determine the model",
    }
}
