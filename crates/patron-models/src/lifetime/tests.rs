//! Fits of models with a lifetime, far from the published parameters.

use crate::fit::FitError;
use crate::ggompertz_nbd::GgompertzNbd;
use crate::history::{History, Statistics};
use crate::pareto_nbd::ParetoNbd;
use crate::transaction::TransactionModel;

fn sample(model: &dyn TransactionModel, truth: &[f64], longest: f64) -> Statistics {
    let ages: Vec<f64> = (0..4000).map(|i| longest * (0.3 + 0.7 * f64::from(i % 70) / 69.0)).collect();
    let purchases = model.simulate(truth, &ages, 8).unwrap();
    let customers = purchases
        .iter()
        .zip(&ages)
        .map(|(times, age)| History::new(times.len() as u32, times.last().copied().unwrap_or(0.0), *age).unwrap());
    customers.collect()
}

/// A fit is a maximum at least as high as the truth, or a boundary as high that is named; it never just stops.
fn assert_fitted(model: &dyn TransactionModel, truth: &[f64], longest: f64) {
    let statistics = sample(model, truth, longest);
    let at_truth = model.log_likelihood(truth, &statistics).unwrap().0;
    let reached = match model.fit(&statistics) {
        Ok(fit) => {
            assert!(fit.converged && fit.standard_errors.values().iter().all(|error| error.is_finite()), "{truth:?}");
            fit.log_likelihood
        }
        Err(FitError::Boundary { stopped_at, .. }) => stopped_at.log_likelihood,
        Err(other) => panic!("{} {truth:?}: {other}", model.name()),
    };
    assert!(reached >= at_truth - 0.01, "{} {truth:?}: {reached} below {at_truth}", model.name());
}

#[test]
fn pareto_nbd_is_fitted_wherever_the_truth_is() {
    for (truth, longest) in [
        ([0.05, 2.0, 0.3, 5.0], 100.0),
        ([8.0, 4.0, 3.0, 60.0], 100.0),
        ([0.8, 200.0, 0.5, 300.0], 1500.0),
        ([3.0, 0.2, 0.4, 2.0], 20.0),
        ([1.0, 10.0, 0.05, 100.0], 52.0),
        ([0.5, 0.01, 2.0, 0.3], 1.0),
        ([1.0, 10.0, 0.2, 0.01], 52.0),
    ] {
        assert_fitted(&ParetoNbd, &truth, longest);
    }
}

#[test]
fn ggompertz_nbd_is_fitted_wherever_the_truth_is() {
    for (truth, longest) in [
        ([0.6, 45.0, 5.0, 0.004, 0.8], 730.0),
        ([3.0, 4.0, 300.0, 0.08, 2.0], 100.0),
        ([0.8, 10.0, 0.5, 0.05, 0.2], 100.0),
        ([1.5, 3.0, 50.0, 2.0, 0.5], 10.0),
        ([1.0, 10.0, 0.001, 0.0001, 0.6], 52.0),
    ] {
        assert_fitted(&GgompertzNbd, &truth, longest);
    }
}
