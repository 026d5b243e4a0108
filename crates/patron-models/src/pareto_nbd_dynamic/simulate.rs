//! Simulated customers.

use rand_distr::{Distribution, Exp1, Gamma};

use super::customer::DynamicSample;
use super::exposure::pace;
use super::prepared::{Layout, Stretch};
use crate::covariates::{CovariateError, Design};
use crate::fit::ParameterError;
use crate::transaction::simulate_each;

/// Times of the repeat purchases of a customer for each of a sample.
pub(super) fn simulate(
    design: &Design,
    parameters: &[f64],
    sample: &DynamicSample,
    seed: u64,
) -> Result<Vec<Vec<f64>>, CovariateError> {
    design.check(parameters)?;
    let layout = Layout::new(design, sample)?;
    let at = layout.point(parameters);
    let gamma = |name: &str, shape: f64, rate: f64| {
        let unusable = |_| ParameterError::NotPositive { name: name.to_owned(), value: shape };
        Gamma::new(shape, 1.0 / rate).map_err(unusable)
    };
    let (rates, hazards) = (gamma("r", at.r, at.alpha)?, gamma("s", at.s, at.beta)?);
    let places: Vec<f64> = (0..sample.len()).map(|i| i as f64).collect();
    let drawn = simulate_each(&places, seed, |stream, place| {
        let Some(customer) = sample.customers().get(place as usize) else { return Vec::new() };
        let stretches = layout.stretches(customer, 0.0, customer.age, None);
        let rate: f64 = rates.sample(stream);
        let hazard: f64 = hazards.sample(stream);
        let life: f64 = Exp1.sample(stream);
        let end = reached(&stretches, |stretch| pace(&at.lives, &stretch.lives), life / hazard);
        let mut purchases = Vec::new();
        let mut exposure = 0.0;
        loop {
            let wait: f64 = Exp1.sample(stream);
            exposure += wait / rate;
            let time = reached(&stretches, |stretch| pace(&at.rates, &stretch.rates), exposure);
            // A rate that has underflowed to zero never buys.
            if !(time <= end && time <= customer.age) {
                return purchases;
            }
            purchases.push(time);
        }
    })?;
    Ok(drawn)
}

/// When an exposure is reached; infinite where it is not.
fn reached(stretches: &[Stretch], pace: impl Fn(&Stretch) -> f64, exposure: f64) -> f64 {
    let mut left = exposure;
    for stretch in stretches {
        let pace = pace(stretch);
        if left <= pace * stretch.time() {
            return stretch.from + left / pace;
        }
        left -= pace * stretch.time();
    }
    f64::INFINITY
}
