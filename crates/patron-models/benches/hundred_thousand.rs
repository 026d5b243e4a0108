//! A hundred thousand simulated customers of every transaction model: CPU seconds of fit and predictions.
//!
//! `cargo bench -p patron-models --bench hundred_thousand`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures and stops at a failure")]

use patron_models::history::{History, StatisticsBuilder};
use patron_models::transaction::{Terms, transaction_models};

/// CPU seconds of this process so far, user and system; falls back to 0 where /proc is not there.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or_default();
    let field = |i: usize| after.split_whitespace().nth(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (field(11) + field(12)) / 100.0
}

fn main() {
    for model in transaction_models() {
        let ages: Vec<f64> = (0..100_000).map(|i| 10.0 + f64::from(i * 7 % 700) / 7.0).collect();
        let purchases = model.simulate(model.published_parameters(), &ages, 1).unwrap();
        let mut builder = StatisticsBuilder::default();
        let mut histories = Vec::with_capacity(ages.len());
        for (times, age) in purchases.iter().zip(&ages) {
            let before = std::iter::once(&0.0).chain(times);
            let ln_gaps = times.iter().zip(before).map(|(time, before)| (time - before).ln()).sum();
            let history = History::new(times.len() as u32, times.last().copied().unwrap_or(0.0), *age).unwrap();
            builder.push_with_gaps(history, ln_gaps, 1.0).unwrap();
            histories.push(history);
        }
        let statistics = builder.finish();
        let start = cpu_seconds();
        let fit = model.fit(&statistics).unwrap();
        let fitted = cpu_seconds();
        let terms = Terms::with_annual_rate(52.0, 0.1, 52.18).unwrap();
        let predictor = model.predictor(&fit.parameters.values(), terms).unwrap();
        let total: f64 = predictor.predict_all(&histories).iter().map(|found| found.discounted_purchases).sum();
        println!(
            "{:<12} {} distinct histories; fit {:.2} s CPU in {} evaluations, predict {:.2} s CPU; {:?}, {total:.0}",
            model.name(),
            statistics.rows().len(),
            fitted - start,
            fit.iterations,
            cpu_seconds() - fitted,
            fit.parameters.values(),
        );
    }
}
