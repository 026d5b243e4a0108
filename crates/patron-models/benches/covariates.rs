//! Covariates, the same for years and changing by the week: what they cost in CPU seconds.
//!
//! `cargo bench -p patron-models --bench covariates`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures and stops at a failure")]

use std::time::Instant;

use patron_models::covariates::{CovariateModel, CovariateSample, CovariateSampleBuilder};
use patron_models::history::History;
use patron_models::pareto_nbd_dynamic::{DynamicParetoNbd, DynamicSample, DynamicSampleBuilder};
use patron_models::transaction::{Terms, transaction_model};

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
    println!("{name:<52} {:>7.3} s wall {:>6.2} s CPU", wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    result
}

fn collect<T>(rows: impl Iterator<Item = (T, [f64; 2])>) -> CovariateSample<T> {
    let mut builder = CovariateSampleBuilder::new(&["Channel", "Income"]).unwrap();
    rows.for_each(|(observed, z)| builder.push(observed, &z).unwrap());
    builder.finish()
}

/// Two covariates on both processes, with `kinds` different incomes.
fn fixed(name: &str, published: &[f64], customers: u32, kinds: u32) {
    let z = |i: u32| [f64::from(i % 2), f64::from(i * 3 % kinds) / f64::from(kinds) - 0.5];
    let age = |i: u32| f64::from(30 + (i % 7_001) % 701);
    let effects: &[(&str, &[&str])] = &[("lifetime", &["Channel", "Income"]), ("transaction", &["Channel", "Income"])];
    let mut model = CovariateModel::new(transaction_model(name).unwrap(), effects).unwrap();
    if kinds > 100 {
        model = model.without_tables();
    }
    let truth = [published, &[0.5, -0.3, 0.4, 0.6]].concat();
    let purchases = model.simulate(&truth, &collect((0..customers).map(|i| (age(i), z(i)))), 1).unwrap();
    let seen = |(i, times): (u32, &Vec<f64>)| {
        let mut days: Vec<f64> = times.iter().map(|time| time.ceil().min(age(i))).collect();
        days.dedup();
        (History::new(days.len() as u32, days.last().copied().unwrap_or(0.0), age(i)).unwrap(), z(i))
    };
    let sample = collect((0..customers).zip(&purchases).map(seen));
    println!("{name}: {customers} customers, {} kinds", sample.groups(model.design()).unwrap().len());
    let fit = step("fit", || model.fit(&sample).unwrap());
    println!("{:?} in {} evaluations", fit.parameters.values(), fit.iterations);
    let terms = Terms::with_annual_rate(365.0, 0.1, 365.25).unwrap();
    let found = step("predict", || model.predict_all(&fit.parameters.values(), terms, &sample).unwrap());
    println!("{} purchases expected", found.iter().map(|found| found.expected_purchases).sum::<f64>());
}

/// 600 customers over two years of weeks, with a season and two covariates that stay the same, on both processes.
fn changing() {
    let names = ["Season", "Gender", "Channel"];
    let model = DynamicParetoNbd::new(&[("lifetime", &names), ("transaction", &names)]).unwrap();
    let truth = [1.7, 75.0, 0.7, 45.0, 0.3, -0.5, 0.7, 0.7, 0.3, 0.6];
    let sample = |purchases: &[Vec<f64>]| -> DynamicSample {
        let mut builder = DynamicSampleBuilder::new(&names).unwrap();
        let starts: Vec<f64> = (0..156).map(f64::from).collect();
        for (i, times) in purchases.iter().enumerate() {
            let season = |week: usize| f64::from(u8::from(week % 52 > 38));
            let values: Vec<Vec<f64>> =
                (0..156).map(|week| vec![season(week), (i % 2) as f64, (i / 2 % 2) as f64]).collect();
            builder.push(times, 104.0, &starts, &values, 156.0).unwrap();
        }
        builder.finish()
    };
    let purchases = model.simulate(&truth, &sample(&vec![Vec::new(); 600]), 1).unwrap();
    let sample = sample(&purchases);
    let fit = step("pareto-nbd-dynamic: fit, 600 customers", || model.fit(&sample).unwrap());
    println!("{:?} in {} evaluations", fit.parameters.values(), fit.iterations);
    let terms = Terms::new(52.0, 0.0027).unwrap();
    step("pareto-nbd-dynamic: predict", || model.predict_all(&fit.parameters.values(), terms, &sample).unwrap());
}

fn main() {
    fixed("bg-nbd", &[0.6, 45.0, 0.8, 2.5], 100_000, 7);
    fixed("pareto-nbd", &[0.6, 45.0, 0.6, 200.0], 100_000, 7);
    fixed("bg-nbd", &[0.6, 45.0, 0.8, 2.5], 5_000, 4_999);
    fixed("pareto-nbd", &[0.6, 45.0, 0.6, 200.0], 5_000, 4_999);
    changing();
}
