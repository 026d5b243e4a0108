//! Simulated customers, each drawn from a stream of its own.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rayon::prelude::*;

use crate::fit::ParameterError;

/// The random numbers of one customer.
///
/// `ChaCha8` is a published stream cipher: its stream for a seed is fixed for good, and it gives every customer a
/// stream of its own, so that customers can be drawn in parallel and a longer list begins with the shorter one.
type Stream = ChaCha8Rng;

/// Times of the repeat purchases of a customer for each age, drawn by `draw` until that age.
pub(crate) fn simulate_each(
    ages: &[f64],
    seed: u64,
    draw: impl Fn(&mut Stream, f64) -> Vec<f64> + Sync,
) -> Result<Vec<Vec<f64>>, ParameterError> {
    if let Some(age) = ages.iter().find(|age| !(age.is_finite() && **age >= 0.0)) {
        return Err(ParameterError::NotATime { name: "the age of a customer", value: *age });
    }
    let one = |(customer, age): (usize, &f64)| {
        let mut stream = Stream::seed_from_u64(seed);
        stream.set_stream(customer as u64);
        draw(&mut stream, *age)
    };
    Ok(ages.par_iter().enumerate().map(one).collect())
}
