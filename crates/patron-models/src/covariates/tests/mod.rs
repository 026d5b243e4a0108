//! Covariates in every model that has them.

mod door;
mod fitting;
mod predicting;
mod published;
mod spend;

use super::{CovariateModel, CovariateSample, CovariateSampleBuilder};
use crate::history::History;
use crate::transaction::{TransactionModel, transaction_models};

const NAMES: &[&str] = &["Channel", "Income"];

/// Every model with covariates, an effect of two on purchases and, where there is a lifetime, of one on that.
fn models() -> Vec<(CovariateModel, Vec<f64>)> {
    let with = |base: &&'static dyn TransactionModel| {
        let known = base.covariate_base()?.effects();
        let lifetime: &[&str] = &["Channel"];
        let effects: &[(&str, &[&str])] =
            if known.len() > 1 { &[("lifetime", lifetime), ("transaction", NAMES)] } else { &[("transaction", NAMES)] };
        let coefficients: &[f64] = if known.len() > 1 { &[0.6, 0.5, -0.3] } else { &[0.5, -0.3] };
        let parameters = [base.published_parameters(), coefficients].concat();
        Some((CovariateModel::new(*base, effects).unwrap(), parameters))
    };
    transaction_models().iter().filter_map(with).collect()
}

/// Half of the customers of one channel, incomes on seven steps.
fn covariates(customer: u32) -> [f64; 2] {
    [f64::from(customer % 2), 0.5 * f64::from(customer % 7) - 1.5]
}

fn collect<T>(rows: impl IntoIterator<Item = (T, [f64; 2])>) -> CovariateSample<T> {
    let mut builder = CovariateSampleBuilder::new(NAMES).unwrap();
    rows.into_iter().for_each(|(observed, z)| builder.push(observed, &z).unwrap());
    builder.finish()
}

fn ages(customers: u32) -> CovariateSample<f64> {
    collect((0..customers).map(|i| (10.0 + f64::from(i % 50), covariates(i))))
}

/// Histories of simulated customers with their covariates.
fn simulated(model: &CovariateModel, parameters: &[f64], customers: u32, seed: u64) -> Vec<(History, [f64; 2])> {
    let purchases = model.simulate(parameters, &ages(customers), seed).unwrap();
    let seen = |(i, times): (u32, &Vec<f64>)| {
        let age = 10.0 + f64::from(i % 50);
        (History::new(times.len() as u32, times.last().copied().unwrap_or(0.0), age).unwrap(), covariates(i))
    };
    (0..customers).zip(&purchases).map(seen).collect()
}
