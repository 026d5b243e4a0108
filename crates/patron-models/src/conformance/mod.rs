//! What every transaction model must do, asked of every model in the registry.

mod fitting;
mod predicting;

use crate::history::{History, Statistics, StatisticsBuilder};
use crate::transaction::{Clock, TransactionModel};

/// Histories of simulated customers at the published parameters.
fn simulated(model: &dyn TransactionModel, parameters: &[f64], customers: u32, seed: u64) -> Vec<History> {
    let ages: Vec<f64> = (0..customers).map(|i| 10.0 + f64::from(i % 50)).collect();
    let purchases = model.simulate(parameters, &ages, seed).unwrap();
    purchases.iter().zip(&ages).map(|(times, age)| seen(times, *age)).collect()
}

/// A sample of simulated customers, with the gaps between their purchases.
fn sample(model: &dyn TransactionModel, parameters: &[f64], customers: u32, seed: u64) -> Vec<(History, f64)> {
    let ages: Vec<f64> = (0..customers).map(|i| 10.0 + f64::from(i % 50)).collect();
    let purchases = model.simulate(parameters, &ages, seed).unwrap();
    purchases.iter().zip(&ages).map(|(times, age)| (seen(times, *age), ln_gaps(times))).collect()
}

/// Σ ln gap from the first purchase on.
fn ln_gaps(times: &[f64]) -> f64 {
    let before = std::iter::once(&0.0).chain(times);
    times.iter().zip(before).map(|(time, before)| (time - before).ln()).sum()
}

/// Customers of weight one.
fn statistics<'a>(customers: impl IntoIterator<Item = &'a (History, f64)>) -> Statistics {
    let mut builder = StatisticsBuilder::default();
    customers.into_iter().for_each(|(history, ln_gaps)| builder.push_with_gaps(*history, *ln_gaps, 1.0).unwrap());
    builder.finish()
}

/// Whether a parameter is a whole number, which has no slope.
fn is_whole(model: &dyn TransactionModel, i: usize) -> bool {
    model.whole_parameters().contains(&model.parameter_names()[i])
}

/// What is seen at an age of a customer with given purchase times.
fn seen(times: &[f64], age: f64) -> History {
    let x = times.iter().filter(|time| **time <= age).count();
    History::new(x as u32, if x == 0 { 0.0 } else { times[x - 1] }, age).unwrap()
}

/// Histories at the edges of what there is, in the time of the model.
fn extreme(model: &dyn TransactionModel) -> Vec<History> {
    let edges: &[(u32, f64, f64)] = match model.clock() {
        Clock::Continuous => &CONTINUOUS,
        Clock::Opportunities => &OPPORTUNITIES,
    };
    edges.iter().map(|(x, t_x, age)| History::new(*x, *t_x, *age).unwrap()).collect()
}

const CONTINUOUS: [(u32, f64, f64); 10] = [
    (0, 0.0, 0.0),
    (0, 0.0, 1.0 / 7.0),
    (0, 0.0, 2609.0),
    (1, 1.0 / 7.0, 1.0 / 7.0),
    (1, 1e-6, 2609.0),
    (2, 2609.0, 2609.0),
    (5000, 10.0, 10.0),
    (5000, 2609.0, 2609.0),
    (5000, 10.0, 2609.0),
    (200, 30.0, 31.0),
];

const OPPORTUNITIES: [(u32, f64, f64); 11] = [
    (0, 0.0, 0.0),
    (0, 0.0, 1.0),
    (0, 0.0, 18_262.0),
    (1, 1.0, 1.0),
    (1, 1.0, 18_262.0),
    (2, 2609.0, 2609.0),
    (10, 10.0, 10.0),
    (5000, 5000.0, 5000.0),
    (5000, 5000.0, 18_262.0),
    (5000, 9000.0, 9001.0),
    (200, 300.0, 310.0),
];
