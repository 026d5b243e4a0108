//! Simulated customers of both models.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Beta, Distribution, Exp1};
use rayon::prelude::*;

use super::Survival;
use crate::contractual::Tenure;
use crate::fit::ParameterError;

/// A tenure for each number of renewals due; one stream of the generator a customer.
///
/// (1 − θ)^(t^c) ≥ e^(−E) for as many t as are below (E / −ln(1 − θ))^(1/c), with E exponential.
pub(in crate::contractual) fn simulate(
    survival: &Survival,
    renewals: &[u32],
    seed: u64,
) -> Result<Vec<Tenure>, ParameterError> {
    let Survival { alpha, beta, c, .. } = *survival;
    let leaving =
        Beta::new(alpha, beta).map_err(|_| ParameterError::NotPositive { name: "alpha".to_owned(), value: alpha })?;
    let customer = |(customer, due): (usize, &u32)| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(customer as u64);
        let theta: f64 = leaving.sample(&mut rng);
        let wait: f64 = Exp1.sample(&mut rng);
        let made = (wait / -(-theta).ln_1p()).powf(1.0 / c);
        // Who never leaves has made infinitely many.
        if made >= f64::from(*due) {
            Tenure { renewals: *due, active: true }
        } else {
            Tenure { renewals: made as u32, active: false }
        }
    };
    Ok(renewals.par_iter().enumerate().map(customer).collect())
}
