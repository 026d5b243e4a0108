//! Simulated customers of BG/NBD and its variants.

use rand::RngExt;
use rand_distr::{Beta, Distribution, Exp1, Gamma};

use super::{Parameters, Variant};
use crate::fit::ParameterError;
use crate::transaction::simulate_each;

/// Times of the repeat purchases of a customer for each age.
pub(crate) fn simulate(
    parameters: &Parameters,
    variant: Variant,
    ages: &[f64],
    seed: u64,
) -> Result<Vec<Vec<f64>>, ParameterError> {
    let Parameters { r, alpha, a, b } = *parameters;
    let unusable = |name: &str, value: f64| ParameterError::NotPositive { name: name.to_owned(), value };
    let rates = Gamma::new(r, 1.0 / alpha).map_err(|_| unusable("r", r))?;
    let stops = Beta::new(a, b).map_err(|_| unusable("a", a))?;
    simulate_each(ages, seed, |stream, age| {
        let (rate, stop): (f64, f64) = (rates.sample(stream), stops.sample(stream));
        let mut purchases = Vec::new();
        if variant.stops_at_first && stream.random::<f64>() < stop {
            return purchases;
        }
        let mut time = 0.0;
        loop {
            let wait: f64 = (0..variant.stages).map(|_| -> f64 { Exp1.sample(stream) }).sum();
            time += wait / rate;
            // A rate that has underflowed to zero never buys.
            if !(time <= age) {
                return purchases;
            }
            purchases.push(time);
            if stream.random::<f64>() < stop {
                return purchases;
            }
        }
    })
}
