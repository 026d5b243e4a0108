//! A hundred thousand simulated customers of the models that count in periods: what each step costs in CPU seconds.
//!
//! `cargo bench -p patron-models --bench contracts_and_opportunities`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures and stops at a failure")]

use std::time::Instant;

use patron_models::contractual::{RenewalStatisticsBuilder, RenewalTerms, renewal_models};
use patron_models::forecast::{PeriodCount, PeriodCounts, PeriodicNbd};
use patron_models::history::{History, Statistics};
use patron_models::interval::Uncertainty;
use patron_models::normal_spend::{Contribution, ContributionStatistics, NormalSpend, ResidualContribution};
use patron_models::transaction::{Terms, transaction_model};
use rayon::prelude::*;

/// CPU seconds of this process so far, user and system; falls back to 0 where /proc is not there.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or_default();
    let field = |i: usize| after.split_whitespace().nth(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (field(11) + field(12)) / 100.0
}

fn step<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (wall, cpu) = (Instant::now(), cpu_seconds());
    let result = work();
    println!("{name:<44} {:>7.3} s wall {:>6.2} s CPU", wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    result
}

const CUSTOMERS: u32 = 100_000;

fn contracts() {
    for model in renewal_models() {
        let name = model.name();
        let due: Vec<u32> = (0..CUSTOMERS).map(|i| 1 + i % 48).collect();
        let tenures = model.simulate(model.published_parameters(), &due, 1).unwrap();
        let statistics = step(&format!("{name}: collect statistics"), || {
            let mut builder = RenewalStatisticsBuilder::default();
            tenures.iter().for_each(|tenure| builder.push(*tenure, 1.0).unwrap());
            builder.finish()
        });
        let fit = step(&format!("{name}: fit"), || model.fit(&statistics).unwrap());
        println!("{:?} in {} evaluations", fit.parameters.values(), fit.iterations);
        let terms = RenewalTerms::with_annual_rate(12, 0.1, 12.0).unwrap();
        let predictor = model.predictor(&fit.parameters.values(), terms).unwrap();
        let lives = step(&format!("{name}: lifetimes after 0 to 48 renewals"), || {
            (0..49).map(|renewals| predictor.residual(renewals).discounted_forever.unwrap()).sum::<f64>()
        });
        println!("{lives}");
    }
}

fn opportunities() -> (Vec<History>, f64) {
    let model = transaction_model("bg-bb").unwrap();
    let ages: Vec<f64> = (0..CUSTOMERS).map(|i| f64::from(6 + i % 47)).collect();
    let purchases = model.simulate(model.published_parameters(), &ages, 1).unwrap();
    let history = |(times, age): (&Vec<f64>, &f64)| {
        History::new(times.len() as u32, times.last().copied().unwrap_or(0.0), *age).unwrap()
    };
    let histories: Vec<History> = purchases.iter().zip(&ages).map(history).collect();
    let statistics: Statistics = histories.iter().copied().collect();
    println!("{} distinct histories", statistics.rows().len());
    let fit = step("bg-bb: fit", || model.fit(&statistics).unwrap());
    println!("{:?} in {} evaluations", fit.parameters.values(), fit.iterations);
    let predictor = model.predictor(&fit.parameters.values(), Terms::new(12.0, 0.008).unwrap()).unwrap();
    let predictions = step("bg-bb: predict", || predictor.predict_all(&histories));
    let contributions = NormalSpend::new(&[-2.0, 25.0, 18.0]).unwrap();
    let counts: Vec<usize> = histories.iter().map(|history| history.frequency() as usize).collect();
    let known: Vec<Option<Contribution>> =
        contributions.simulate(&counts, 1).iter().map(|amounts| Contribution::of(amounts).ok()).collect();
    let statistics: ContributionStatistics = known.iter().flatten().copied().collect();
    let fit = step("normal-spend: fit", || NormalSpend::fit(&statistics).unwrap());
    println!("{:?} in {} evaluations", fit.parameters.values(), fit.iterations);
    let (model, uncertainty) = (NormalSpend::from_named(&fit.parameters).unwrap(), Uncertainty::none());
    let values = step("normal-spend: values with intervals", || {
        let value = |((history, prediction), known): ((&History, &_), &Option<Contribution>)| {
            let residual = ResidualContribution::new(prediction, model.contribution(known.as_ref()));
            residual.value(&uncertainty, |up_to| predictor.count_probabilities(history, up_to)).interval.low
        };
        histories.par_iter().zip(&predictions).zip(&known).map(value).collect::<Vec<f64>>()
    });
    (histories, values.iter().sum())
}

fn main() {
    contracts();
    let (histories, sum) = opportunities();
    println!("{sum}");
    let counts: PeriodCounts =
        histories.iter().map(|history| PeriodCount::new(history.frequency(), history.age()).unwrap()).collect();
    let fit = step("periodic-nbd: fit", || PeriodicNbd::fit(&counts).unwrap());
    println!("{:?} in {} evaluations", fit.parameters.values(), fit.iterations);
}
