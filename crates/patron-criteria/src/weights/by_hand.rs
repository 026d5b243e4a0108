//! Weights as people write them.

use super::{ROUNDED_SUM, WeightError, Weights, check};

/// What weights written by hand should sum to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Total {
    /// 1.
    One,
    /// 100, for percentages.
    Hundred,
    /// The points of a card.
    Points(f64),
}

/// Checks that weights sum to the total, up to rounding of decimals, and scales them to 1.
///
/// # Errors
/// When there is none, one is negative or not finite, the total is not above 0, or the sum is another.
pub fn by_hand(weights: &[f64], total: Total) -> Result<Weights, WeightError> {
    check(weights)?;
    let expected = match total {
        Total::One => 1.0,
        Total::Hundred => 100.0,
        Total::Points(points) => points,
    };
    if !(expected.is_finite() && expected > 0.0) {
        return Err(WeightError::Total { total: expected });
    }
    let sum: f64 = weights.iter().sum();
    if !((sum - expected).abs() <= ROUNDED_SUM * expected) {
        return Err(WeightError::Sum { sum, expected });
    }
    Weights::proportional(weights)
}
