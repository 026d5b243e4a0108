//! Simulated contributions.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use rayon::prelude::*;

use super::NormalSpend;

/// Contributions keep apart from purchase times drawn with the same seed.
const CONTRIBUTIONS: u64 = 0x434f_4e54_5249_4200;

/// Contributions of each customer's purchases; one stream of the generator a customer.
pub(super) fn simulate(model: &NormalSpend, counts: &[usize], seed: u64) -> Vec<Vec<f64>> {
    let NormalSpend { mean, within, between } = *model;
    let customer = |(customer, count): (usize, &usize)| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed ^ CONTRIBUTIONS);
        rng.set_stream(customer as u64);
        let mut draw = |mean: f64, deviation: f64| {
            let deviate: f64 = StandardNormal.sample(&mut rng);
            mean + deviation * deviate
        };
        let own = draw(mean, between);
        (0..*count).map(|_| draw(own, within)).collect()
    };
    counts.par_iter().enumerate().map(customer).collect()
}
