//! Likelihoods and fits.

use super::super::prepared::Layout;
use super::super::{DynamicParetoNbd, DynamicSampleBuilder, history, likelihood};
use super::{NAMES, TRUTH, collect, model, simulated};
use crate::check::{assert_close, assert_relative};
use crate::covariates::{CovariateModel, CovariateSampleBuilder};
use crate::pareto_nbd::ParetoNbd;
use crate::transaction::TransactionModel;

#[test]
fn coefficients_of_zero_are_pareto_nbd() {
    let sample = collect(&simulated(&TRUTH, 500, 3));
    let zero = [&TRUTH[..4], &[0.0; 3]].concat();
    let (value, gradient) = model().log_likelihood(&zero, &sample).unwrap();
    let (expected, of_base) = ParetoNbd.log_likelihood(&TRUTH[..4], &sample.statistics()).unwrap();
    assert_relative(value, expected, 1e-12);
    for (found, expected) in gradient.iter().zip(of_base) {
        assert_close(*found, expected, 1e-9 * (1.0 + expected.abs()));
    }
}

#[test]
fn covariates_that_never_change_are_those_of_pareto_nbd_with_covariates() {
    let effects: &[(&str, &[&str])] = &[("lifetime", &["Season"]), ("transaction", NAMES)];
    let fixed = CovariateModel::new(&ParetoNbd, effects).unwrap();
    let (mut dynamic, mut plain) =
        (DynamicSampleBuilder::new(NAMES).unwrap(), CovariateSampleBuilder::new(NAMES).unwrap());
    for (i, (purchases, age, ..)) in simulated(&TRUTH, 800, 4).into_iter().enumerate() {
        let z = [(i % 2) as f64, 0.5 * (i % 5) as f64];
        dynamic.push(&purchases, age, &[-3.0, 7.0, 11.0], &[z.to_vec(), z.to_vec(), z.to_vec()], 100.0).unwrap();
        plain.push(history(&purchases, age).unwrap(), &z).unwrap();
    }
    let (dynamic, plain) = (dynamic.finish(), plain.finish());
    let (value, gradient) = model().log_likelihood(&TRUTH, &dynamic).unwrap();
    let (expected, slopes) = fixed.log_likelihood(&TRUTH, &plain).unwrap();
    assert_relative(value, expected, 1e-12);
    gradient.iter().zip(slopes).for_each(|(found, slope)| assert_close(*found, slope, 1e-9 * (1.0 + slope.abs())));
    let (one, other) = (model().fit(&dynamic).unwrap(), fixed.fit(&plain).unwrap());
    assert_relative(one.log_likelihood, other.log_likelihood, 1e-12);
    for (found, expected) in one.standard_errors.values().iter().zip(other.standard_errors.values()) {
        // As far as two searches for the same maximum agree.
        assert_relative(*found, expected, 1e-5);
    }
}

#[test]
fn first_and_second_derivatives_equal_differences() {
    let rows = simulated(&TRUTH, 120, 5);
    let sample = collect(&rows);
    let layout = Layout::new(model().design(), &sample).unwrap();
    let customers: Vec<_> = sample.customers().iter().map(|customer| layout.prepare(customer, None)).collect();
    let m = TRUTH.len();
    let all = |parameters: &[f64]| {
        let mut sums = (0.0, vec![0.0; m], vec![0.0; m * m]);
        for customer in &customers {
            let (value, gradient, hessian) = likelihood::evaluate(customer, &layout.point(parameters));
            sums.0 += value;
            sums.1.iter_mut().zip(gradient).for_each(|(sum, slope)| *sum += slope);
            sums.2.iter_mut().zip(hessian).for_each(|(sum, slope)| *sum += slope);
        }
        sums
    };
    let (_, gradient, hessian) = all(&TRUTH);
    let order = layout.order();
    for i in 0..m {
        let step = 1e-5 * TRUTH[order[i]].abs();
        let moved = |by: f64| {
            let mut moved = TRUTH;
            moved[order[i]] += by;
            all(&moved)
        };
        let (above, below) = (moved(step), moved(-step));
        let slope = (above.0 - below.0) / (2.0 * step);
        assert_close(gradient[i], slope, 1e-6 * (1.0 + slope.abs()));
        for j in i..m {
            let curve = (above.1[j] - below.1[j]) / (2.0 * step);
            assert_close(hessian[i * m + j], curve, 1e-5 * (1.0 + curve.abs()));
        }
    }
}

#[test]
fn a_simulated_sample_gives_its_parameters_back() {
    let sample = collect(&simulated(&TRUTH, 6000, 6));
    let fit = model().fit(&sample).unwrap();
    assert!(fit.converged && fit.model == DynamicParetoNbd::NAME && fit.customers == 6000.0);
    for ((name, estimate), truth) in fit.parameters.iter().zip(TRUTH) {
        let error = fit.standard_errors.get(name).unwrap();
        assert!((estimate - truth).abs() < 3.5 * error, "{name}: {estimate} ± {error}");
        // Standard errors that are all too wide would pass the line above.
        assert!(error < 0.6 * truth.abs(), "{name}: {estimate} ± {error}");
    }
    assert!(fit.log_likelihood >= model().log_likelihood(&TRUTH, &sample).unwrap().0);
    let (value, slopes) = model().log_likelihood(&fit.parameters.values(), &sample).unwrap();
    assert_relative(fit.log_likelihood, value, 1e-12);
    for (slope, error) in slopes.iter().zip(fit.standard_errors.values()) {
        assert!((slope * error).abs() < 1e-3, "{slope} ± {error}");
    }
}

#[test]
fn cutting_periods_in_two_changes_nothing_and_neither_do_order_and_threads() {
    let rows = simulated(&TRUTH, 400, 7);
    let cut: Vec<_> = rows
        .iter()
        .map(|(purchases, age, starts, values, until)| {
            let halves = starts.iter().flat_map(|start| [*start, start + 2.5]).collect();
            let doubled = values.iter().flat_map(|z| [z.clone(), z.clone()]).collect();
            (purchases.clone(), *age, halves, doubled, *until)
        })
        .collect();
    let value = |rows: &[super::Row]| model().log_likelihood(&TRUTH, &collect(rows)).unwrap().0;
    assert_relative(value(&cut), value(&rows), 1e-13);
    let backwards: Vec<_> = rows.iter().rev().cloned().collect();
    assert_relative(value(&backwards), value(&rows), 1e-13);
    let fits = [1, 3].map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| model().fit(&collect(&rows))).unwrap()
    });
    assert_eq!(fits[0], fits[1]);
}

#[test]
fn the_time_unit_only_rescales() {
    let rows = simulated(&TRUTH, 1500, 8);
    let times = |all: &[f64]| all.iter().map(|time| 7.0 * time).collect::<Vec<f64>>();
    let in_days = |(purchases, age, starts, values, until): &super::Row| {
        (times(purchases), 7.0 * age, times(starts), values.clone(), 7.0 * until)
    };
    let days: Vec<_> = rows.iter().map(in_days).collect();
    let (weeks, days) = (model().fit(&collect(&rows)).unwrap(), model().fit(&collect(&days)).unwrap());
    for (i, (one, other)) in weeks.parameters.values().iter().zip(days.parameters.values()).enumerate() {
        // As far as two searches for the same maximum agree.
        assert_relative(other, one * if i == 1 || i == 3 { 7.0 } else { 1.0 }, 1e-5);
    }
}

#[test]
fn a_sample_without_purchases_in_season_runs_to_a_boundary() {
    let mut rows = simulated(&TRUTH, 800, 9);
    for (purchases, _, starts, values, _) in &mut rows {
        purchases.retain(|time| values[starts.partition_point(|start| start <= time) - 1][0] == 0.0);
    }
    let error = model().fit(&collect(&rows)).unwrap_err();
    assert_eq!(error.code(), "fit-coefficient-boundary");
    assert!(error.to_string().contains("`transaction.Season` runs to minus infinity"), "{error}");
}
