//! Weights times scores.

use super::AggregateError;
use crate::weights::Weights;

/// The weighted sum Σ wⱼ sⱼ of one account and, in `contributions`, its terms: summed in their order they are the score
/// to the bit.
///
/// A score of NaN leaves the indicator out: its contribution is 0 and the other weights grow in proportion.
///
/// # Errors
/// When scores or contributions do not fit the weights, a score is infinite, or nothing with a weight is known.
pub fn weighted_sum(weights: &Weights, scores: &[f64], contributions: &mut [f64]) -> Result<f64, AggregateError> {
    let expected = weights.indicators();
    for found in [scores.len(), contributions.len()] {
        if found != expected {
            return Err(AggregateError::Lengths { found, expected });
        }
    }
    let (mut known, mut gaps) = (0.0, false);
    for (index, (weight, score)) in weights.values().iter().zip(scores).enumerate() {
        if score.is_infinite() {
            return Err(AggregateError::NotFinite { indicator: index + 1, score: *score });
        }
        if score.is_nan() {
            gaps = true;
        } else {
            known += weight;
        }
    }
    if !(known > 0.0) {
        return Err(AggregateError::NothingKnown);
    }
    // Without gaps weights are taken as they are, so that rounding of their sum changes nothing.
    let scale = if gaps { 1.0 / known } else { 1.0 };
    let mut total = 0.0;
    for ((contribution, weight), score) in contributions.iter_mut().zip(weights.values()).zip(scores) {
        *contribution = if score.is_nan() { 0.0 } else { weight * scale * score };
        total += *contribution;
    }
    Ok(total)
}
