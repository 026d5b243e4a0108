//! Rank stability of a large card: 10,000 draws of 20 weights for 2,000 accounts, in wall and CPU seconds.
//!
//! `cargo bench -p patron-criteria --bench rank_stability`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures and stops at a failure")]

use std::time::Instant;

use patron_criteria::stability::{Movement, Plan, Subject, Tiers, stability};
use patron_criteria::table::Table;
use patron_criteria::weights::Weights;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// CPU seconds of this process so far, user and system; 0 where /proc is not there.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or_default();
    let field = |i: usize| after.split_whitespace().nth(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (field(11) + field(12)) / 100.0
}

fn main() {
    let mut stream = ChaCha8Rng::seed_from_u64(1);
    let columns = (0..20).map(|_| (0..2_000).map(|_| stream.random::<f64>()).collect()).collect();
    let table = Table::new(columns).unwrap();
    let weights = Weights::equal(20).unwrap();
    let subject = Subject::new(&table, &weights).unwrap();
    let plan = Plan { draws: 10_000, seed: 1, most_accounts: 2_000 };
    for movement in [Movement::Dirichlet { concentration: 100.0 }, Movement::Within { share: 0.2 }] {
        let (start, cpu) = (Instant::now(), cpu_seconds());
        let found = stability(&subject, &Tiers::Shares(vec![0.05, 0.15]), movement, plan).unwrap();
        let (wall, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds() - cpu);
        println!("{movement:?}: {wall:.2} s wall, {cpu:.2} s CPU, tiers kept {:.3}", found.keeps_tier);
    }
}
