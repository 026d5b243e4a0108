//! Weights of indicators: by hand, from data, and blends.
//!
//! Weights from data see only what tells accounts apart; they do not know what matters. [`blend`] joins them with the
//! judgement of people.

mod blend;
mod by_hand;
mod critic;
mod entropy;
mod error;
mod pca;
#[cfg(test)]
mod tests;

pub use blend::{blend, blend_multiplicative};
pub use by_hand::{Total, by_hand};
pub use critic::{CriticWeights, critic};
pub use entropy::{EntropyWeights, entropy};
pub use error::WeightError;
pub use pca::{Kept, PcaWeights, pca};

use serde::{Deserialize, Serialize};

/// How far a sum may be from what it should be: rounding of decimals, relative.
const ROUNDED_SUM: f64 = 1e-9;

/// Weights of k indicators: each finite and at least 0, with sum 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<f64>", into = "Vec<f64>")]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Takes weights that sum to 1.
    ///
    /// # Errors
    /// When there is none, one is negative or not finite, or the sum is not 1.
    pub fn new(values: Vec<f64>) -> Result<Self, WeightError> {
        by_hand(&values, Total::One)
    }

    /// Scales importances of any size to sum 1.
    ///
    /// # Errors
    /// When there is none, one is negative or not finite, or all are 0.
    pub fn proportional(importances: &[f64]) -> Result<Self, WeightError> {
        check(importances)?;
        let sum: f64 = importances.iter().sum();
        if !(sum > 0.0 && sum.is_finite()) {
            return Err(WeightError::Nothing { sum });
        }
        Ok(Self(importances.iter().map(|value| value / sum).collect()))
    }

    /// The same weight for each of k indicators.
    ///
    /// # Errors
    /// When k is 0.
    pub fn equal(indicators: usize) -> Result<Self, WeightError> {
        Self::proportional(&vec![1.0; indicators])
    }

    /// The weights.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// Number of indicators, k.
    #[must_use]
    pub fn indicators(&self) -> usize {
        self.0.len()
    }
}

impl TryFrom<Vec<f64>> for Weights {
    type Error = WeightError;

    fn try_from(values: Vec<f64>) -> Result<Self, WeightError> {
        Self::new(values)
    }
}

impl From<Weights> for Vec<f64> {
    fn from(weights: Weights) -> Self {
        weights.0
    }
}

fn check(values: &[f64]) -> Result<(), WeightError> {
    if values.is_empty() {
        return Err(WeightError::Empty);
    }
    match values.iter().position(|value| !(value.is_finite() && *value >= 0.0)) {
        Some(index) => Err(WeightError::Negative { indicator: index + 1, weight: values[index] }),
        None => Ok(()),
    }
}
