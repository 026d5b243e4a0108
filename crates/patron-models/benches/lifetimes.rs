//! A hundred thousand simulated customers: what models with a lifetime cost in CPU seconds.
//!
//! `cargo bench -p patron-models --bench lifetimes`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures and stops at a failure")]

use std::time::Instant;

use patron_models::history::{History, Statistics};
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
    println!("{name:<44} {:>7.3} s wall {:>6.2} s CPU", wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    result
}

fn main() {
    let customers = 100_000;
    let ages: Vec<f64> = (0..customers).map(|i: u32| f64::from(30 + (i % 7_001) % 701)).collect();
    // In days, some five orders a customer over two years.
    for (name, truth) in
        [("pareto-nbd", vec![0.6, 45.0, 0.6, 200.0]), ("ggompertz-nbd", vec![0.6, 45.0, 5.0, 0.004, 0.8])]
    {
        let model = transaction_model(name).unwrap();
        let purchases = step(&format!("{name}: simulate"), || model.simulate(&truth, &ages, 1).unwrap());
        for (rounding, whole_days) in [("by the day", true), ("at any moment", false)] {
            let histories: Vec<History> = purchases
                .iter()
                .zip(&ages)
                .map(|(times, age)| {
                    let mut times: Vec<f64> =
                        times.iter().map(|time| if whole_days { time.ceil() } else { *time }).collect();
                    times.dedup();
                    History::new(times.len() as u32, times.last().copied().unwrap_or(0.0), *age).unwrap()
                })
                .collect();
            let statistics: Statistics = histories.iter().copied().collect();
            println!("{rounding}: {} distinct histories", statistics.rows().len());
            let fit = step(&format!("{name}: fit"), || model.fit(&statistics).unwrap());
            println!("{:?} in {} evaluations", fit.parameters.values(), fit.iterations);
            let terms = Terms::with_annual_rate(365.0, 0.1, 365.25).unwrap();
            let predictor = model.predictor(&fit.parameters.values(), terms).unwrap();
            step(&format!("{name}: predict, first time"), || predictor.predict_all(&histories));
            let again = step(&format!("{name}: predict, tables warm"), || predictor.predict_all(&histories));
            println!("{} purchases expected", again.iter().map(|found| found.expected_purchases).sum::<f64>());
        }
    }
}
