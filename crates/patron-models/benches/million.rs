//! A million simulated customers: what each step costs in CPU seconds.
//!
//! `cargo bench -p patron-models`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures and stops at a failure")]

use std::time::Instant;

use patron_models::gamma_gamma::{GammaGamma, SpendHistory, SpendLaw, SpendStatistics};
use patron_models::history::{History, Statistics};
use patron_models::interval::{ResidualSpend, Total, Uncertainty, residual_values};
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
    let customers = 1_000_000;
    let model = transaction_model("bg-nbd").unwrap();
    // A rate of some five orders a customer over two years, in days.
    let truth = [0.6, 45.0, 0.8, 4.0];
    let ages: Vec<f64> = (0..customers).map(|i: u32| f64::from(30 + (i % 70_001) % 701)).collect();
    let purchases = step("simulate purchases", || model.simulate(&truth, &ages, 1).unwrap());
    let histories: Vec<History> = purchases
        .iter()
        .zip(&ages)
        .map(|(times, age)| {
            let mut days: Vec<f64> = times.iter().map(|time| time.ceil()).collect();
            days.dedup();
            History::new(days.len() as u32, days.last().copied().unwrap_or(0.0), *age).unwrap()
        })
        .collect();
    let counts: Vec<usize> = histories.iter().map(|history| history.frequency() as usize).collect();
    println!("{} repeat purchases", counts.iter().sum::<usize>());
    let amounts =
        step("simulate amounts", || GammaGamma::new(&[6.25, 3.74, 15.44]).unwrap().simulate(&counts, 1).unwrap());
    let spends: Vec<Option<SpendHistory>> = amounts
        .iter()
        .map(|spent| SpendHistory::new(spent.len() as u32, spent.iter().sum::<f64>() / spent.len() as f64).ok())
        .collect();

    let statistics: Statistics = step("collect statistics", || histories.iter().copied().collect());
    println!("{} distinct histories", statistics.rows().len());
    let fit = step("fit bg-nbd", || model.fit(&statistics).unwrap());
    println!("{:?} in {} evaluations", fit.parameters.values(), fit.iterations);
    let spend_statistics: SpendStatistics = step("collect spends", || spends.iter().copied().flatten().collect());
    let spend_fit = step("fit gamma-gamma", || GammaGamma::fit(&spend_statistics).unwrap());
    println!("{:?} in {} evaluations", spend_fit.parameters.values(), spend_fit.iterations);

    let terms = Terms::with_annual_rate(365.0, 0.1, 365.25).unwrap();
    let predictor = model.predictor(&fit.parameters.values(), terms).unwrap();
    let predictions = step("predict, first time", || predictor.predict_all(&histories));
    step("predict, tables warm", || predictor.predict_all(&histories));
    let spend_model = GammaGamma::from_named(&spend_fit.parameters).unwrap();
    let laws: Vec<SpendLaw> = spends.iter().map(|spend| spend_model.spend(spend.as_ref())).collect();
    let uncertainty = Uncertainty::new(Some(&fit), Some(&spend_fit)).unwrap();
    let frequent = predictions.iter().zip(&laws).filter(|(p, l)| ResidualSpend::new(p, Some(**l)).needs_counts(0.95));
    println!("{} customers whose interval needs the count distribution", frequent.count());
    let mut total = Total::default();
    let values = step("residual values with intervals", || {
        residual_values(predictor.as_ref(), &histories, &predictions, Some(&laws), &uncertainty)
    });
    step("interval of the total", || values.iter().for_each(|value| total.add(value)));
    println!("total {:.0} in {:?}", total.mean, total.interval(&uncertainty));
    step("the same for counts only", || {
        residual_values(predictor.as_ref(), &histories, &predictions, None, &uncertainty)
    });
    println!("{}", predictions.iter().map(|p| p.discounted_purchases).sum::<f64>());
}
