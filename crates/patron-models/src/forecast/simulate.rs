//! Simulated purchases by period.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, Gamma, Poisson};
use rayon::prelude::*;

use super::PeriodicNbd;
use crate::fit::ParameterError;

/// Purchases of each customer's periods; one stream of the generator a customer.
pub(super) fn simulate(law: &PeriodicNbd, periods: &[u32], seed: u64) -> Result<Vec<Vec<u32>>, ParameterError> {
    let rates = Gamma::new(law.b, 1.0 / law.a)
        .map_err(|_| ParameterError::NotPositive { name: "b".to_owned(), value: law.b })?;
    let customer = |(customer, periods): (usize, &u32)| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(customer as u64);
        let rate: f64 = rates.sample(&mut rng);
        // A rate that has underflowed to zero never buys.
        let Ok(counts) = Poisson::new(rate) else { return vec![0; *periods as usize] };
        (0..*periods).map(|_| counts.sample(&mut rng) as u32).collect()
    };
    Ok(periods.par_iter().enumerate().map(customer).collect())
}
