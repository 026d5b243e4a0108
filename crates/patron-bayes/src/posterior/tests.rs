//! Posteriors against another sampler's on real data, and against what must hold on simulated ones.

use patron_models::gamma_gamma::{SpendHistory, SpendStatistics};
use patron_models::history::{History, Statistics};
use patron_models::transaction::{Terms, TransactionModel, transaction_model, transaction_models};
use serde_json::Value;

use super::{Method, Posterior, Target};
use crate::check::{Customer, cdnow_sample, reference};
use crate::prior::{Prior, Priors};
use crate::{BayesError, Sampling};

/// Both samples have Monte-Carlo errors; of ours the effective size is at least 400 and of the other's known.
const MONTE_CARLO_ERRORS: f64 = 3.0;

fn half_normal(scales: &[(&str, f64)]) -> Priors {
    Priors(scales.iter().map(|(name, scale)| ((*name).to_owned(), Prior::HalfNormal { scale: *scale })).collect())
}

fn statistics(customers: &[Customer]) -> Statistics {
    customers.iter().map(|customer| customer.history).collect()
}

/// Means within three Monte-Carlo errors of the difference; quantiles of a law with such a spread have about twice the
/// error of the mean.
fn assert_posterior(found: &Posterior, expected: &Value, effective: f64, names: &[(&str, &str)]) {
    for (ours, theirs) in names {
        let (summary, reference) = (found.parameter(ours).unwrap(), &expected["posterior"][theirs]);
        let number = |key: &str| reference[key].as_f64().unwrap();
        let bulk = expected["diagnostics"]["ess_bulk"][theirs].as_f64().unwrap();
        let error = number("sd") * (1.0 / bulk + 1.0 / effective).sqrt();
        let distance = (summary.mean - number("mean")).abs() / error;
        assert!(
            distance < MONTE_CARLO_ERRORS,
            "{ours}: {} against {}: {distance} errors",
            summary.mean,
            number("mean")
        );
        for (quantile, key) in [(summary.q5, "q5"), (summary.q95, "q95")] {
            let distance = (quantile - number(key)).abs() / error;
            assert!(
                distance < 2.5 * MONTE_CARLO_ERRORS,
                "{ours} {key}: {quantile} against {}: {distance}",
                number(key)
            );
        }
        // The relative error of a standard deviation is one over the root of twice the size, more with long tails.
        assert!((summary.sd / number("sd") - 1.0).abs() < 0.12, "{ours}: sd {} against {}", summary.sd, number("sd"));
    }
}

fn least_effective(posterior: &Posterior) -> f64 {
    let mean = |diagnostics: &crate::diagnostics::Diagnostics| diagnostics.ess_bulk.min(diagnostics.ess_mean);
    match &posterior.method {
        Method::Laplace { effective, .. } => *effective,
        Method::Nuts { .. } => posterior
            .parameters
            .iter()
            .filter_map(|summary| summary.diagnostics.as_ref().map(mean))
            .fold(f64::INFINITY, f64::min),
    }
}

#[test]
fn bg_nbd_on_cdnow_is_what_another_sampler_draws() {
    let (Some(customers), Some(expected)) = (cdnow_sample(), reference("bayesian_bgnbd_cdnow_sample")) else { return };
    let sample = statistics(&customers);
    let model = transaction_model("bg-nbd").unwrap();
    let priors = half_normal(&[("r", 5.0), ("alpha", 10.0), ("a", 5.0), ("b", 10.0)]);
    let target = Target::purchases(model, &sample, &priors).unwrap();
    let names = [("r", "r"), ("alpha", "alpha"), ("a", "a"), ("b", "b")];
    let sampled = target.nuts(&Sampling::default()).unwrap();
    println!("{:?} {:#?}", sampled.method, sampled.parameters);
    assert_posterior(&sampled, &expected, least_effective(&sampled), &names);
    let quick = target.laplace(&Sampling::default()).unwrap();
    println!("{:?} {:#?}", quick.method, quick.parameters);
    assert_posterior(&quick, &expected, least_effective(&quick), &names);
    assert_customers(model, &sampled, &expected);
    assert_customers(model, &quick, &expected);
}

/// P(alive) and expected purchases in 39 weeks of twelve customers: means within three errors of 400 and some 2,800
/// effective draws, bounds within a fifth of the spread.
fn assert_customers(model: &dyn TransactionModel, posterior: &Posterior, expected: &Value) {
    let rows = expected["customers"].as_array().unwrap();
    let history = |row: &Value| {
        let number = |key: &str| row[key].as_f64().unwrap();
        History::new(number("x") as u32, number("t_x"), number("T")).unwrap()
    };
    let histories: Vec<History> = rows.iter().map(history).collect();
    let found = posterior.customers(model, &histories, Terms::new(39.0, 0.0).unwrap()).unwrap();
    for (customer, row) in found.iter().zip(rows) {
        for (spread, key) in
            [(customer.probability_alive, "p_alive"), (customer.expected_purchases, "expected_purchases_39")]
        {
            let number = |name: &str| row[key][name].as_f64().unwrap();
            let error = number("sd") * (1.0 / 400.0 + 1.0 / 2_800.0_f64).sqrt() + 1e-12;
            assert!((spread.mean - number("mean")).abs() < MONTE_CARLO_ERRORS * error, "{key} of {row}: {spread:?}");
            for (bound, name) in [(spread.q5, "q5"), (spread.q95, "q95")] {
                assert!((bound - number(name)).abs() < 0.3 * number("sd") + 1e-12, "{key} {name} of {row}: {spread:?}");
            }
        }
    }
}

#[test]
fn gamma_gamma_on_cdnow_is_what_another_sampler_draws() {
    let (Some(customers), Some(expected)) = (cdnow_sample(), reference("gamma_gamma_cdnow_sample")) else { return };
    let spends: SpendStatistics = customers
        .iter()
        .filter_map(|customer| SpendHistory::new(customer.history.frequency(), customer.mean_spend).ok())
        .collect();
    let priors = half_normal(&[("p", 10.0), ("q", 10.0), ("gamma", 20.0)]);
    let target = Target::spend(&spends, &priors).unwrap();
    let names = [("p", "p"), ("q", "q"), ("gamma", "v")];
    let sampled = target.nuts(&Sampling::default()).unwrap();
    println!("{:?} {:#?}", sampled.method, sampled.parameters);
    assert_posterior(&sampled, &expected["bayesian"], least_effective(&sampled), &names);
    let population = sampled.spends(&[None, SpendHistory::new(3, 80.0).ok()]).unwrap();
    // 6.25 · 15.44 / 2.74 = 35.2 at the estimates; three purchases of 80 pull far away from it.
    assert!(population[0].q5 < 35.2 && 35.2 < population[0].q95);
    assert!(population[1].mean > 60.0 && population[1].mean < 80.0);
}

/// Customers of a model at its published parameters, each of an own age.
fn simulated(model: &dyn TransactionModel, count: u32) -> Statistics {
    let whole = model.clock() == patron_models::transaction::Clock::Opportunities;
    let ages: Vec<f64> = (0..count).map(|i| if whole { 8.0 } else { 30.0 + f64::from(i * 37 % 1009) * 0.05 }).collect();
    let purchases = model.simulate(model.published_parameters(), &ages, 5).unwrap();
    let mut builder = patron_models::history::StatisticsBuilder::default();
    for (times, age) in purchases.iter().zip(&ages) {
        let last = times.last().copied().unwrap_or(0.0);
        let gap = |i: usize| (times[i] - if i == 0 { 0.0 } else { times[i - 1] }).ln();
        let history = History::new(times.len() as u32, last, *age).unwrap();
        builder.push_with_gaps(history, (0..times.len()).map(gap).sum(), 1.0).unwrap();
    }
    builder.finish()
}

#[test]
fn models_have_posteriors_around_the_truth_and_both_ways_agree() {
    // Those with integrals over lifetimes take a second for some hundred evaluations: they have tests of their own.
    let quick = transaction_models().iter().filter(|model| !["pareto-nbd", "ggompertz-nbd"].contains(&model.name()));
    for model in quick {
        let sample = simulated(*model, 1_000);
        let priors = Priors::weak(*model, 50.0);
        let target = Target::purchases(*model, &sample, &priors).unwrap();
        let sampling = Sampling { tuning: 150, draws: 600, ..Sampling::default() };
        let sampled = target.nuts(&sampling).unwrap_or_else(|error| panic!("{}: {error}", model.name()));
        for (name, truth) in model.parameter_names().iter().zip(model.published_parameters()) {
            let Some(summary) = sampled.parameter(name) else { continue };
            let ln_distance = (summary.mean.ln() - truth.ln()).abs();
            // Four standard deviations, on the scale on which posteriors are nearly symmetric.
            assert!(ln_distance < 4.0 * (summary.sd / summary.mean), "{} {summary:?} {truth}", model.name());
        }
        let quick = match target.laplace(&sampling) {
            Err(BayesError::NotNormal { k_hat, .. }) => {
                println!("{}: k-hat {k_hat}", model.name());
                continue;
            }
            other => other.unwrap(),
        };
        println!("{}: {:?} {:?}", model.name(), quick.method, sampled.method);
        for (one, other) in quick.parameters.iter().zip(&sampled.parameters) {
            let error = other.sd * (1.0 / least_effective(&quick) + 1.0 / least_effective(&sampled)).sqrt();
            assert!((one.mean - other.mean).abs() < 4.0 * error, "{}: {one:?} {other:?}", model.name());
        }
    }
}

#[test]
fn models_with_integrals_are_sampled_too() {
    let model = transaction_model("pareto-nbd").unwrap();
    let ages = vec![40.0; 250];
    let purchases = model.simulate(&[1.0, 10.0, 1.0, 20.0], &ages, 3).unwrap();
    let week = |time: &f64| time.ceil();
    let sample: Statistics = purchases
        .iter()
        .map(|times| {
            let mut weeks: Vec<f64> = times.iter().map(week).collect();
            weeks.dedup();
            History::new(weeks.len() as u32, weeks.last().copied().unwrap_or(0.0), 40.0).unwrap()
        })
        .collect();
    let target = Target::purchases(model, &sample, &Priors::weak(model, 40.0)).unwrap();
    let found = target.nuts(&Sampling { chains: 2, tuning: 150, draws: 700, ..Sampling::default() }).unwrap();
    println!("{:?} {:#?}", found.method, found.parameters);
    for (name, truth) in [("r", 1.0), ("s", 1.0)] {
        let summary = found.parameter(name).unwrap();
        assert!((summary.mean - truth).abs() < 3.0 * summary.sd, "{summary:?}");
    }
}

#[test]
fn draws_are_the_same_for_any_number_of_threads_and_other_for_another_seed() {
    let model = transaction_model("mbg-nbd").unwrap();
    let sample = simulated(model, 300);
    let priors = Priors::weak(model, 50.0);
    let target = Target::purchases(model, &sample, &priors).unwrap();
    let sampling = Sampling { tuning: 200, draws: 500, ..Sampling::default() };
    let draw = |threads: usize, sampling: Sampling| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| (target.nuts(&sampling).unwrap(), target.sample(&sampling).unwrap()))
    };
    let one = draw(1, sampling);
    assert_eq!(one, draw(3, sampling));
    assert_ne!(one.0.draws, draw(2, Sampling { seed: 2, ..sampling }).0.draws);
}

#[test]
fn a_sample_that_leaves_a_parameter_open_is_decided_by_the_prior() {
    // Nobody stops: the likelihood of BG/NBD has no maximum in a and b.
    let model = transaction_model("bg-nbd").unwrap();
    let nbd = transaction_model("nbd").unwrap();
    let ages = vec![50.0; 500];
    let purchases = nbd.simulate(&[1.0, 5.0], &ages, 3).unwrap();
    let sample: Statistics = purchases
        .iter()
        .map(|times| History::new(times.len() as u32, times.last().copied().unwrap_or(0.0), 50.0).unwrap())
        .collect();
    assert_eq!(model.fit(&sample).unwrap_err().code(), "fit-boundary");
    let priors = half_normal(&[("r", 5.0), ("alpha", 10.0), ("a", 5.0), ("b", 10.0)]);
    let target = Target::purchases(model, &sample, &priors).unwrap();
    let found = target.nuts(&Sampling { draws: 2000, ..Sampling::default() }).unwrap();
    let mean = |name: &str| found.parameter(name).unwrap().mean;
    // A share of stops a/(a+b) near nothing, at a b that the prior allows.
    assert!(mean("a") < 0.3 && mean("b") < 25.0, "{:?}", found.parameters);
}

#[test]
fn a_posterior_is_used_with_its_own_model_only() {
    let model = transaction_model("nbd").unwrap();
    let sample = simulated(model, 300);
    let priors = Priors::weak(model, 50.0);
    let target = Target::purchases(model, &sample, &priors).unwrap();
    let posterior = target.sample(&Sampling::default()).unwrap();
    let text = serde_json::to_string(&posterior).unwrap();
    assert_eq!(serde_json::from_str::<Posterior>(&text).unwrap().parameters.len(), 2);
    let terms = Terms::new(10.0, 0.0).unwrap();
    let other = transaction_model("bg-nbd").unwrap();
    assert_eq!(posterior.customers(other, &[], terms).unwrap_err().code(), "bayes-other-model");
    let too_few = statistics(&[]);
    assert_eq!(Target::purchases(model, &too_few, &priors).unwrap_err().code(), "fit-too-few-customers");
}
