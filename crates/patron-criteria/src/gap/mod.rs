//! The way to the next tier.
//!
//! How many points are lacking, and which indicators can be raised to find them: the cheapest way, or the one with the
//! fewest indicators.

mod close;
mod error;
mod greedy;
mod lever;
mod search;
#[cfg(test)]
mod tests;

pub use close::{Aim, Closing, Way, close};
pub use error::GapError;
pub use lever::{Lever, Raise, room};

/// The tier above an account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NextTier {
    /// The tier, 0 being the best.
    pub tier: usize,
    /// The points it begins at.
    pub bound: f64,
    /// Points lacking to it.
    pub gap: f64,
}

/// The next tier above a total, given the bounds of the tiers, falling from the best; `None` in the best one.
#[must_use]
pub fn next_tier(total: f64, bounds: &[f64]) -> Option<NextTier> {
    let tier = bounds.partition_point(|bound| *bound > total).checked_sub(1)?;
    Some(NextTier { tier, bound: bounds[tier], gap: bounds[tier] - total })
}
