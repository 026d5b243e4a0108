//! Likelihoods and fits.

use super::super::CovariateSampleBuilder;
use super::{NAMES, collect, models, simulated};
use crate::check::{assert_close, assert_relative};
use crate::history::{History, Statistics};

#[test]
fn the_likelihood_is_the_base_models_at_each_customers_parameters() {
    for (model, parameters) in models() {
        let customers = simulated(&model, &parameters, 60, 5);
        let found = model.log_likelihood(&parameters, &collect(customers.clone())).unwrap().0;
        let base = model.base();
        let n = base.parameter_names().len();
        let gamma = &parameters[n..];
        let by_hand = |(history, z): &(History, [f64; 2])| {
            let mut own = parameters[..n].to_vec();
            let of_purchases = &gamma[gamma.len() - 2..];
            own[1] *= (-of_purchases[0] * z[0] - of_purchases[1] * z[1]).exp();
            let of_stops = (gamma[0] * z[0]).exp();
            match base.name() {
                "bg-nbd" | "mbg-nbd" => {
                    own[2] *= of_stops;
                    own[3] *= of_stops;
                }
                "pareto-nbd" => own[3] /= of_stops,
                "ggompertz-nbd" => own[2] /= of_stops,
                _ => {}
            }
            let one: Statistics = [*history].into_iter().collect();
            base.log_likelihood(&own, &one).unwrap().0
        };
        assert_relative(found, customers.iter().map(by_hand).sum(), 1e-12);
    }
}

#[test]
fn the_gradient_equals_differences() {
    for (model, parameters) in models() {
        let sample = collect(simulated(&model, &parameters, 400, 5));
        let (value, gradient) = model.log_likelihood(&parameters, &sample).unwrap();
        for (i, slope) in gradient.iter().enumerate() {
            let step = 1e-5 * parameters[i].abs();
            let moved = |by: f64| {
                let mut moved = parameters.clone();
                moved[i] += by;
                model.log_likelihood(&moved, &sample).unwrap().0
            };
            let difference = (moved(step) - moved(-step)) / (2.0 * step);
            // Rounding of the value over the step, and the third derivative times its square.
            assert_close(*slope, difference, 1e-9 * value.abs() / parameters[i].abs() + 1e-7 * slope.abs());
        }
    }
}

#[test]
fn coefficients_of_zero_are_the_base_model() {
    for (model, parameters) in models() {
        let customers = simulated(&model, &parameters, 300, 5);
        let statistics: Statistics = customers.iter().map(|(history, _)| *history).collect();
        let n = model.base().parameter_names().len();
        let mut zero = parameters.clone();
        zero[n..].fill(0.0);
        let (value, gradient) = model.log_likelihood(&zero, &collect(customers)).unwrap();
        let (expected, of_base) = model.base().log_likelihood(&zero[..n], &statistics).unwrap();
        assert_relative(value, expected, 1e-12);
        for (found, expected) in gradient.iter().zip(of_base) {
            assert_close(*found, expected, 1e-10 * (1.0 + expected.abs()));
        }
    }
}

#[test]
fn a_simulated_sample_gives_its_coefficients_back() {
    for (model, parameters) in models() {
        let sample = collect(simulated(&model, &parameters, 20_000, 6));
        let fit = model.fit(&sample).unwrap();
        assert!(fit.converged && fit.model == model.base().name() && fit.customers == 20_000.0);
        for ((name, estimate), truth) in fit.parameters.iter().zip(&parameters) {
            let error = fit.standard_errors.get(name).unwrap();
            assert!((estimate - truth).abs() < 3.5 * error, "{} {name}: {estimate} ± {error}", fit.model);
            // Standard errors that are all too wide would pass the line above; those of lifetimes are wide.
            let narrow = name.starts_with("transaction");
            assert!(!narrow || error < 0.15 * truth.abs(), "{} {name}: {estimate} ± {error}", fit.model);
        }
        let at_truth = model.log_likelihood(&parameters, &sample).unwrap();
        assert!(fit.log_likelihood >= at_truth.0);
        let (value, slopes) = model.log_likelihood(&fit.parameters.values(), &sample).unwrap();
        assert_relative(fit.log_likelihood, value, 1e-12);
        // At the maximum the slope per standard error is nothing beside that of 1 which a standard error away brings.
        for (slope, error) in slopes.iter().zip(fit.standard_errors.values()) {
            assert!((slope * error).abs() < 1e-3, "{}: {slope} ± {error}", fit.model);
        }
        assert_relative(fit.aic, 2.0 * parameters.len() as f64 - 2.0 * fit.log_likelihood, 1e-14);
    }
}

#[test]
fn row_order_and_threads_do_not_matter_and_weights_are_repetition() {
    for (model, parameters) in models() {
        let customers = simulated(&model, &parameters, 2000, 7);
        let fits = [1, 3].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| model.fit(&collect(customers.clone()))).unwrap()
        });
        let backwards = model.fit(&collect(customers.iter().rev().copied())).unwrap();
        assert_eq!(fits[0], fits[1]);
        assert_eq!(fits[0], backwards);
        let mut weighted = CovariateSampleBuilder::new(NAMES).unwrap();
        customers.iter().for_each(|(history, z)| weighted.push_weighted(*history, z, 3.0).unwrap());
        let repeated = collect(customers.iter().flat_map(|customer| [*customer; 3]));
        let weighted = weighted.finish();
        let value = |sample| model.log_likelihood(&parameters, sample).unwrap();
        assert_eq!(value(&weighted), value(&repeated));
        assert_eq!(model.fit(&weighted).unwrap(), model.fit(&repeated).unwrap());
    }
}

#[test]
fn units_of_time_and_of_covariates_only_rescale() {
    for (model, parameters) in models() {
        let customers = simulated(&model, &parameters, 4000, 8);
        let fit = model.fit(&collect(customers.clone())).unwrap();
        let in_days = customers.iter().map(|(history, z)| (history.rescaled(7.0).unwrap(), *z));
        let days = model.fit(&collect(in_days)).unwrap();
        // Another unit and another zero, as of a year.
        let shifted = customers.iter().map(|(history, z)| (*history, [z[0], 2000.0 + 10.0 * z[1]]));
        let other = model.fit(&collect(shifted)).unwrap();
        let coefficient = |fit: &crate::fit::Fit, name: &str| fit.parameters.get(name).unwrap();
        for name in ["transaction.Channel", "transaction.Income"] {
            // As far as two searches for the same maximum agree.
            assert_relative(coefficient(&days, name), coefficient(&fit, name), 1e-6);
            let factor = if name.ends_with("Income") { 10.0 } else { 1.0 };
            assert_relative(factor * coefficient(&other, name), coefficient(&fit, name), 1e-6);
            let error = |fit: &crate::fit::Fit| fit.standard_errors.get(name).unwrap();
            assert_relative(factor * error(&other), error(&fit), 1e-5);
        }
        assert_relative(coefficient(&days, "alpha"), 7.0 * coefficient(&fit, "alpha"), 1e-6);
        assert_relative(other.log_likelihood, fit.log_likelihood, 1e-11);
        let alpha_at_zero = coefficient(&fit, "alpha") * (coefficient(&fit, "transaction.Income") * 200.0).exp();
        assert_relative(coefficient(&other, "alpha"), alpha_at_zero, 1e-4);
    }
}
