//! Loyalty: what customers feel beside what they do \[DB1994\].
//!
//! An index of loyalty (repurchase, share of wallet, tenure, recommendation, preference, resistance to switching) is
//! the weighted mean of its parts, [`structure::index`](crate::structure::index).

use serde::{Deserialize, Serialize};

/// Attitude against behaviour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loyalty {
    /// Likes it and buys again.
    True,
    /// Likes it and does not buy again: something stands in the way.
    Latent,
    /// Buys again without liking it: habit, contract, no other offer near.
    Spurious,
    /// Neither.
    None,
}

/// The place of a customer: attitude (relative to rivals, where it was asked so) and repeat behaviour, each high from
/// its threshold on.
#[must_use]
pub fn loyalty(attitude: f64, behaviour: f64, high_attitude: f64, high_behaviour: f64) -> Loyalty {
    match (attitude >= high_attitude, behaviour >= high_behaviour) {
        (true, true) => Loyalty::True,
        (true, false) => Loyalty::Latent,
        (false, true) => Loyalty::Spurious,
        (false, false) => Loyalty::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_places() {
        assert_eq!(loyalty(9.0, 12.0, 9.0, 4.0), Loyalty::True);
        assert_eq!(loyalty(9.0, 1.0, 9.0, 4.0), Loyalty::Latent);
        assert_eq!(loyalty(5.0, 4.0, 9.0, 4.0), Loyalty::Spurious);
        assert_eq!(loyalty(5.0, 1.0, 9.0, 4.0), Loyalty::None);
    }
}
