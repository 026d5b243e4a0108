//! Which indicators to think about.

use super::{CorrelationMatrix, Inflation};

/// A correlation whose size is above this makes a pair redundant.
pub const CLOSE: f64 = 0.9;

/// A variance inflation factor above this makes an indicator redundant.
pub const INFLATED: f64 = 10.0;

/// Why an indicator is redundant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It follows another in a straight line.
    Pearson,
    /// It follows another in rank.
    Spearman,
    /// It follows from all others together.
    Inflation,
}

/// An indicator and the one it is closest to. Both count from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Redundant {
    /// The indicator; of a pair the later one.
    pub indicator: usize,
    /// The other of the pair, or the one with the largest correlation in size where all others together explain it.
    pub partner: usize,
    /// Correlation of the two: by ranks where the reason is, otherwise of straight lines.
    pub correlation: f64,
    /// Why.
    pub reason: Reason,
}

/// Pairs with a correlation above [`CLOSE`] in size, then indicators with an inflation factor above [`INFLATED`].
///
/// A pair that is close both ways is named once, as a straight line.
#[must_use]
pub fn redundant(pearson: &CorrelationMatrix, spearman: &CorrelationMatrix, inflation: &[Inflation]) -> Vec<Redundant> {
    let mut found = Vec::new();
    for indicator in 0..pearson.size() {
        for partner in 0..indicator {
            let both = [(Reason::Pearson, pearson), (Reason::Spearman, spearman)];
            let close = both.iter().find_map(|(reason, matrix)| {
                matrix.get(indicator, partner).filter(|r| r.abs() > CLOSE).map(|r| (*reason, r))
            });
            if let Some((reason, correlation)) = close {
                found.push(Redundant { indicator, partner, correlation, reason });
            }
        }
    }
    for (indicator, inflation) in inflation.iter().enumerate() {
        let inflated = match inflation {
            Inflation::Factor(factor) => *factor > INFLATED,
            Inflation::Exact => true,
            Inflation::Constant => false,
        };
        if inflated && let Some((partner, correlation)) = closest(pearson, indicator) {
            found.push(Redundant { indicator, partner, correlation, reason: Reason::Inflation });
        }
    }
    found
}

fn closest(correlations: &CorrelationMatrix, indicator: usize) -> Option<(usize, f64)> {
    (0..correlations.size())
        .filter(|other| *other != indicator)
        .filter_map(|other| correlations.get(indicator, other).map(|r| (other, r)))
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
}
