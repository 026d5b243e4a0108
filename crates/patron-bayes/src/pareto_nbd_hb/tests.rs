//! Against another sampler on real data, and against maximum likelihood.

use patron_models::history::{History, Statistics};
use patron_models::transaction::{Terms, transaction_model};

use super::*;
use crate::Sampling;
use crate::check::{apparel, assert_population, assert_sampled_customers, cdnow_sample, reference, shared_file};
use crate::posterior::Target;
use crate::prior::{Prior, Priors};

fn histories(customers: &[crate::check::Customer]) -> Vec<History> {
    customers.iter().map(|customer| customer.history).collect()
}

#[test]
fn gamma_population_on_cdnow_is_within_the_errors_of_another_sampler() {
    let (Some(customers), Some(expected)) = (cdnow_sample(), reference("pareto_nbd_hb_cdnow_sample")) else { return };
    let histories = histories(&customers);
    let sampling = Sampling { chains: 4, tuning: 200, draws: 500, thin: 1, seed: 1 };
    let priors = GammaPopulation::vague_priors();
    let (found, believed) = GammaPopulation::draw(&histories, 39.0, &priors, &sampling).unwrap();
    println!("{believed:?} {:?} {:#?}", found.total, found.population);
    // The likelihood falls by 1.9 only up to s = 1.5 and by 4.2 up to s = 5, with beta in proportion: with vague priors
    // s has a tail that the 38 independent draws of the reference have not seen. Its 5 % quantile is .397.
    assert_population(&found, &expected, &["s", "beta"]);
    let s = found.parameter("s").unwrap();
    assert!((s.q5 - 0.397).abs() < 0.04 && s.q95 > 1.0 && s.q95 < 2.5, "{s:?}");
    // The maximum of the likelihood lies within the posterior.
    let statistics: Statistics = histories.into_iter().collect();
    let fit = transaction_model("pareto-nbd").unwrap().fit(&statistics).unwrap();
    for (name, estimate) in fit.parameters.iter() {
        let summary = found.parameter(name).unwrap();
        assert!(summary.q5 < estimate && estimate < summary.q95, "{summary:?} {estimate}");
    }
}

#[test]
fn normal_population_on_cdnow_is_within_the_errors_of_another_sampler() {
    let (Some(customers), Some(mut expected)) = (cdnow_sample(), reference("pareto_nbd_abe_cdnow_sample")) else {
        return;
    };
    for block in ["level_2", "ess"] {
        for rate in ["log_lambda", "log_mu"] {
            expected[block][format!("{rate}_intercept")] = expected[block][rate].take();
            expected[block].as_object_mut().unwrap().remove(rate);
        }
    }
    let histories = histories(&customers);
    let none = Covariates::none(histories.len());
    let sampling = Sampling { chains: 4, tuning: 300, draws: 500, thin: 2, seed: 1 };
    let (found, believed) =
        NormalPopulation::draw(&histories, &none, 39.0, &NormalPriors::vague(0), &sampling).unwrap();
    println!("{believed:?} {:?} {:#?}", found.total, found.population);
    assert_population(&found, &expected, &[]);
    assert_sampled_customers(&found, &customers, &expected);
    // Customers drawn given the kept draws of the population are those drawn with it.
    let terms = Terms::new(39.0, 0.0).unwrap();
    let plain = vec![Vec::new(); histories.len()];
    let futures = NormalPopulation::predict(&found.draws.thinned(400), &histories, &plain, terms, 1, 0).unwrap();
    for (future, sampled) in futures.iter().zip(&found.customers) {
        // Shares of 2,000 simulated courses that follow one another.
        let one = future.prediction;
        assert!((one.probability_alive - sampled.probability_alive).abs() < 0.1, "{one:?} {sampled:?}");
        assert!((one.probability_return - sampled.probability_return).abs() < 0.1, "{one:?} {sampled:?}");
    }
    let total: f64 = futures.iter().map(|future| future.prediction.expected_purchases).sum();
    println!("{total} {}", found.total.mean);
    assert!((total / found.total.mean - 1.0).abs() < 0.02, "{total} {}", found.total.mean);
}

/// Means given λ and μ are those of simulated purchases.
#[test]
fn a_known_population_gives_customers_their_moments() {
    // Hardly any spread: λ = 0.2 and μ = 0.05 of every customer, who bought just now.
    let draw = vec![0.2_f64.ln(), 0.05_f64.ln(), 1e-8, 0.0, 1e-8];
    let history = History::new(4, 20.0, 20.0).unwrap();
    let terms = Terms::new(30.0, 0.01).unwrap();
    let found = NormalPopulation::predict(&[draw], &[history], &[Vec::new()], terms, 1, 0).unwrap().remove(0);
    let one = found.prediction;
    let within = |rate: f64| (1.0 - (-30.0 * rate).exp()) / rate;
    assert!((one.probability_alive - 1.0).abs() < 1e-12);
    // Rates spread by 1e-4 of themselves.
    assert!((one.expected_purchases / (0.2 * within(0.05)) - 1.0).abs() < 1e-4, "{one:?}");
    assert!((one.discounted_purchases / (0.2 * within(0.06)) - 1.0).abs() < 1e-4);
    assert!((one.probability_return / (0.2 * within(0.25)) - 1.0).abs() < 1e-4);
    let moment = |power: i32| found.counts.iter().enumerate().map(|(n, p)| p * (n as f64).powi(power)).sum::<f64>();
    // 1,200 simulated numbers with a deviation of 3: four standard errors.
    assert!((moment(1) - one.expected_purchases).abs() < 0.35, "{} {one:?}", moment(1));
    assert!(((moment(2) - moment(1).powi(2)) / one.purchase_variance - 1.0).abs() < 0.2, "{one:?}");
    let refused = |draw: Vec<f64>| NormalPopulation::predict(&[draw], &[history], &[Vec::new()], terms, 1, 0).is_err();
    assert!(refused(vec![0.0, 0.0, 1.0, 2.0, 1.0]) && refused(vec![0.0; 4]));
}

#[test]
fn covariates_of_the_apparel_retailer_are_within_the_errors_of_another_sampler() {
    let (Some(customers), Some(expected)) = (apparel(), reference("pareto_nbd_abe_covariates_apparel")) else { return };
    let Some(path) = shared_file("data/apparel/apparel_static_covariates.csv") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let numbers = |line: &str| -> Vec<f64> { line.split(',').map(|field| field.trim().parse().unwrap()).collect() };
    let rows: std::collections::BTreeMap<u32, Vec<f64>> =
        text.lines().skip(1).map(numbers).map(|row| (row[0] as u32, row[1..].to_vec())).collect();
    let rows: Vec<Vec<f64>> = customers.iter().map(|customer| rows[&customer.id].clone()).collect();
    let covariates = Covariates::new(&["Gender".to_owned(), "Channel".to_owned()], &rows).unwrap();
    let sampling = Sampling { chains: 4, tuning: 300, draws: 500, thin: 2, seed: 1 };
    let priors = NormalPriors::vague(2);
    let (found, believed) =
        NormalPopulation::draw(&histories(&customers), &covariates, 52.0, &priors, &sampling).unwrap();
    println!("{believed:?} {:?} {:#?}", found.total, found.population);
    assert_population(&found, &expected, &[]);
    assert_sampled_customers(&found, &customers, &expected);
}

/// What customers draw for themselves has the means that Pareto/NBD computes by integrals.
#[test]
fn customers_of_the_gamma_population_agree_with_the_integrals_of_the_model() {
    let model = transaction_model("pareto-nbd").unwrap();
    let ages = vec![50.0; 400];
    let purchases = model.simulate(&[0.8, 8.0, 1.2, 25.0], &ages, 11).unwrap();
    let weekly = |times: &Vec<f64>| {
        let mut weeks: Vec<f64> = times.iter().map(|time| time.ceil()).collect();
        weeks.dedup();
        History::new(weeks.len() as u32, weeks.last().copied().unwrap_or(0.0), 50.0).unwrap()
    };
    let sample: Vec<History> = purchases.iter().map(weekly).collect();
    let statistics: Statistics = sample.iter().copied().collect();
    let prior = |name: &str, median: f64| (name.to_owned(), Prior::LogNormal { median, spread: 0.7 });
    let priors = Priors(vec![prior("r", 1.0), prior("alpha", 10.0), prior("s", 1.0), prior("beta", 25.0)]);
    let sampling = Sampling { chains: 4, tuning: 150, draws: 400, thin: 1, seed: 1 };
    let by_turns = GammaPopulation::sample(&sample, 10.0, &priors, &sampling).unwrap();
    let target = Target::purchases(model, &statistics, &priors).unwrap();
    let alone = target.nuts(&sampling).unwrap();
    let terms = Terms::new(10.0, 0.0).unwrap();
    let predicted = alone.customers(model, &sample, terms).unwrap();
    for (one, other) in by_turns.customers.iter().zip(&predicted) {
        // Shares of 1,600 simulated cases.
        assert!((one.probability_alive - other.probability_alive.mean).abs() < 0.05);
        assert!((one.probability_return - other.probability_return.mean).abs() < 0.05);
        let spread = one.purchases.mean.max(0.05).sqrt();
        assert!((one.purchases.mean - other.expected_purchases.mean).abs() < 0.12 * spread, "{one:?} {other:?}");
    }
}

#[test]
fn draws_do_not_depend_on_threads_and_bad_input_is_refused() {
    let ages: Vec<f64> = (0..200).map(|i| 30.0 + f64::from(i % 40)).collect();
    let purchases = transaction_model("pareto-nbd").unwrap().simulate(&[1.0, 5.0, 1.0, 20.0], &ages, 1).unwrap();
    let sample: Vec<History> = purchases
        .iter()
        .zip(&ages)
        .map(|(times, age)| History::new(times.len() as u32, times.last().copied().unwrap_or(0.0), *age).unwrap())
        .collect();
    let none = Covariates::none(sample.len());
    let priors = NormalPriors::vague(0);
    let sampling = Sampling { chains: 2, tuning: 60, draws: 100, thin: 1, seed: 4 };
    let draw = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| GammaPopulation::draw(&sample, 10.0, &GammaPopulation::vague_priors(), &sampling).unwrap().0)
    };
    assert_eq!(draw(1), draw(3));
    let short = Sampling { draws: 100, ..sampling };
    let refused = NormalPopulation::sample(&sample, &none, 10.0, &priors, &short).unwrap_err();
    assert!(["bayes-not-mixed", "bayes-too-few-effective"].contains(&refused.code()), "{refused}");
    let other = Covariates::none(3);
    assert_eq!(NormalPopulation::sample(&sample, &other, 10.0, &priors, &sampling).unwrap_err().code(), "bayes-rows");
    let wrong = NormalPriors { degrees: 1.0, ..priors };
    assert_eq!(NormalPopulation::sample(&sample, &none, 10.0, &wrong, &sampling).unwrap_err().code(), "bayes-prior");
}
