//! Maximum-likelihood fit of GGompertz/NBD.

use super::gamma_gompertz::GammaGompertz;
use super::{NAMES, model};
use crate::fit::{Fit, FitError};
use crate::history::Statistics;
use crate::lifetime::{self, LifetimeFit};
use crate::optimise::Toward;

/// Below this b T the hazard of nobody in the sample grows with time: e^(bt) is 1 + bt to three digits.
const NO_GROWTH: f64 = 1e-3;

pub(super) const TASK: LifetimeFit<GammaGompertz> =
    LifetimeFit { model: "ggompertz-nbd", names: NAMES, at: model, starts, boundary_meaning };

/// Fits r, α, β, b, s.
pub(super) fn fit(statistics: &Statistics) -> Result<Fit, FitError> {
    lifetime::fit::<_, 5, 21>(&TASK, statistics).map_err(|error| name_pareto(error, statistics))
}

/// Where b and β run to zero together, whichever has moved further, it is b that says what it means.
pub(super) fn name_pareto(error: FitError, statistics: &Statistics) -> FitError {
    let longest = statistics.rows().iter().map(|row| row.history.age()).fold(0.0, f64::max);
    match error {
        FitError::Boundary { stopped_at, .. }
            if stopped_at.parameters.get("b").is_some_and(|b| b * longest < NO_GROWTH) =>
        {
            FitError::Boundary { parameter: "b", toward: Toward::Zero, meaning: IS_PARETO, stopped_at }
        }
        other => other,
    }
}

const IS_PARETO: &str =
    "stopping does not become more likely with time, and Pareto/NBD says the same with a parameter less";

/// Hazards that grow by e within the mean age, more slowly, and faster.
fn starts(age: f64) -> Vec<Vec<f64>> {
    vec![vec![2.0, 1.0 / age, 0.7], vec![0.5, 0.2 / age, 0.4], vec![20.0, 4.0 / age, 1.5]]
}

pub(super) fn boundary_meaning(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (0 | 1, Toward::Infinity) => "customers do not differ in how often they buy",
        (0 | 1, Toward::Zero) => "a few customers make nearly all repeat purchases",
        (3, Toward::Zero) => IS_PARETO,
        (2, Toward::Zero) => "many customers stop at once and the others hardly ever",
        (2, Toward::Infinity) => "customers do not differ in how soon they stop, or hardly any ever stops",
        (3, Toward::Infinity) => "all customers stop at nearly the same age",
        (4, Toward::Zero) => "hardly any customer ever stops buying",
        (4, Toward::Infinity) => "customers do not differ in how soon they stop",
        _ => "the data do not determine the model",
    }
}
