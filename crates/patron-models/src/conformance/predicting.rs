//! Predictions.

use super::{extreme, is_whole, seen, simulated};
use crate::check::{assert_close, assert_relative};
use crate::history::History;
use crate::transaction::{Prediction, Terms, transaction_models};

fn terms(horizon: f64) -> Terms {
    Terms::with_annual_rate(horizon, 0.1, 52.18).unwrap()
}

fn assert_sensible(found: &Prediction) {
    for probability in [found.probability_alive, found.probability_return] {
        assert!((0.0..=1.0).contains(&probability), "{found:?}");
    }
    for number in [found.expected_purchases, found.discounted_purchases, found.purchase_rate, found.active_time()] {
        assert!(number.is_finite() && number >= 0.0, "{found:?}");
    }
    // The variance is a difference: rounding may leave it below zero by that much.
    assert!(found.purchase_variance >= -1e-12 * (1.0 + found.expected_purchases.powi(2)), "{found:?}");
    assert!(found.purchase_variance.is_finite() && found.gradient.iter().all(|slope| slope.is_finite()), "{found:?}");
    assert!(found.probability_return <= found.expected_purchases * (1.0 + 1e-12), "{found:?}");
    assert!(found.discounted_purchases <= found.expected_purchases * (1.0 + 1e-12), "{found:?}");
    let forever = found.discounted_purchases_forever.unwrap();
    assert!(forever.is_finite() && forever >= found.discounted_purchases * (1.0 - 1e-12), "{found:?}");
}

#[test]
fn extremes_are_finite_and_sensible() {
    for model in transaction_models() {
        for horizon in [0.0, 0.1, 52.0, 2609.0] {
            let predictor = model.predictor(model.published_parameters(), terms(horizon)).unwrap();
            for found in predictor.predict_all(&extreme(*model)) {
                assert_sensible(&found);
            }
        }
    }
}

#[test]
fn parameters_far_out_give_sensible_figures() {
    for model in transaction_models() {
        for i in (0..model.published_parameters().len()).filter(|i| !is_whole(*model, *i)) {
            for far in [1e-3, 1e3] {
                let mut parameters = model.published_parameters().to_vec();
                parameters[i] = far;
                let predictor = model.predictor(&parameters, terms(52.0)).unwrap();
                for history in extreme(*model).into_iter().filter(|history| history.frequency() < 200).step_by(2) {
                    let found = predictor.predict(&history);
                    assert_sensible(&found);
                    let none = predictor.count_probabilities(&history, 0)[0];
                    assert_close(1.0 - none, found.probability_return, 1e-11);
                }
            }
        }
    }
}

#[test]
fn a_horizon_of_zero_gives_zero() {
    for model in transaction_models() {
        let predictor = model.predictor(model.published_parameters(), terms(0.0)).unwrap();
        for history in extreme(*model) {
            let found = predictor.predict(&history);
            assert_eq!((found.probability_return, found.expected_purchases), (0.0, 0.0));
            assert_eq!((found.discounted_purchases, found.purchase_variance), (0.0, 0.0));
            assert_eq!(found.gradient.iter().map(|slope| slope.abs()).sum::<f64>(), 0.0);
            assert_eq!(predictor.expected_purchases(&history, &[0.0]), [0.0]);
            assert_close(predictor.count_probabilities(&history, 0)[0], 1.0, 1e-15);
        }
    }
}

#[test]
fn more_time_means_more_purchases() {
    for model in transaction_models() {
        for history in extreme(*model) {
            let horizons = [0.1, 1.0, 10.0, 52.0, 500.0];
            let at = horizons.map(|horizon| {
                model.predictor(model.published_parameters(), terms(horizon)).unwrap().predict(&history)
            });
            for pair in at.windows(2) {
                assert!(pair[1].expected_purchases >= pair[0].expected_purchases);
                assert!(pair[1].discounted_purchases >= pair[0].discounted_purchases);
                assert!(pair[1].probability_return >= pair[0].probability_return);
                // What is expected for ever does not depend on the horizon.
                let forever = |found: &Prediction| found.discounted_purchases_forever.unwrap();
                assert_close(forever(&pair[1]), forever(&pair[0]), 1e-10 * forever(&pair[0]));
            }
            let predictor = model.predictor(model.published_parameters(), terms(1.0)).unwrap();
            let curve = predictor.expected_purchases(&history, &horizons);
            for (point, found) in curve.iter().zip(&at) {
                assert_close(*point, found.expected_purchases, 1e-10 * found.expected_purchases);
            }
            assert!(predictor.expected_purchases(&history, &[-1.0, f64::NAN]).iter().all(|point| point.is_nan()));
        }
    }
}

#[test]
fn the_factors_multiply_to_the_whole() {
    for model in transaction_models() {
        let predictor = model.predictor(model.published_parameters(), terms(52.0)).unwrap();
        for history in extreme(*model) {
            let found = predictor.predict(&history);
            let product = found.purchase_rate * found.active_time() * found.discount_factor();
            assert_close(product, found.discounted_purchases, 1e-14 * found.discounted_purchases);
            let due = if model.remembers_the_last_purchase() { 1.0 } else { 0.0 };
            assert!(found.expected_purchases <= (found.purchase_rate * 52.0 + due) * (1.0 + 1e-9));
        }
    }
}

#[test]
fn the_count_distribution_has_the_moments_predicted() {
    for model in transaction_models() {
        let predictor = model.predictor(model.published_parameters(), terms(30.0)).unwrap();
        for history in simulated(*model, model.published_parameters(), 30, 2) {
            let found = predictor.predict(&history);
            let counts = crate::interval::count_distribution(predictor.as_ref(), &history);
            let over = |f: &dyn Fn(f64) -> f64| counts.iter().enumerate().map(|(n, p)| p * f(n as f64)).sum::<f64>();
            assert_close(over(&|_| 1.0), 1.0, 1e-10);
            assert_close(1.0 - counts[0], found.probability_return, 1e-12);
            assert_relative(over(&|n| n), found.expected_purchases, 1e-8);
            let variance = over(&|n| n * n) - found.expected_purchases.powi(2);
            assert_relative(variance, found.purchase_variance, 1e-6);
        }
    }
}

#[test]
fn the_gradient_of_predictions_equals_differences() {
    for model in transaction_models() {
        let published = model.published_parameters();
        let predictor = model.predictor(published, terms(52.0)).unwrap();
        for history in simulated(*model, published, 40, 4) {
            let found = predictor.predict(&history);
            for i in 0..published.len() {
                if is_whole(*model, i) {
                    assert_eq!(found.gradient[i], 0.0);
                    continue;
                }
                let moved = |step: f64| {
                    let mut moved = published.to_vec();
                    moved[i] *= 1.0 + step;
                    model.predictor(&moved, terms(52.0)).unwrap().predict(&history).discounted_purchases
                };
                let difference = (moved(1e-4) - moved(-1e-4)) / 2e-4;
                // The step squared, times a third derivative of the order of the value.
                assert_close(found.gradient[i] * published[i], difference, 3e-7 * found.discounted_purchases);
            }
            assert!(found.gradient[published.len()..].iter().all(|slope| *slope == 0.0));
        }
    }
}

#[test]
fn simulated_futures_agree_with_predictions() {
    for model in transaction_models() {
        let published = model.published_parameters();
        let ages: Vec<f64> = (0..20_000).map(|i| 10.0 + f64::from(i % 50)).collect();
        let longer: Vec<f64> = ages.iter().map(|age| age + 39.0).collect();
        let purchases = model.simulate(published, &longer, 11).unwrap();
        let histories: Vec<History> = purchases.iter().zip(&ages).map(|(times, age)| seen(times, *age)).collect();
        let predictor = model.predictor(published, Terms::new(39.0, 0.0).unwrap()).unwrap();
        let (mut expected, mut variance, mut actual, mut returning, mut returned) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for ((found, times), history) in predictor.predict_all(&histories).iter().zip(&purchases).zip(&histories) {
            let later = times.len() - history.frequency() as usize;
            expected += found.expected_purchases;
            variance += found.purchase_variance;
            returning += found.probability_return;
            actual += later as f64;
            returned += f64::from(u8::from(later > 0));
        }
        // Three and a half standard errors of a sum of independent customers.
        assert_close(actual, expected, 3.5 * variance.sqrt());
        assert_close(returned, returning, 3.5 * returning.sqrt());
    }
}

#[test]
fn without_discount_forever_is_not_asked() {
    for model in transaction_models() {
        let predictor = model.predictor(model.published_parameters(), Terms::new(10.0, 0.0).unwrap()).unwrap();
        let found = predictor.new_customer();
        assert_eq!(found.discounted_purchases_forever, None);
        assert_relative(found.discounted_purchases, found.expected_purchases, 1e-14);
    }
}
