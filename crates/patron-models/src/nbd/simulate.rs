//! Simulated customers of NBD.

use rand_distr::{Distribution, Exp1, Gamma};

use super::Parameters;
use crate::fit::ParameterError;
use crate::transaction::simulate_each;

/// Times of the repeat purchases of a customer for each age.
pub(super) fn simulate(parameters: &Parameters, ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
    let Parameters { r, alpha } = *parameters;
    let unusable = |_| ParameterError::NotPositive { name: "r".to_owned(), value: r };
    let rates = Gamma::new(r, 1.0 / alpha).map_err(unusable)?;
    simulate_each(ages, seed, |stream, age| {
        let rate: f64 = rates.sample(stream);
        let mut purchases = Vec::new();
        let mut time = 0.0;
        loop {
            let wait: f64 = Exp1.sample(stream);
            time += wait / rate;
            // A rate that has underflowed to zero never buys.
            if !(time <= age) {
                return purchases;
            }
            purchases.push(time);
        }
    })
}
