//! A million accounts on a card of 20 indicators: fitting the scales, scoring, in wall and CPU seconds.
//!
//! `cargo bench -p patron-criteria --bench million`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures and stops at a failure")]

use std::time::Instant;

use patron_criteria::aggregate::{Card, Item};
use patron_criteria::direction::Direction;
use patron_criteria::normalise::{Method, Missing, Normaliser};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;

const ACCOUNTS: usize = 1_000_000;
const INDICATORS: usize = 20;

/// Accounts that are scored at once.
const BATCH: usize = 8_192;

/// CPU seconds of this process so far, user and system; 0 where /proc is not there.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or_default();
    let field = |i: usize| after.split_whitespace().nth(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (field(11) + field(12)) / 100.0
}

fn step<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (wall, cpu) = (Instant::now(), cpu_seconds());
    let result = work();
    println!("{name:<40} {:>7.3} s wall {:>6.2} s CPU", wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    result
}

fn main() {
    let column = |index: usize| -> Vec<f64> {
        let mut stream = ChaCha8Rng::seed_from_u64(1);
        stream.set_stream(index as u64);
        (0..ACCOUNTS).map(|_| stream.random::<f64>().powi(3)).collect()
    };
    let columns: Vec<Vec<f64>> = step("drawing", || (0..INDICATORS).into_par_iter().map(column).collect());
    for (name, method) in [("min-max", Method::MinMax), ("rank", Method::Rank)] {
        let fit = |values: &Vec<f64>| Normaliser::fit(&method, Direction::Benefit, Missing::Neutral, values).unwrap();
        let scales: Vec<Normaliser> = step(&format!("fitting by {name}"), || columns.par_iter().map(fit).collect());
        let card = Card::new(vec![Item::Merit { points: 5.0 }; INDICATORS]).unwrap();
        let sum: f64 = step(&format!("scoring by {name}"), || {
            // Indicator by indicator within a batch, so that the knots of one scale stay near.
            let score = |first: usize| {
                let rows = first..ACCOUNTS.min(first + BATCH);
                let normalise =
                    |(scale, column): (&Normaliser, &Vec<f64>)| scale.score_all(&column[rows.clone()]).unwrap();
                let scored: Vec<Vec<f64>> = scales.iter().zip(&columns).map(normalise).map(|all| all.values).collect();
                let (mut scores, mut points) = ([0.0; INDICATORS], [0.0; INDICATORS]);
                let index = |row: usize| {
                    scores.iter_mut().zip(&scored).for_each(|(score, column)| *score = column[row]);
                    card.score(&scores, &mut points).unwrap().index
                };
                (0..rows.len()).map(index).sum::<f64>()
            };
            let batches: Vec<usize> = (0..ACCOUNTS).step_by(BATCH).collect();
            batches.into_par_iter().map(score).collect::<Vec<f64>>().into_iter().sum()
        });
        println!("mean index {:.3}", sum / ACCOUNTS as f64);
    }
}
