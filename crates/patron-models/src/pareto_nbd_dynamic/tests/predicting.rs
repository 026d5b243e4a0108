//! Predictions.

use super::super::{DynamicPrediction, DynamicSampleBuilder, history};
use super::{NAMES, TRUTH, collect, model, simulated};
use crate::check::{assert_close, assert_relative};
use crate::covariates::SpendOfCustomers;
use crate::pareto_nbd::ParetoNbd;
use crate::transaction::{Terms, TransactionModel};

fn terms() -> Terms {
    Terms::with_annual_rate(52.0, 0.1, 52.18).unwrap()
}

#[test]
fn coefficients_of_zero_are_pareto_nbd() {
    let rows = simulated(&TRUTH, 200, 11);
    let zero = [&TRUTH[..4], &[0.0; 3]].concat();
    let found = model().predict_all(&zero, terms(), &collect(&rows)).unwrap();
    let counts = model().count_probabilities(&zero, terms(), &collect(&rows), 12).unwrap();
    let base = ParetoNbd.predictor(&TRUTH[..4], terms()).unwrap();
    for ((row, found), counts) in rows.iter().zip(&found).zip(&counts) {
        let history = history(&row.0, row.1).unwrap();
        let (figures, expected) = (found.figures, base.predict(&history));
        for (found, expected) in [
            (figures.probability_alive, expected.probability_alive),
            (figures.probability_return, expected.probability_return),
            (figures.expected_purchases, expected.expected_purchases),
            (figures.purchase_variance, expected.purchase_variance),
            (figures.discounted_purchases, expected.discounted_purchases),
            (figures.purchase_rate, expected.purchase_rate),
        ] {
            assert_relative(found, expected, 1e-10);
        }
        for (found, expected) in found.gradient.iter().zip(&expected.gradient[..4]) {
            assert_close(*found, *expected, 1e-9 * (1.0 + expected.abs()));
        }
        for (found, expected) in counts.iter().zip(base.count_probabilities(&history, 12)) {
            // These figures stay the same with panels of a third; the other's leave that much.
            assert_close(*found, expected, 1e-9);
        }
    }
}

#[test]
fn the_gradient_equals_differences() {
    let sample = collect(&simulated(&TRUTH, 40, 12));
    let at = |parameters: &[f64]| model().predict_all(parameters, terms(), &sample).unwrap();
    let found = at(&TRUTH);
    for i in 0..TRUTH.len() {
        let step = 1e-5 * TRUTH[i].abs();
        let moved = |by: f64| {
            let mut moved = TRUTH;
            moved[i] += by;
            at(&moved)
        };
        for ((found, above), below) in found.iter().zip(moved(step)).zip(moved(-step)) {
            let discounted = |of: &DynamicPrediction| of.figures.discounted_purchases;
            let slope = (discounted(&above) - discounted(&below)) / (2.0 * step);
            let size = discounted(found) / TRUTH[i].abs();
            assert_close(found.gradient[i], slope, 1e-6 * slope.abs() + 1e-8 * size);
        }
    }
}

#[test]
fn totals_hold_the_uncertainty_of_all_parameters() {
    let fit = model().fit(&collect(&simulated(&TRUTH, 3000, 17))).unwrap();
    let rows = simulated(&TRUTH, 300, 18);
    let sample = collect(&rows);
    let (values, total) = model().residual_values(&fit, terms(), &sample, None).unwrap();
    let found = model().predict_all(&fit.parameters.values(), terms(), &sample).unwrap();
    for (value, found) in values.iter().zip(&found) {
        assert_relative(value.mean, found.figures.discounted_purchases, 1e-14);
        assert!(value.interval.low <= value.interval.high && value.variance >= 0.0);
    }
    for (i, slope) in total.transaction_gradient.iter().enumerate() {
        assert_close(*slope, found.iter().map(|found| found.gradient[i]).sum(), 1e-9 * (1.0 + slope.abs()));
    }
    let certain = crate::fit::Fit { covariance: Vec::new(), ..fit.clone() };
    let (wide, narrow) = (total.interval(&fit, None), total.interval(&certain, None));
    assert!(wide.low < narrow.low && narrow.low < total.mean && total.mean < narrow.high && narrow.high < wide.high);
    let error = model().residual_values(&certain, terms(), &sample, None).unwrap_err();
    assert_eq!(error.code(), "fit-without-covariance");
    // Gamma-Gamma joins in: amounts of 30 on average.
    use crate::gamma_gamma::{GammaGamma, SpendHistory};
    let counts: Vec<usize> = rows.iter().map(|row| row.0.len()).collect();
    let amounts = GammaGamma::new(&[6.0, 4.0, 15.0]).unwrap().simulate(&counts, 3).unwrap();
    let mean = |spent: &Vec<f64>| spent.iter().sum::<f64>() / spent.len().max(1) as f64;
    let histories: Vec<_> =
        amounts.iter().map(|spent| SpendHistory::new(spent.len() as u32, mean(spent)).ok()).collect();
    let of_spend = GammaGamma::fit(&histories.iter().flatten().copied().collect()).unwrap();
    let spend = SpendOfCustomers::without_covariates(&of_spend, &histories).unwrap();
    let (values, with_spend) = model().residual_values(&fit, terms(), &sample, Some(&spend)).unwrap();
    for ((value, found), law) in values.iter().zip(&found).zip(spend.laws()) {
        assert_relative(value.mean, found.figures.discounted_purchases * law.expected().unwrap(), 1e-13);
    }
    assert_eq!(with_spend.spend_gradient.len(), 3);
}

#[test]
fn counts_have_the_moments_and_the_chance_of_none() {
    let sample = collect(&simulated(&TRUTH, 60, 13));
    let short = Terms::new(26.0, 0.0).unwrap();
    let counts = model().count_probabilities(&TRUTH, short, &sample, 400).unwrap();
    for (found, counts) in model().predict_all(&TRUTH, short, &sample).unwrap().iter().zip(counts) {
        let moment = |of: &dyn Fn(f64) -> f64| -> f64 {
            counts.iter().enumerate().map(|(n, probability)| of(n as f64) * probability).sum()
        };
        let mean = found.figures.expected_purchases;
        assert_close(moment(&|_| 1.0), 1.0, 1e-10);
        assert_close(counts[0], 1.0 - found.figures.probability_return, 1e-11);
        assert_close(moment(&|n| n), mean, 1e-9 * (1.0 + mean));
        assert_close(moment(&|n| n * n) - mean * mean, found.figures.purchase_variance, 1e-8 * (1.0 + mean * mean));
        let factors = found.figures.purchase_rate * found.figures.active_time() * found.figures.discount_factor();
        assert_close(factors, found.figures.discounted_purchases, 1e-12 * (1.0 + mean));
    }
}

#[test]
fn what_is_expected_is_what_simulated_customers_do() {
    // Half of the time observed, the other half predicted.
    let whole = simulated(&TRUTH, 8000, 14);
    let mut bought = 0.0;
    let observed: Vec<_> = whole
        .iter()
        .map(|(purchases, _, starts, values, until)| {
            let seen: Vec<f64> = purchases.iter().copied().filter(|time| *time <= 10.0).collect();
            bought += purchases.iter().filter(|time| **time > 10.0 && **time <= 20.0).count() as f64;
            (seen, 10.0, starts.clone(), values.clone(), *until)
        })
        .collect();
    let found = model().predict_all(&TRUTH, Terms::new(10.0, 0.0).unwrap(), &collect(&observed)).unwrap();
    let expected: f64 = found.iter().map(|found| found.figures.expected_purchases).sum();
    let variance: f64 = found.iter().map(|found| found.figures.purchase_variance).sum();
    assert!((bought - expected).abs() < 3.5 * variance.sqrt(), "{bought}, expected {expected} ± {}", variance.sqrt());
    assert!(variance.sqrt() < 0.03 * expected);
}

#[test]
fn a_horizon_of_zero_gives_zero() {
    let sample = collect(&simulated(&TRUTH, 30, 15));
    for found in model().predict_all(&TRUTH, Terms::new(0.0, 0.01).unwrap(), &sample).unwrap() {
        let figures = found.figures;
        assert_eq!(
            (figures.expected_purchases, figures.probability_return, figures.discounted_purchases),
            (0.0, 0.0, 0.0)
        );
        assert!(found.gradient.iter().all(|slope| *slope == 0.0) && figures.purchase_rate > 0.0);
    }
}

#[test]
fn extremes_are_finite() {
    let many: Vec<f64> = (1..=5000).map(|i| f64::from(i) * 0.5).collect();
    for parameters in [TRUTH, [1e-3, 8.0, 0.7, 12.0, 3.0, -4.0, 0.4], [1e3, 1e-3, 1e-3, 1e3, -9.0, 9.0, 2.0]] {
        let mut builder = DynamicSampleBuilder::new(NAMES).unwrap();
        for (purchases, age) in [(&[][..], 0.0), (&[], 2609.0), (&[1e-6], 2609.0), (&many, 2500.0), (&many, 2609.0)] {
            let values = [vec![0.0, 1.0], vec![1.0, 1.0], vec![0.0, -1.0]];
            builder.push(purchases, age, &[0.0, 1.0, 900.0], &values, 6000.0).unwrap();
        }
        let sample = builder.finish();
        let (value, gradient) = model().log_likelihood(&parameters, &sample).unwrap();
        assert!(value.is_finite() && gradient.iter().all(|slope| slope.is_finite()), "{value} {gradient:?}");
        for found in model().predict_all(&parameters, Terms::new(2609.0, 0.002).unwrap(), &sample).unwrap() {
            let figures = found.figures;
            assert!((0.0..=1.0).contains(&figures.probability_alive), "{figures:?}");
            assert!((0.0..=1.0).contains(&figures.probability_return), "{figures:?}");
            assert!(figures.expected_purchases.is_finite() && figures.discounted_purchases >= 0.0, "{figures:?}");
            assert!(found.gradient.iter().all(|slope| slope.is_finite()), "{found:?}");
        }
    }
}
