//! Simulated customers.

use rand_distr::{Distribution, Exp1, Gamma};

use super::Until;
use crate::fit::ParameterError;
use crate::transaction::simulate_each;

/// Times of the repeat purchases of a customer for each age; `life` makes a lifetime of a hazard drawn from
/// Gamma(`shape`, rate `rate`) and a standard exponential number.
pub(crate) fn simulate<L>(
    model: &Until<L>,
    (shape, rate): (f64, f64),
    life: impl Fn(f64, f64) -> f64 + Sync,
    ages: &[f64],
    seed: u64,
) -> Result<Vec<Vec<f64>>, ParameterError> {
    let gamma = |name: &str, shape: f64, rate: f64| {
        let unusable = |_| ParameterError::NotPositive { name: name.to_owned(), value: shape };
        Gamma::new(shape, 1.0 / rate).map_err(unusable)
    };
    let (rates, hazards) = (gamma("r", model.r, model.alpha)?, gamma("s", shape, rate)?);
    simulate_each(ages, seed, |stream, age| {
        let rate: f64 = rates.sample(stream);
        let hazard: f64 = hazards.sample(stream);
        let end = life(hazard, Exp1.sample(stream)).min(age);
        let mut purchases = Vec::new();
        let mut time = 0.0;
        loop {
            let wait: f64 = Exp1.sample(stream);
            time += wait / rate;
            // A rate that has underflowed to zero never buys.
            if !(time <= end) {
                return purchases;
            }
            purchases.push(time);
        }
    })
}
