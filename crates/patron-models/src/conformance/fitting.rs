//! Likelihoods and fits.

use super::{is_whole, statistics};
use crate::check::{assert_close, assert_relative};
use crate::history::{History, Statistics, StatisticsBuilder};
use crate::transaction::{Clock, TransactionModel, transaction_models};

fn sample(model: &dyn TransactionModel, customers: u32) -> Statistics {
    statistics(&super::sample(model, model.published_parameters(), customers, 5))
}

#[test]
fn the_gradient_equals_differences() {
    for model in transaction_models() {
        let statistics = sample(*model, 400);
        let published = model.published_parameters();
        for factor in [1.0, 0.4, 2.5] {
            let scaled =
                |(i, parameter): (usize, &f64)| if is_whole(*model, i) { *parameter } else { parameter * factor };
            let at: Vec<f64> = published.iter().enumerate().map(scaled).collect();
            let (value, gradient) = model.log_likelihood(&at, &statistics).unwrap();
            for (i, slope) in gradient.iter().enumerate() {
                if is_whole(*model, i) {
                    assert_eq!(*slope, 0.0);
                    continue;
                }
                let moved = |step: f64| {
                    let mut moved = at.clone();
                    moved[i] *= 1.0 + step;
                    model.log_likelihood(&moved, &statistics).unwrap().0
                };
                let difference = (moved(1e-5) - moved(-1e-5)) / (2e-5 * at[i]);
                // Rounding of the value over the step, and the third derivative times its square.
                let tolerance = 1e-9 * value.abs() / at[i] + 1e-7 * slope.abs();
                assert_close(*slope, difference, tolerance);
            }
        }
    }
}

#[test]
fn row_order_does_not_matter_and_weights_are_repetition() {
    for model in transaction_models() {
        let customers = super::sample(*model, model.published_parameters(), 300, 5);
        let forward = statistics(&customers);
        let backward = statistics(customers.iter().rev());
        let mut weighted = StatisticsBuilder::default();
        let mut repeated = StatisticsBuilder::default();
        for (history, ln_gaps) in &customers {
            weighted.push_with_gaps(*history, *ln_gaps, 3.0).unwrap();
            (0..3).for_each(|_| repeated.push_with_gaps(*history, *ln_gaps, 1.0).unwrap());
        }
        let value = |statistics: &Statistics| model.log_likelihood(model.published_parameters(), statistics).unwrap();
        assert_eq!(value(&forward), value(&backward));
        let (weighted, repeated) = (weighted.finish(), repeated.finish());
        assert_eq!(value(&weighted), value(&repeated));
        assert_relative(value(&weighted).0, 3.0 * value(&forward).0, 1e-12);
    }
}

#[test]
fn a_simulated_sample_gives_its_parameters_back() {
    for model in transaction_models() {
        let truth = model.published_parameters();
        let fit = model.fit(&sample(*model, 20_000)).unwrap();
        assert!(fit.converged && fit.model == model.name());
        assert_eq!(fit.customers, 20_000.0);
        for (i, ((name, estimate), truth)) in fit.parameters.iter().zip(truth).enumerate() {
            if is_whole(*model, i) {
                assert_eq!((estimate, fit.standard_errors.get(name)), (*truth, None));
                assert!(fit.covariance[i].iter().all(|entry| *entry == 0.0));
                continue;
            }
            let error = fit.standard_errors.get(name).unwrap();
            assert!((estimate - truth).abs() < 3.5 * error, "{} {name}: {estimate} ± {error}", model.name());
            // Standard errors that are all too wide would pass the line above.
            assert!(error < *truth, "{} {name}: {estimate} ± {error}", model.name());
        }
        assert_eq!(model.parameters_from(&fit.parameters).unwrap(), fit.parameters.values());
        assert!(crate::interval::Uncertainty::new(Some(&fit), None).is_ok());
        let at_truth = model.log_likelihood(truth, &sample(*model, 20_000)).unwrap().0;
        assert!(fit.log_likelihood >= at_truth);
        assert_relative(fit.aic, 2.0 * truth.len() as f64 - 2.0 * fit.log_likelihood, 1e-14);
    }
}

#[test]
fn fits_are_the_same_on_every_run_and_number_of_threads() {
    for model in transaction_models() {
        let statistics = sample(*model, 12_000);
        let fits = [1, 2, 3].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| model.fit(&statistics)).unwrap()
        });
        assert!(fits.iter().all(|fit| *fit == fits[0]));
    }
}

#[test]
fn the_time_unit_only_rescales() {
    for model in transaction_models().iter().filter(|model| model.clock() == Clock::Continuous) {
        let weeks = super::sample(*model, model.published_parameters(), 2000, 9);
        let in_days = |(history, ln_gaps): &(History, f64)| {
            (history.rescaled(7.0).unwrap(), ln_gaps + f64::from(history.frequency()) * 7.0_f64.ln())
        };
        let days = statistics(&weeks.iter().map(in_days).collect::<Vec<_>>());
        let weeks = statistics(&weeks);
        let (in_weeks, in_days) = (model.fit(&weeks).unwrap(), model.fit(&days).unwrap());
        let terms =
            |horizon: f64, units: f64| crate::transaction::Terms::with_annual_rate(horizon, 0.1, units).unwrap();
        let by_weeks = model.predictor(&in_weeks.parameters.values(), terms(52.0, 365.25 / 7.0)).unwrap();
        let by_days = model.predictor(&in_days.parameters.values(), terms(364.0, 365.25)).unwrap();
        for row in weeks.rows().iter().step_by(50) {
            let one = by_weeks.predict(&row.history);
            let other = by_days.predict(&row.history.rescaled(7.0).unwrap());
            // As far as two searches for the same maximum agree.
            assert_relative(one.expected_purchases, other.expected_purchases, 1e-6);
            assert_relative(one.discounted_purchases, other.discounted_purchases, 1e-6);
            assert_relative(one.probability_return, other.probability_return, 1e-6);
            assert_relative(one.purchase_rate, 7.0 * other.purchase_rate, 1e-6);
        }
    }
}

#[test]
fn opportunities_have_no_unit_and_fractions_of_them_are_refused() {
    for model in transaction_models().iter().filter(|model| model.clock() == Clock::Opportunities) {
        let parameters = model.published_parameters();
        let whole = super::simulated(*model, parameters, 2000, 9);
        let parts: Vec<_> = whole.iter().map(|history| history.rescaled(0.3).unwrap()).collect();
        let error = model.fit(&parts.iter().copied().collect()).unwrap_err();
        assert_eq!(error.code(), "fit-not-opportunities");
        assert!(error.to_string().contains("expected") && !error.hint().is_empty() && !error.values().is_empty());
        let predictor = model.predictor(parameters, crate::transaction::Terms::new(9.7, 0.01).unwrap()).unwrap();
        let part = parts.iter().find(|history| history.age().fract() != 0.0).unwrap();
        for found in [predictor.predict(part), predictor.predict_all(&[*part])[0]] {
            assert!(found.expected_purchases.is_nan() && found.probability_return.is_nan());
            assert!(found.discounted_purchases_forever.unwrap().is_nan() && found.gradient[0].is_nan());
        }
        // Of a horizon only whole opportunities count.
        let nine = model.predictor(parameters, crate::transaction::Terms::new(9.0, 0.01).unwrap()).unwrap();
        assert_eq!(predictor.predict_all(&whole), nine.predict_all(&whole));
    }
}

#[test]
fn samples_that_say_nothing_are_refused_with_a_reason() {
    let history = |x: u32, t_x: f64, age: f64| History::new(x, t_x, age).unwrap();
    let nobody: Statistics = (0..500).map(|i| history(0, 0.0, 1.0 + f64::from(i))).collect();
    let ten: Statistics = (0..10).map(|i| history(1, 1.0, 2.0 + f64::from(i))).collect();
    let one_day: Statistics = (0..500).map(|_| History::NEW).collect();
    let alike: Statistics = (0..500).map(|_| history(3, 8.0, 10.0)).collect();
    for model in transaction_models() {
        for (statistics, code) in [
            (&nobody, "fit-nobody-repeats"),
            (&ten, "fit-too-few-customers"),
            (&one_day, "fit-no-time-observed"),
            (&alike, "fit-no-variation"),
            (&Statistics::default(), "fit-too-few-customers"),
        ] {
            let error = model.fit(statistics).unwrap_err();
            assert_eq!(error.code(), code);
            assert!(error.to_string().contains("expected") && !error.hint().is_empty());
            assert!(!error.to_string().contains("NaN"));
        }
    }
}

#[test]
fn parameters_are_checked() {
    let statistics = Statistics::default();
    for model in transaction_models() {
        let published = model.published_parameters();
        assert!(model.check(published).is_ok());
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            for i in 0..published.len() {
                let mut parameters = published.to_vec();
                parameters[i] = bad;
                assert!(model.log_likelihood(&parameters, &statistics).is_err());
                assert!(model.simulate(&parameters, &[1.0], 1).is_err());
            }
        }
        assert!(model.check(&published[1..]).is_err());
        for name in model.whole_parameters() {
            let i = model.parameter_names().iter().position(|known| known == name).unwrap();
            let mut parameters = published.to_vec();
            parameters[i] += 0.5;
            assert_eq!(model.check(&parameters).unwrap_err().code(), "parameter-not-whole");
            assert_eq!(model.holding(name, parameters[i]).unwrap_err().code(), "parameter-not-whole");
            assert_eq!(model.holding(name, published[i]).unwrap().name(), model.name());
        }
        assert_eq!(model.holding("no-such", 1.0).unwrap_err().code(), "parameter-unknown");
        assert!(model.simulate(published, &[-1.0], 1).is_err());
    }
}
