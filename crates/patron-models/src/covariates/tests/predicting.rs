//! Predictions and intervals.

use super::super::{CovariateTotal, Local, SpendOfCustomers};
use super::{collect, models, simulated};
use crate::check::{assert_close, assert_relative};
use crate::gamma_gamma::{GammaGamma, SpendHistory};
use crate::history::History;
use crate::transaction::Terms;

fn terms() -> Terms {
    Terms::with_annual_rate(52.0, 0.1, 52.18).unwrap()
}

#[test]
fn predictions_are_the_base_models_at_each_customers_parameters_in_any_order() {
    for (model, parameters) in models() {
        let customers = simulated(&model, &parameters, 90, 11);
        let found = model.predict_all(&parameters, terms(), &collect(customers.clone())).unwrap();
        for ((history, z), found) in customers.iter().zip(&found) {
            let local = model.design().local(&parameters, z).unwrap();
            let alone = model.base().predictor(local.parameters(), terms()).unwrap().predict(history);
            assert_eq!(*found, alone);
        }
        let backwards = model.predict_all(&parameters, terms(), &collect(customers.iter().rev().copied())).unwrap();
        assert!(found.iter().eq(backwards.iter().rev()));
        let direct = model.clone().without_tables();
        for (one, other) in direct.predict_all(&parameters, terms(), &collect(customers)).unwrap().iter().zip(&found) {
            assert_relative(one.probability_alive, other.probability_alive, 1e-9);
            assert_relative(one.discounted_purchases, other.discounted_purchases, 1e-9);
            assert_relative(one.purchase_variance, other.purchase_variance, 1e-8);
            for (one, other) in one.gradient.iter().zip(other.gradient) {
                assert_close(*one, other, 1e-8 * (1.0 + other.abs()));
            }
        }
    }
}

#[test]
fn extremes_are_finite() {
    let edges = [(0, 0.0, 0.0), (0, 0.0, 2609.0), (1, 1e-6, 2609.0), (5000, 2609.0, 2609.0), (5000, 10.0, 2609.0)];
    for (model, parameters) in models() {
        // Rates by e^±9, lifetimes by e^±6.
        for z in [[0.0, -30.0], [1.0, 30.0], [-10.0, 0.0], [10.0, 3.0]] {
            let customers = edges.map(|(x, t_x, age)| (History::new(x, t_x, age).unwrap(), z));
            for found in model.predict_all(&parameters, terms(), &collect(customers)).unwrap() {
                assert!(found.expected_purchases >= 0.0 && found.expected_purchases.is_finite(), "{found:?}");
                assert!((0.0..=1.0).contains(&found.probability_alive), "{found:?}");
                assert!((0.0..=1.0).contains(&found.probability_return), "{found:?}");
            }
        }
    }
}

#[test]
fn the_gradient_of_the_total_equals_differences() {
    for (model, parameters) in models() {
        let customers = collect(simulated(&model, &parameters, 150, 12));
        let fit = model.fit(&collect(simulated(&model, &parameters, 4000, 12))).unwrap();
        let parameters = fit.parameters.values();
        let (values, total) = model.residual_values(&fit, terms(), &customers, None).unwrap();
        let sum_at = |parameters: &[f64]| -> f64 {
            let found = model.predict_all(parameters, terms(), &customers).unwrap();
            found.iter().map(|found| found.discounted_purchases).sum()
        };
        assert_relative(total.mean, sum_at(&parameters), 1e-12);
        assert_relative(total.variance, values.iter().map(|value| value.variance).sum(), 1e-12);
        assert_eq!(total.transaction_gradient.len(), parameters.len());
        for (i, slope) in total.transaction_gradient.iter().enumerate() {
            let step = 1e-4 * parameters[i].abs();
            let moved = |by: f64| {
                let mut moved = parameters.clone();
                moved[i] += by;
                sum_at(&moved)
            };
            let difference = (moved(step) - moved(-step)) / (2.0 * step);
            assert_close(*slope, difference, 1e-5 * slope.abs() + 1e-8 * total.mean / parameters[i].abs());
        }
        let interval = total.interval(&fit, None);
        assert!(interval.low < total.mean && total.mean < interval.high);
        // Without the parameters' uncertainty it would be narrower.
        let certain = crate::fit::Fit { covariance: Vec::new(), ..fit.clone() };
        let narrower = total.interval(&certain, None);
        assert!(interval.low < narrower.low && narrower.high < interval.high);
    }
}

#[test]
fn the_uncertainty_at_given_covariates_is_that_of_all_parameters() {
    for (model, parameters) in models() {
        let fit = model.fit(&collect(simulated(&model, &parameters, 4000, 13))).unwrap();
        let parameters = fit.parameters.values();
        let z = [1.0, -0.7];
        let local = model.design().local(&parameters, &z).unwrap();
        let here = local.fit(model.base().parameter_names(), &fit);
        assert_eq!(here.parameters.values(), local.parameters());
        // ln α′ = ln α − γ₁z₁ − γ₂z₂: its variance by the rule for sums, from the entries of the covariance.
        let alpha = 1;
        let [one, two] = [parameters.len() - 2, parameters.len() - 1];
        let slopes = [(alpha, 1.0 / parameters[alpha]), (one, -z[0]), (two, -z[1])];
        let variance: f64 = slopes
            .iter()
            .flat_map(|(i, a)| slopes.iter().map(move |(j, b)| (i, a, j, b)))
            .map(|(i, a, j, b)| a * b * fit.covariance[*i][*j])
            .sum();
        let found = here.standard_errors.get("alpha").unwrap() / local.parameters()[alpha];
        assert_relative(found, variance.sqrt(), 1e-9);
        assert_relative(here.covariance[0][0], fit.covariance[0][0], 1e-12);
    }
}

#[test]
fn spend_without_covariates_joins_in() {
    let (model, parameters) = models().swap_remove(0);
    let rows = simulated(&model, &parameters, 3000, 14);
    let customers = collect(rows.clone());
    let fit = model.fit(&customers).unwrap();
    let counts: Vec<usize> = rows.iter().map(|(history, _)| history.frequency() as usize).collect();
    let amounts = GammaGamma::new(&[6.25, 3.74, 15.44]).unwrap().simulate(&counts, 3).unwrap();
    let history = |spent: &Vec<f64>| {
        SpendHistory::new(spent.len() as u32, spent.iter().sum::<f64>() / spent.len().max(1) as f64).ok()
    };
    let histories: Vec<Option<SpendHistory>> = amounts.iter().map(history).collect();
    let spend_fit = GammaGamma::fit(&histories.iter().flatten().copied().collect()).unwrap();
    let spend = SpendOfCustomers::without_covariates(&spend_fit, &histories).unwrap();
    let (values, total) = model.residual_values(&fit, terms(), &customers, Some(&spend)).unwrap();
    let predictions = model.predict_all(&fit.parameters.values(), terms(), &customers).unwrap();
    for ((value, prediction), law) in values.iter().zip(&predictions).zip(spend.laws()) {
        assert_relative(value.mean, prediction.discounted_purchases * law.expected().unwrap(), 1e-13);
        assert!(value.interval.low <= value.interval.high);
    }
    assert_relative(total.mean, values.iter().map(|value| value.mean).sum(), 1e-12);
    assert_eq!(total.spend_gradient.len(), 3);
    let both = total.interval(&fit, Some(&spend_fit));
    let one = total.interval(&fit, None);
    assert!(both.low < one.low && one.high < both.high);
    let few = SpendOfCustomers::without_covariates(&spend_fit, &histories[1..]).unwrap();
    let error = model.residual_values(&fit, terms(), &customers, Some(&few)).unwrap_err();
    assert_eq!(error.to_string(), "`2999` customers have covariates, expected `3000`");
}

#[test]
fn totals_of_parts_add_up() {
    let (model, parameters) = models().swap_remove(1);
    let fit = model.fit(&collect(simulated(&model, &parameters, 3000, 15))).unwrap();
    let rows = simulated(&model, &parameters, 80, 16);
    let whole = model.residual_values(&fit, terms(), &collect(rows.clone()), None).unwrap().1;
    let mut sum = CovariateTotal::default();
    for part in [&rows[..30], &rows[30..]] {
        sum.merge(&model.residual_values(&fit, terms(), &collect(part.to_vec()), None).unwrap().1);
    }
    assert_relative(sum.mean, whole.mean, 1e-12);
    assert_relative(sum.interval(&fit, None).high, whole.interval(&fit, None).high, 1e-10);
    let local = Local::same_for_all(&[2.0, 3.0]);
    assert_eq!(local.gradient(&[5.0, 7.0, 9.0]), [5.0, 7.0]);
}
