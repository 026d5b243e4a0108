//! An amount divided by weights, so that the parts add up to it to the last unit.

use super::Money;

/// Why an amount cannot be divided.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum DivisionError {
    /// A weight is negative or no number.
    #[error("weight `{position}` is `{weight}`, expected a finite number from 0 on")]
    Weight {
        /// Its position, from 1 on.
        position: usize,
        /// The weight.
        weight: f64,
    },
    /// Nothing to divide by.
    #[error("the weights add up to `{sum}`, expected more than 0")]
    Nothing {
        /// The sum.
        sum: f64,
    },
}

/// An amount that is handed out part by part, in the order of the weights.
///
/// After weights w₁ … wᵢ of the sum W, round(amount · (w₁ + … + wᵢ)/W) has been handed out: no part is off by more than
/// one unit, a weight of 0 gets nothing, and all parts together are the amount. Memory does not grow with the parts.
#[derive(Debug, Clone, Copy)]
pub struct Division {
    amount: Money,
    sum: f64,
    so_far: f64,
    given: Money,
}

impl Division {
    /// Of an amount by weights with this sum, added up in the order in which they will come.
    ///
    /// # Errors
    /// When the sum is not above 0, or not finite.
    pub fn new(amount: Money, sum: f64) -> Result<Self, DivisionError> {
        if !(sum > 0.0 && sum.is_finite()) {
            return Err(DivisionError::Nothing { sum });
        }
        Ok(Self { amount, sum, so_far: 0.0, given: Money::ZERO })
    }

    /// The part of the next weight.
    pub fn part(&mut self, weight: f64) -> Money {
        self.so_far += weight;
        let until = if self.so_far >= self.sum {
            self.amount
        } else {
            Money::from_units((self.amount.units() as f64 * (self.so_far / self.sum)).round() as i128)
        };
        let part = until - self.given;
        self.given = until;
        part
    }

    /// What has not been handed out: nothing once all weights have come.
    #[must_use]
    pub fn rest(&self) -> Money {
        self.amount - self.given
    }
}

/// All parts of an amount, by weight.
///
/// # Errors
/// When a weight is negative or not finite, or all are 0.
pub fn divided(amount: Money, weights: &[f64]) -> Result<Vec<Money>, DivisionError> {
    if let Some(place) = weights.iter().position(|weight| !(*weight >= 0.0 && weight.is_finite())) {
        return Err(DivisionError::Weight { position: place + 1, weight: weights[place] });
    }
    let mut division = Division::new(amount, weights.iter().fold(0.0, |sum, weight| sum + weight))?;
    Ok(weights.iter().map(|weight| division.part(*weight)).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_parts_of_a_hundred() {
        let parts = divided(Money::whole(100), &[1.0, 1.0, 1.0]).unwrap();
        assert_eq!(parts.iter().map(|part| part.units()).collect::<Vec<_>>(), [333_333, 333_334, 333_333]);
        assert_eq!(divided(-Money::whole(3), &[2.0, 0.0, 1.0]).unwrap()[1], Money::ZERO);
        let error = divided(Money::whole(1), &[1.0, -1.0]).unwrap_err();
        assert_eq!(error.to_string(), "weight `2` is `-1`, expected a finite number from 0 on");
        let error = divided(Money::whole(1), &[0.0]).unwrap_err();
        assert_eq!(error.to_string(), "the weights add up to `0`, expected more than 0");
    }

    proptest! {
        #[test]
        fn parts_add_up_and_are_fair(
            units in -1_000_000_000_000_i64..1_000_000_000_000,
            weights in prop::collection::vec(0.0..1e6_f64, 1..40),
        ) {
            prop_assume!(weights.iter().any(|weight| *weight > 0.0));
            let amount = Money::from_units(units.into());
            let parts = divided(amount, &weights).unwrap();
            prop_assert_eq!(parts.iter().copied().sum::<Money>(), amount);
            let sum: f64 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                let fair = units as f64 * weight / sum;
                // One unit by rounding; the products are exact to a few units of 2⁻⁵³ of the amount.
                prop_assert!((part.units() as f64 - fair).abs() <= 1.0 + 1e-15 * (units as f64).abs() * 8.0 + 1e-6);
            }
        }
    }
}
