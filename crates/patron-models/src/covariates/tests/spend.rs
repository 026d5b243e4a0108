//! Gamma-Gamma with covariates.

use super::super::{CovariateSample, CovariateSampleBuilder, CovariateSpend};
use super::{NAMES, covariates};
use crate::check::{assert_close, assert_relative};
use crate::fit::FitError;
use crate::gamma_gamma::{GammaGamma, SpendHistory, SpendStatistics};

const TRUTH: [f64; 5] = [6.25, 3.74, 15.44, 0.4, -0.25];

fn model() -> CovariateSpend {
    CovariateSpend::new(NAMES).unwrap()
}

fn simulated(customers: u32, seed: u64) -> Vec<(SpendHistory, [f64; 2])> {
    let counts: Vec<usize> = (0..customers).map(|i| 1 + i as usize % 5).collect();
    let amounts = GammaGamma::new(&TRUTH[..3]).unwrap().simulate(&counts, seed).unwrap();
    let spent = |(i, amounts): (u32, &Vec<f64>)| {
        let z = covariates(i);
        // A scale is a factor of every amount.
        let factor = (TRUTH[3] * z[0] + TRUTH[4] * z[1]).exp();
        let mean = factor * amounts.iter().sum::<f64>() / amounts.len() as f64;
        (SpendHistory::new(amounts.len() as u32, mean).unwrap(), z)
    };
    (0..customers).zip(&amounts).map(spent).collect()
}

fn collect<T>(rows: impl IntoIterator<Item = (T, [f64; 2])>) -> CovariateSample<T> {
    super::collect(rows)
}

#[test]
fn coefficients_are_given_back() {
    let sample = collect(simulated(20_000, 21));
    let fit = model().fit(&sample).unwrap();
    for ((name, estimate), truth) in fit.parameters.iter().zip(TRUTH) {
        let error = fit.standard_errors.get(name).unwrap();
        assert!((estimate - truth).abs() < 3.5 * error && error < truth.abs(), "{name}: {estimate} ± {error}");
    }
    assert_eq!(fit.parameters.iter().nth(3).unwrap().0, "spend.Channel");
    assert!(fit.log_likelihood >= model().log_likelihood(&TRUTH, &sample).unwrap().0);
}

#[test]
fn the_likelihood_is_that_of_amounts_over_their_factor() {
    // A change of unit: ln f(m) = ln f₀(m/c) − ln c for the mean of a customer.
    let rows = simulated(200, 22);
    let (value, gradient) = model().log_likelihood(&TRUTH, &collect(rows.clone())).unwrap();
    let factor = |z: &[f64; 2]| TRUTH[3] * z[0] + TRUTH[4] * z[1];
    let plain = |(spend, z): &(SpendHistory, [f64; 2])| {
        SpendHistory::new(spend.frequency(), spend.mean() / factor(z).exp()).unwrap()
    };
    let statistics: SpendStatistics = rows.iter().map(plain).collect();
    let of_plain = GammaGamma::new(&TRUTH[..3]).unwrap().log_likelihood(&statistics).0;
    assert_relative(value, of_plain - rows.iter().map(|(_, z)| factor(z)).sum::<f64>(), 1e-12);
    for (i, slope) in gradient.iter().enumerate() {
        let moved = |step: f64| {
            let mut moved = TRUTH;
            moved[i] += step;
            model().log_likelihood(&moved, &collect(rows.clone())).unwrap().0
        };
        let difference = (moved(1e-5) - moved(-1e-5)) / 2e-5;
        assert_close(*slope, difference, 1e-6 + 1e-7 * slope.abs());
    }
}

#[test]
fn the_spend_of_a_customer_is_that_at_the_own_scale() {
    let rows = simulated(3000, 23);
    let fit = model().fit(&collect(rows.clone())).unwrap();
    let parameters = fit.parameters.values();
    let asked = rows.iter().take(40).enumerate().map(|(i, (spend, z))| ((i % 3 > 0).then_some(*spend), *z));
    let asked: Vec<_> = asked.collect();
    let spend = model().of_customers(&fit, &collect(asked.clone())).unwrap();
    assert_eq!((spend.len(), spend.is_empty()), (40, false));
    for ((history, z), law) in asked.iter().zip(spend.laws()) {
        let own = model().at(&parameters, z).unwrap();
        assert_eq!(*law, own.spend(history.as_ref()));
        let gamma = parameters[2] * (parameters[3] * z[0] + parameters[4] * z[1]).exp();
        let by_hand = GammaGamma::new(&[parameters[0], parameters[1], gamma]).unwrap();
        assert_relative(law.expected().unwrap(), by_hand.spend(history.as_ref()).expected().unwrap(), 1e-13);
    }
}

#[test]
fn samples_that_say_nothing_are_refused() {
    let alike = |i: u32| (SpendHistory::new(2, 10.0).unwrap(), covariates(i));
    assert_eq!(model().fit(&collect((0..50).map(alike))).unwrap_err().code(), "fit-no-variation");
    assert_eq!(model().fit(&collect((0..5).map(alike))).unwrap_err().code(), "fit-too-few-customers");
    let mut builder = CovariateSampleBuilder::new(NAMES).unwrap();
    simulated(100, 24).iter().for_each(|(spend, z)| builder.push(*spend, &[z[0], 4.0]).unwrap());
    let error = model().fit(&builder.finish()).unwrap_err();
    assert!(matches!(error, FitError::Covariates(_)), "{error}");
}
