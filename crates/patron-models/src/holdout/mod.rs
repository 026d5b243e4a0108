//! How good predictions were, once it is known what happened.

mod accuracy;
mod crps;
mod pit;
mod reliability;

pub use accuracy::{Accuracy, Outcomes, accuracy};
pub use crps::{crps, spread};
pub use pit::{Pit, PitBuilder};
pub use reliability::{ReliabilityBin, coverage, reliability};

/// Predictions and outcomes do not belong together.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum HoldoutError {
    /// The lists differ in length.
    #[error("`{predicted}` predictions were given for `{actual}` outcomes, expected the same number")]
    Lengths {
        /// Number of predictions.
        predicted: usize,
        /// Number of outcomes.
        actual: usize,
    },
    /// There is nothing to compare.
    #[error("no predictions were given, expected at least `1`")]
    Empty,
    /// A prediction or an outcome is not a finite number.
    #[error("the value at position `{position}` is not a finite number")]
    NotFinite {
        /// Its position, from 0.
        position: usize,
    },
    /// An outcome was not spread over part of [0, 1].
    #[error("an outcome lies between `{low}` and `{high}`, expected two probabilities in ascending order")]
    NoSpread {
        /// P(N < y)
        low: f64,
        /// P(N ≤ y)
        high: f64,
    },
}

fn check(predicted: &[f64], actual: &[f64]) -> Result<(), HoldoutError> {
    if predicted.len() != actual.len() {
        return Err(HoldoutError::Lengths { predicted: predicted.len(), actual: actual.len() });
    }
    if predicted.is_empty() {
        return Err(HoldoutError::Empty);
    }
    match predicted.iter().zip(actual).position(|(p, a)| !(p.is_finite() && a.is_finite())) {
        Some(position) => Err(HoldoutError::NotFinite { position }),
        None => Ok(()),
    }
}
