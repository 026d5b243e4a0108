//! Random numbers: a stream for each table and each of its rows, so that a longer table begins with the shorter one.

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

/// What is drawn; keeps the draws of one table apart from those of another.
#[derive(Debug, Clone, Copy)]
pub(super) enum Draw {
    Products = 1,
    Customers = 2,
    Purchases = 3,
    WalkIns = 4,
    Returns = 5,
    Traits = 6,
    Accounts = 7,
    Receivables = 8,
    Opportunities = 9,
    Interactions = 10,
    Contracts = 11,
    Wallets = 12,
    People = 13,
    Assessments = 14,
    MarketingSpend = 15,
}

/// The stream of one row.
pub(super) fn stream(seed: u64, draw: Draw, row: usize) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ ((draw as u64) << 56));
    rng.set_stream(row as u64);
    rng
}

/// One of the items with the chances that go with them; `None` only of an empty list.
pub(super) fn weighted<'a, T>(rng: &mut ChaCha8Rng, items: &'a [T], weight: impl Fn(&T) -> f64) -> Option<&'a T> {
    let total: f64 = items.iter().map(&weight).sum();
    let mut left = rng.random::<f64>() * total;
    for item in items {
        left -= weight(item);
        if left < 0.0 {
            return Some(item);
        }
    }
    items.last()
}

/// One of the items, all alike; the default only of an empty list.
pub(super) fn one<T: Copy + Default>(rng: &mut ChaCha8Rng, items: &[T]) -> T {
    if items.is_empty() { T::default() } else { items[rng.random_range(0..items.len())] }
}
