//! What posteriors cost in CPU seconds, and how many independent draws they are worth.
//!
//! `cargo bench -p patron-bayes` for parameters of models, `cargo bench -p patron-bayes -- populations` for models in which
//! every customer has rates of an own; names of models instead for some only. `-- write FILE` writes the customers of
//! BG/NBD as a summary file, for other programs to draw from.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures and stops at a failure")]

use std::time::Instant;

use patron_bayes::Sampling;
use patron_bayes::draws::Summary;
use patron_bayes::pareto_ggg::ParetoGgg;
use patron_bayes::pareto_nbd_hb::{Covariates, GammaPopulation, NormalPopulation, NormalPriors};
use patron_bayes::posterior::{Posterior, Target};
use patron_bayes::prior::{Prior, Priors};
use patron_models::history::{History, Statistics, WeightedHistory};
use patron_models::transaction::transaction_model;

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

fn report(posterior: &Posterior) {
    println!("  {:?}", posterior.method);
    describe(&posterior.parameters);
}

/// Customers with histories at any moment, all different.
fn simulated(name: &str, truth: &[f64], customers: u32) -> Statistics {
    let ages: Vec<f64> = (0..customers).map(|i| 27.0 + f64::from(i) * 12.0 / f64::from(customers)).collect();
    let purchases = transaction_model(name).unwrap().simulate(truth, &ages, 1).unwrap();
    let histories = purchases
        .iter()
        .zip(&ages)
        .map(|(times, age)| History::new(times.len() as u32, times.last().copied().unwrap_or(0.0), *age).unwrap());
    histories.collect()
}

fn describe(summaries: &[Summary]) {
    for found in summaries {
        print!("  {} {:.4} ± {:.4}", found.name, found.mean, found.sd);
        if let Some(known) = &found.diagnostics {
            print!(" r-hat {:.4} ess {:.0} bulk {:.0} tail", known.r_hat, known.ess_bulk, known.ess_tail);
        }
        println!();
    }
}

fn grocer() {
    // A grocer's customers over a year, in weeks: some ten purchases each, every few weeks.
    let ages: Vec<f64> = (0..1_500).map(|i| 40.0 + f64::from(i % 13)).collect();
    let regular = ParetoGgg::simulate(&[6.0, 2.5, 2.0, 8.0, 0.8, 40.0], &ages, 1).unwrap();
    for (chains, tuning, draws, thin) in [(2, 300, 1200, 1), (4, 300, 1000, 2)] {
        let sampling = Sampling { chains, tuning, draws, thin, seed: 1 };
        let name = format!("pareto-ggg: 1500 customers, {chains} x ({tuning} + {draws} x {thin})");
        match step(&name, || ParetoGgg::sample(&regular, 52.0, &ParetoGgg::vague_priors(), &sampling)) {
            Ok(posterior) => describe(&posterior.population),
            Err(error) => println!("  {error}"),
        }
    }
}

fn gamma_population(histories: &[History]) {
    let sampling = Sampling { chains: 4, tuning: 500, draws: 1000, thin: 1, seed: 1 };
    let priors = Priors::weak(transaction_model("pareto-nbd").unwrap(), 33.0);
    match step("pareto-nbd-hb: 2357 customers, 4 x (500 + 1000)", || {
        GammaPopulation::sample(histories, 39.0, &priors, &sampling)
    }) {
        Ok(posterior) => describe(&posterior.population),
        Err(error) => println!("  {error}"),
    }
}

fn normal_population(histories: &[History]) {
    let (none, priors) = (Covariates::none(histories.len()), NormalPriors::vague(0));
    let sampling = Sampling { chains: 4, tuning: 500, draws: 1000, thin: 4, seed: 1 };
    match step("pareto-nbd-abe: 2357 customers, 4 x (500 + 1000 x 4)", || {
        NormalPopulation::sample(histories, &none, 39.0, &priors, &sampling)
    }) {
        Ok(posterior) => describe(&posterior.population),
        Err(error) => println!("  {error}"),
    }
}

/// Histories of CDNOW's size.
fn retailer() -> Vec<History> {
    let sample = simulated("pareto-nbd", &PARETO_NBD, 2_357);
    sample.rows().iter().map(|row| row.history).collect()
}

/// Customers with histories all different.
const CUSTOMERS: u32 = 10_000;
const BG_NBD: [f64; 4] = [0.243, 4.414, 0.793, 2.426];
const PARETO_NBD: [f64; 4] = [0.553, 10.578, 0.606, 11.669];

fn parameters(name: &str, truth: &[f64], priors: &Priors) {
    let sample = simulated(name, truth, CUSTOMERS);
    let repeaters = sample.repeaters();
    println!("{name}: {CUSTOMERS} customers, {} distinct histories, {repeaters} repeaters", sample.rows().len());
    let model = transaction_model(name).unwrap();
    let target = step(&format!("{name}: fit and arrange"), || Target::purchases(model, &sample, priors).unwrap());
    for (tuning, draws) in [(1000, 1000), (200, 500)] {
        let sampling = Sampling { tuning, draws, ..Sampling::default() };
        let posterior =
            step(&format!("{name}: no U-turn, 4 x ({tuning} + {draws})"), || target.nuts(&sampling).unwrap());
        report(&posterior);
    }
    match step(&format!("{name}: normal approximation, 4000 draws"), || target.laplace(&Sampling::default())) {
        Ok(posterior) => report(&posterior),
        Err(error) => println!("  {error}"),
    }
}

fn write(path: &str) {
    let sample = simulated("bg-nbd", &BG_NBD, CUSTOMERS);
    let line = |(i, row): (usize, &WeightedHistory)| {
        let history = row.history;
        format!("{i},{},{},{},week\n", history.frequency(), history.recency(), history.age())
    };
    let lines: String = sample.rows().iter().enumerate().map(line).collect();
    std::fs::write(path, format!("customer_id,frequency,recency,T,time_unit\n{lines}")).unwrap();
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let [first, path] = &words[..]
        && first == "write"
    {
        return write(path);
    }
    let asked = |name: &str, group: &str| match &words[..] {
        [] => group == "parameters",
        words => words.iter().any(|word| word == name || word == group),
    };
    if asked("bg-nbd", "parameters") {
        let scales = [("r", 5.0), ("alpha", 10.0), ("a", 5.0), ("b", 10.0)];
        let half_normal = |(name, scale): (&str, f64)| (name.to_owned(), Prior::HalfNormal { scale });
        parameters("bg-nbd", &BG_NBD, &Priors(scales.map(half_normal).to_vec()));
    }
    if asked("pareto-nbd", "parameters") {
        let priors = Priors::weak(transaction_model("pareto-nbd").unwrap(), 33.0);
        parameters("pareto-nbd", &PARETO_NBD, &priors);
    }
    if asked("pareto-nbd-hb", "populations") {
        gamma_population(&retailer());
    }
    if asked("pareto-ggg", "populations") {
        grocer();
    }
    if asked("pareto-nbd-abe", "populations") {
        normal_population(&retailer());
    }
}
