//! What was known at an origin, and what came after it.

use crate::history::{History, Statistics};

/// A customer acquired before the origin, with the purchases in the window after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// As known at the origin.
    pub history: History,
    /// Purchases in the window.
    pub purchases: u32,
}

/// One origin.
#[derive(Debug, Clone)]
pub struct Window {
    before: Statistics,
    seen: Vec<Seen>,
    horizon: f64,
}

impl Window {
    /// `before` is the sample to fit on; `seen` the customers to be scored, all or a part of them; `horizon` the length
    /// of the window in the unit of the histories.
    #[must_use]
    pub fn new(before: Statistics, mut seen: Vec<Seen>, horizon: f64) -> Self {
        // Equal histories side by side: each is forecast once, and sums have one order.
        let key = |seen: &Seen| {
            let history = &seen.history;
            (history.frequency(), history.recency().to_bits(), history.age().to_bits(), seen.purchases)
        };
        seen.sort_unstable_by_key(key);
        Self { before, seen, horizon }
    }

    /// The sample to fit on.
    #[must_use]
    pub fn before(&self) -> &Statistics {
        &self.before
    }

    /// The customers to be scored, equal histories side by side.
    #[must_use]
    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// Length of the window.
    #[must_use]
    pub fn horizon(&self) -> f64 {
        self.horizon
    }
}
