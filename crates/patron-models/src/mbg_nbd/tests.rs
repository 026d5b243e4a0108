//! MBG/NBD against high-precision values of its formulas.

mod reference;

use reference::{FUTURES, PUBLISHED};

use super::MbgNbd;
use crate::bg_nbd::BgNbd;
use crate::bg_nbd::tests::reference::DISCOUNT;
use crate::check::{assert_close, assert_relative};
use crate::fit::FitError;
use crate::history::{History, Statistics};
use crate::transaction::{Terms, TransactionModel};

fn history(x: u32, t_x: f64, age: f64) -> History {
    History::new(x, t_x, age).unwrap()
}

#[test]
fn likelihood_alive_and_expectation_of_named_customers() {
    for set in PUBLISHED {
        let predictor = MbgNbd.predictor(&set.parameters, Terms::new(set.horizon, 0.0).unwrap()).unwrap();
        for (x, t_x_days, age_days, ll, alive, in_four, in_horizon) in set.customers {
            let customer = history(*x, t_x_days / 7.0, age_days / 7.0);
            let sample: Statistics = [customer].into_iter().collect();
            assert_relative(MbgNbd.log_likelihood(&set.parameters, &sample).unwrap().0, *ll, 1e-13);
            let prediction = predictor.predict(&customer);
            assert_relative(prediction.probability_alive, *alive, 1e-12);
            assert_relative(prediction.expected_purchases, *in_horizon, 1e-11);
            assert_relative(predictor.expected_purchases(&customer, &[4.0])[0], *in_four, 1e-11);
        }
    }
}

#[test]
fn expectation_and_distribution_of_new_customers() {
    for set in PUBLISHED {
        let predictor = MbgNbd.predictor(&set.parameters, Terms::new(set.horizon, 0.0).unwrap()).unwrap();
        for (time, expected) in set.expectation {
            assert_relative(predictor.expected_purchases(&History::NEW, &[*time])[0], *expected, 1e-11);
        }
        for (time, n, probability) in set.pmf {
            let predictor = MbgNbd.predictor(&set.parameters, Terms::new(*time, 0.0).unwrap()).unwrap();
            assert_relative(predictor.count_probabilities(&History::NEW, 25)[*n], *probability, 1e-11);
        }
    }
}

#[test]
fn futures_match_high_precision_quadrature() {
    for (parameters, (x, t_x, age), values, gradient) in FUTURES {
        let predictor = MbgNbd.predictor(parameters, Terms::new(52.0, DISCOUNT).unwrap()).unwrap();
        let found = predictor.predict(&history(*x, *t_x, *age));
        let [returns, expected, variance, discounted, forever] = *values;
        assert_relative(found.probability_return, returns, 1e-10);
        assert_relative(found.expected_purchases, expected, 1e-10);
        assert_relative(found.purchase_variance, variance, 1e-10);
        assert_relative(found.discounted_purchases, discounted, 1e-10);
        assert_relative(found.discounted_purchases_forever.unwrap(), forever, 1e-10);
        let size = gradient.iter().zip(parameters).map(|(slope, p)| (slope * p).abs()).fold(0.0, f64::max);
        for (i, slope) in gradient.iter().enumerate() {
            // A slope may be a small difference of larger ones: digits relative to the largest.
            assert_close(found.gradient[i] * parameters[i], slope * parameters[i], 1e-9 * size);
        }
    }
}

#[test]
fn one_time_buyers_may_be_gone() {
    // P(alive) falls with silence from b/(a+b) on; in BG/NBD it is 1 whatever the silence.
    let [r, alpha, a, b] = [0.525, 6.183, 0.891, 1.614];
    let terms = Terms::new(52.0, 0.0).unwrap();
    let alive = |model: &dyn TransactionModel, age: f64| {
        model.predictor(&[r, alpha, a, b], terms).unwrap().predict(&history(0, 0.0, age)).probability_alive
    };
    assert_relative(alive(&MbgNbd, 0.0), b / (a + b), 1e-14);
    assert_relative(alive(&MbgNbd, 30.0), 1.0 / (1.0 + a / b * (36.183_f64 / 6.183).powf(r)), 1e-14);
    assert_close(alive(&BgNbd, 30.0), 1.0, 0.0);
}

#[test]
fn customers_who_never_stop_run_to_a_boundary_and_it_is_named() {
    // Evenly spaced purchases to the very end: nobody has stopped.
    let one = |i: u32| history(1 + (i * 7919) % 9, 52.0, 52.0);
    let error = MbgNbd.fit(&(0..2000_u32).map(one).collect()).unwrap_err();
    assert!(matches!(error, FitError::Boundary { .. }), "{error}");
    assert!(error.to_string().ends_with("hardly any customer ever stops buying"), "{error}");
}
