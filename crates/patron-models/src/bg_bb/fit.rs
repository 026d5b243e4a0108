//! Maximum-likelihood fit of BG/BB.

use super::likelihood::Sample;
use super::{NAMES, Parameters};
use crate::fit::{Estimation, Fit, FitError, estimate};
use crate::history::Statistics;
use crate::optimise::{Differenced, GradientObjective, Toward};

/// Four parameters want some customers each; below these counts the standard errors exceed the estimates.
const LEAST_CUSTOMERS: f64 = 30.0;
const LEAST_REPEATERS: f64 = 10.0;

struct MeanLogLikelihood {
    sample: Sample,
    customers: f64,
}

impl GradientObjective for MeanLogLikelihood {
    fn evaluate(&self, point: &[f64], gradient: &mut [f64]) -> f64 {
        let sums = self.sample.evaluate(&Parameters::of(point));
        for (slope, sum) in gradient.iter_mut().zip(&sums[1..]) {
            *slope = sum / self.customers;
        }
        sums[0] / self.customers
    }
}

/// Fits α, β, γ, δ.
pub(super) fn fit(statistics: &Statistics) -> Result<Fit, FitError> {
    let customers = statistics.customers();
    check(statistics, customers)?;
    let objective = MeanLogLikelihood { sample: Sample::new(statistics)?, customers };
    estimate(&Estimation {
        model: "bg-bb",
        names: NAMES,
        objective: &Differenced(objective),
        customers,
        starts: &starts(statistics),
        boundary_meaning,
    })
}

fn check(statistics: &Statistics, customers: f64) -> Result<(), FitError> {
    if customers < LEAST_CUSTOMERS {
        return Err(FitError::TooFewCustomers { customers, needed: LEAST_CUSTOMERS });
    }
    if statistics.rows().iter().all(|row| row.history.age() == 0.0) {
        return Err(FitError::NoTimeObserved);
    }
    let repeaters = statistics.repeaters();
    if repeaters == 0.0 {
        return Err(FitError::NobodyRepeats { customers, needed: LEAST_REPEATERS });
    }
    if repeaters < LEAST_REPEATERS {
        return Err(FitError::TooFewRepeaters { repeaters, customers, needed: LEAST_REPEATERS });
    }
    if statistics.rows().len() == 1 {
        return Err(FitError::NoVariation { customers });
    }
    Ok(())
}

/// The share of opportunities used while surely active, with customers differing a lot, more, or less; and stops that
/// are rare, rarer or common.
fn starts(statistics: &Statistics) -> Vec<Vec<f64>> {
    let used = statistics.sum(|history| f64::from(history.frequency()));
    let active = statistics.sum(crate::history::History::recency);
    // One added to each side keeps the share off its ends.
    let p = (used + 1.0) / (active + 2.0);
    let start = |both: f64, gamma: f64, delta: f64| vec![both * p, both * (1.0 - p), gamma, delta];
    vec![start(2.0, 0.5, 3.0), start(0.5, 0.2, 4.0), start(10.0, 2.0, 6.0)]
}

fn boundary_meaning(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (0 | 1, Toward::Infinity) => "customers do not differ in how often they buy",
        (0 | 1, Toward::Zero) => "active customers buy at every opportunity or at none",
        (2, Toward::Zero) | (3, Toward::Infinity) => "hardly any customer ever stops buying",
        (2, Toward::Infinity) | (3, Toward::Zero) => "nearly every customer stops at once",
        _ => "the data do not determine the model",
    }
}
