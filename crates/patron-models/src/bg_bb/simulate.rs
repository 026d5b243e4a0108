//! Simulated customers of BG/BB.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rand_distr::{Beta, Distribution};
use rayon::prelude::*;

use super::Parameters;
use crate::fit::ParameterError;

/// Times of the repeat purchases of a customer for each age, at the whole opportunities up to it; one stream of the
/// generator a customer.
pub(super) fn simulate(parameters: &Parameters, ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
    const NAME: &str = "the age of a customer";
    for age in ages {
        if !(age.is_finite() && *age >= 0.0) {
            return Err(ParameterError::NotATime { name: NAME, value: *age });
        }
        if *age > super::MOST {
            return Err(ParameterError::TooFar { name: NAME, value: *age, most: super::MOST });
        }
    }
    let Parameters { alpha, beta, gamma, delta } = *parameters;
    let unusable = |name: &str, value: f64| ParameterError::NotPositive { name: name.to_owned(), value };
    let buying = Beta::new(alpha, beta).map_err(|_| unusable("alpha", alpha))?;
    let stopping = Beta::new(gamma, delta).map_err(|_| unusable("gamma", gamma))?;
    let customer = |(customer, age): (usize, &f64)| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(customer as u64);
        let (p, theta): (f64, f64) = (buying.sample(&mut rng), stopping.sample(&mut rng));
        let mut purchases = Vec::new();
        for opportunity in 1..=*age as u32 {
            // One stops before an opportunity, not after it.
            if rng.random::<f64>() < theta {
                break;
            }
            if rng.random::<f64>() < p {
                purchases.push(f64::from(opportunity));
            }
        }
        purchases
    };
    Ok(ages.par_iter().enumerate().map(customer).collect())
}
