//! Rank stability of a large card: 10,000 draws of 20 weights for 2,000 accounts.

#![allow(clippy::print_stdout, reason = "a benchmark reports what it measured")]
#![allow(clippy::unwrap_used, reason = "a benchmark stops when its input is wrong")]

use std::time::Instant;

use patron_criteria::stability::{Movement, Plan, Subject, Tiers, stability};
use patron_criteria::table::Table;
use patron_criteria::weights::Weights;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

fn main() {
    let mut stream = ChaCha8Rng::seed_from_u64(1);
    let columns = (0..20).map(|_| (0..2_000).map(|_| stream.random::<f64>()).collect()).collect();
    let table = Table::new(columns).unwrap();
    let weights = Weights::equal(20).unwrap();
    let subject = Subject::new(&table, &weights).unwrap();
    let plan = Plan { draws: 10_000, seed: 1, most_accounts: 2_000 };
    for movement in [Movement::Dirichlet { concentration: 100.0 }, Movement::Within { share: 0.2 }] {
        let start = Instant::now();
        let found = stability(&subject, &Tiers::Shares(vec![0.05, 0.15]), movement, plan).unwrap();
        println!("{movement:?}: {:.2} s, tiers kept {:.3}", start.elapsed().as_secs_f64(), found.keeps_tier);
    }
}
