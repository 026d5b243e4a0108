//! Simulated customers of BG/NBD and its variants.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rand_distr::{Beta, Distribution, Exp1, Gamma};
use rayon::prelude::*;

use super::{Parameters, Variant};
use crate::fit::ParameterError;

/// Times of the repeat purchases of a customer for each age.
///
/// `ChaCha8` is a published stream cipher: its stream for a seed is fixed for good, and it gives every customer a
/// stream of its own, so that customers can be drawn in parallel and a longer list begins with the shorter one.
pub(crate) fn simulate(
    parameters: &Parameters,
    variant: Variant,
    ages: &[f64],
    seed: u64,
) -> Result<Vec<Vec<f64>>, ParameterError> {
    if let Some(age) = ages.iter().find(|age| !(age.is_finite() && **age >= 0.0)) {
        return Err(ParameterError::NotATime { name: "the age of a customer", value: *age });
    }
    let Parameters { r, alpha, a, b } = *parameters;
    let unusable = |name: &str, value: f64| ParameterError::NotPositive { name: name.to_owned(), value };
    let rates = Gamma::new(r, 1.0 / alpha).map_err(|_| unusable("r", r))?;
    let stops = Beta::new(a, b).map_err(|_| unusable("a", a))?;
    Ok(ages
        .par_iter()
        .enumerate()
        .map(|(customer, age)| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            rng.set_stream(customer as u64);
            let (rate, stop): (f64, f64) = (rates.sample(&mut rng), stops.sample(&mut rng));
            let mut purchases = Vec::new();
            let mut time = 0.0;
            if variant.stops_at_first && rng.random::<f64>() < stop {
                return purchases;
            }
            loop {
                let wait: f64 = (0..variant.stages).map(|_| -> f64 { Exp1.sample(&mut rng) }).sum();
                time += wait / rate;
                // A rate that has underflowed to zero never buys.
                if !(time <= *age) {
                    return purchases;
                }
                purchases.push(time);
                if rng.random::<f64>() < stop {
                    return purchases;
                }
            }
        })
        .collect())
}
