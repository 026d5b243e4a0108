//! Simulated amounts of Gamma-Gamma.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, Gamma};
use rayon::prelude::*;

use super::GammaGamma;
use crate::fit::ParameterError;

/// Amounts keep apart from purchase times drawn with the same seed.
const AMOUNTS: u64 = 0x5350_454e_4400_0000;

/// Amounts of each customer's purchases; one stream of the generator a customer.
pub(super) fn simulate(parameters: &GammaGamma, counts: &[usize], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
    let GammaGamma { p, q, gamma } = *parameters;
    let unusable = |name: &str, value: f64| ParameterError::NotPositive { name: name.to_owned(), value };
    let rates = Gamma::new(q, 1.0 / gamma).map_err(|_| unusable("q", q))?;
    let amounts = Gamma::new(p, 1.0).map_err(|_| unusable("p", p))?;
    Ok(counts
        .par_iter()
        .enumerate()
        .map(|(customer, count)| {
            let mut rng = ChaCha8Rng::seed_from_u64(seed ^ AMOUNTS);
            rng.set_stream(customer as u64);
            let rate: f64 = rates.sample(&mut rng);
            (0..*count).map(|_| amounts.sample(&mut rng) / rate).collect()
        })
        .collect())
}
