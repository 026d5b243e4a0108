//! What every renewal model must do, asked of every model in the registry.

use super::{RenewalModel, RenewalStatistics, RenewalStatisticsBuilder, RenewalTerms, Tenure, renewal_models};
use crate::check::{assert_close, assert_relative};

fn simulated(model: &dyn RenewalModel, customers: u32, seed: u64) -> Vec<Tenure> {
    let due: Vec<u32> = (0..customers).map(|i| 3 + i % 20).collect();
    model.simulate(model.published_parameters(), &due, seed).unwrap()
}

fn statistics(tenures: &[Tenure], weight: f64) -> RenewalStatistics {
    let mut builder = RenewalStatisticsBuilder::default();
    for tenure in tenures {
        builder.push(*tenure, weight).unwrap();
    }
    builder.finish()
}

#[test]
fn the_gradient_equals_differences() {
    for model in renewal_models() {
        let sample = statistics(&simulated(*model, 400, 5), 1.0);
        for factor in [1.0, 0.4, 2.5] {
            let at: Vec<f64> = model.published_parameters().iter().map(|parameter| parameter * factor).collect();
            let (value, gradient) = model.log_likelihood(&at, &sample).unwrap();
            for (i, slope) in gradient.iter().enumerate() {
                let moved = |step: f64| {
                    let mut moved = at.clone();
                    moved[i] *= 1.0 + step;
                    model.log_likelihood(&moved, &sample).unwrap().0
                };
                let difference = (moved(1e-5) - moved(-1e-5)) / (2e-5 * at[i]);
                // Rounding of the value over the step, and the third derivative times its square.
                assert_close(*slope, difference, 1e-9 * value.abs() / at[i] + 1e-7 * slope.abs());
            }
        }
    }
}

#[test]
fn row_order_does_not_matter_and_weights_are_repetition() {
    for model in renewal_models() {
        let tenures = simulated(*model, 300, 5);
        let backward: Vec<Tenure> = tenures.iter().rev().copied().collect();
        let value = |sample: &RenewalStatistics| model.log_likelihood(model.published_parameters(), sample).unwrap();
        assert_eq!(statistics(&tenures, 1.0), statistics(&backward, 1.0));
        let thrice: Vec<Tenure> = tenures.iter().flat_map(|tenure| [*tenure; 3]).collect();
        assert_eq!(value(&statistics(&tenures, 3.0)), value(&statistics(&thrice, 1.0)));
        assert_relative(value(&statistics(&thrice, 1.0)).0, 3.0 * value(&statistics(&tenures, 1.0)).0, 1e-12);
    }
}

#[test]
fn the_likelihood_is_the_probability_of_what_was_seen() {
    for model in renewal_models() {
        let parameters = model.published_parameters();
        let predictor = model.predictor(parameters, RenewalTerms::new(0, 0.0).unwrap()).unwrap();
        for (renewals, active) in [(0, false), (4, false), (1, true), (9, true), (30, false)] {
            let there = predictor.survival(renewals);
            let probability = if active { there } else { there - predictor.survival(renewals + 1) };
            let sample = statistics(&[Tenure { renewals, active }], 1.0);
            assert_relative(model.log_likelihood(parameters, &sample).unwrap().0, probability.ln(), 1e-12);
        }
    }
}

#[test]
fn a_simulated_sample_gives_its_parameters_back() {
    for model in renewal_models() {
        let truth = model.published_parameters();
        let sample = statistics(&simulated(*model, 50_000, 7), 1.0);
        let fit = model.fit(&sample).unwrap();
        assert!(fit.converged && fit.model == model.name() && fit.customers == 50_000.0);
        for ((name, estimate), truth) in fit.parameters.iter().zip(truth) {
            let error = fit.standard_errors.get(name).unwrap();
            assert!((estimate - truth).abs() < 3.5 * error, "{} {name}: {estimate} ± {error}", model.name());
            // Standard errors that are all too wide would pass the line above.
            assert!(error < 0.5 * truth, "{} {name}: {estimate} ± {error}", model.name());
        }
        assert!(fit.log_likelihood >= model.log_likelihood(truth, &sample).unwrap().0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(pool.install(|| simulated(*model, 500, 7)), simulated(*model, 500, 7));
    }
}

#[test]
fn simulated_lifetimes_agree_with_predictions() {
    for model in renewal_models() {
        let (payments, discount) = (15_u32, 0.05_f64);
        let predictor =
            model.predictor(model.published_parameters(), RenewalTerms::new(payments, discount).unwrap()).unwrap();
        let tenures = model.simulate(model.published_parameters(), &[40; 40_000], 13).unwrap();
        for given in [None, Some(0), Some(5)] {
            let found = given.map_or_else(|| predictor.new_customer(), |renewals| predictor.residual(renewals));
            let first = given.map_or(0, |renewals| renewals + 1);
            let present = |tenure: &Tenure| -> f64 {
                (0..payments).filter(|k| first + k <= tenure.renewals).map(|k| (-discount * f64::from(k)).exp()).sum()
            };
            let sums: Vec<f64> =
                tenures.iter().filter(|tenure| tenure.renewals >= given.unwrap_or(0)).map(present).collect();
            let n = sums.len() as f64;
            let mean = sums.iter().sum::<f64>() / n;
            let variance = sums.iter().map(|sum| (sum - mean).powi(2)).sum::<f64>() / n;
            // Three and a half standard errors of a mean; of a variance of bounded sums, a few per cent.
            assert_close(mean, found.discounted_payments, 3.5 * (found.variance / n).sqrt());
            assert_relative(variance, found.variance, 0.04);
        }
    }
}

#[test]
fn a_horizon_of_none_gives_none_and_more_payments_give_more() {
    for model in renewal_models() {
        for renewals in [0, 3, 5000] {
            let at = [0, 1, 5, 40].map(|payments| {
                let terms = RenewalTerms::new(payments, 0.02).unwrap();
                model.predictor(model.published_parameters(), terms).unwrap().residual(renewals)
            });
            assert_eq!((at[0].expected_payments, at[0].discounted_payments, at[0].variance), (0.0, 0.0, 0.0));
            assert_eq!((at[0].probability_all, at[0].gradient), (1.0, [0.0; 6]));
            assert_relative(at[1].expected_payments, at[1].probability_next, 1e-13);
            for pair in at.windows(2) {
                assert!(pair[1].expected_payments > pair[0].expected_payments);
                assert!(pair[1].discounted_payments > pair[0].discounted_payments);
                assert!(pair[1].probability_all < pair[0].probability_all);
                assert_eq!(pair[1].discounted_forever, pair[0].discounted_forever);
            }
        }
        let predictor = model.predictor(model.published_parameters(), RenewalTerms::new(5, 0.0).unwrap()).unwrap();
        assert_eq!(predictor.residual(2).discounted_forever, None);
        for renewal in 1..300 {
            assert!(predictor.survival(renewal) < predictor.survival(renewal - 1));
        }
    }
}

#[test]
fn the_gradient_of_lifetimes_equals_differences() {
    for model in renewal_models() {
        let published = model.published_parameters();
        let terms = RenewalTerms::new(24, 0.03).unwrap();
        for renewals in [0, 2, 30] {
            let at = |parameters: &[f64]| model.predictor(parameters, terms).unwrap().residual(renewals);
            let found = at(published);
            for i in 0..published.len() {
                let moved = |step: f64| {
                    let mut moved = published.to_vec();
                    moved[i] *= 1.0 + step;
                    at(&moved)
                };
                let (above, below) = (moved(1e-4), moved(-1e-4));
                // The step squared, times a third derivative of the order of the value.
                let within = (above.discounted_payments - below.discounted_payments) / 2e-4;
                assert_close(found.gradient[i] * published[i], within, 1e-6);
                let forever = (above.discounted_forever.unwrap() - below.discounted_forever.unwrap()) / 2e-4;
                assert_close(found.gradient_forever[i] * published[i], forever, 3e-6);
            }
            assert!(found.gradient[published.len()..].iter().all(|slope| *slope == 0.0));
        }
    }
}

#[test]
fn tables_that_say_nothing_are_refused_with_a_reason() {
    let stays = vec![Tenure { renewals: 5, active: true }; 50];
    let leaves = vec![Tenure { renewals: 0, active: false }; 50];
    let one_year: Vec<Tenure> = (0..50).map(|i| Tenure { renewals: i % 2, active: i % 2 == 1 }).collect();
    let few = vec![Tenure { renewals: 1, active: false }; 5];
    for model in renewal_models() {
        for (tenures, code) in [
            (&stays, "fit-nobody-leaves"),
            (&leaves, "fit-nobody-renews"),
            (&one_year, "fit-too-few-periods"),
            (&few, "fit-too-few-customers"),
            (&Vec::new(), "fit-too-few-customers"),
        ] {
            let error = model.fit(&statistics(tenures, 1.0)).unwrap_err();
            assert_eq!(error.code(), code);
            assert!(error.to_string().contains("expected") && !error.hint().is_empty());
            assert!(!error.values().is_empty());
        }
    }
}

#[test]
fn parameters_are_checked() {
    let terms = RenewalTerms::new(1, 0.1).unwrap();
    for model in renewal_models() {
        let published = model.published_parameters();
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            for i in 0..published.len() {
                let mut parameters = published.to_vec();
                parameters[i] = bad;
                assert!(model.log_likelihood(&parameters, &RenewalStatistics::default()).is_err());
                assert!(model.predictor(&parameters, terms).is_err());
                assert!(model.simulate(&parameters, &[1], 1).is_err());
            }
        }
        assert!(model.check(&published[1..]).is_err());
    }
}
