//! Expert and data together.

use super::{WeightError, Weights};

/// The mixture wⱼ = Σₘ aₘ wₘⱼ of several weightings with shares a that sum to 1.
///
/// # Errors
/// When there is no part, parts weigh different numbers of indicators, or shares are negative or do not sum to 1.
pub fn blend(parts: &[(&Weights, f64)]) -> Result<Weights, WeightError> {
    let indicators = same_indicators(parts)?;
    let shares = Weights::new(parts.iter().map(|(_, share)| *share).collect())?;
    let mixed = |j: usize| parts.iter().zip(shares.values()).map(|((part, _), share)| share * part.values()[j]).sum();
    Weights::proportional(&(0..indicators).map(mixed).collect::<Vec<f64>>())
}

/// The product wⱼ ∝ Πₘ wₘⱼ^aₘ of several weightings with exponents a ≥ 0: an indicator counts where all say so, and
/// not at all where one gives it 0 (unless that one's exponent is 0).
///
/// # Errors
/// When there is no part, parts weigh different numbers of indicators, an exponent is negative, or all products are 0.
pub fn blend_multiplicative(parts: &[(&Weights, f64)]) -> Result<Weights, WeightError> {
    let indicators = same_indicators(parts)?;
    super::check(&parts.iter().map(|(_, exponent)| *exponent).collect::<Vec<f64>>())?;
    let product = |j: usize| parts.iter().map(|(part, exponent)| part.values()[j].powf(*exponent)).product();
    Weights::proportional(&(0..indicators).map(product).collect::<Vec<f64>>())
}

fn same_indicators(parts: &[(&Weights, f64)]) -> Result<usize, WeightError> {
    let Some((first, _)) = parts.first() else { return Err(WeightError::Empty) };
    let expected = first.indicators();
    match parts.iter().position(|(part, _)| part.indicators() != expected) {
        Some(part) => Err(WeightError::Parts { part: part + 1, found: parts[part].0.indicators(), expected }),
        None => Ok(expected),
    }
}
