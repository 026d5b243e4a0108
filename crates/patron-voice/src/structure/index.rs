use serde::Serialize;

use super::StructureError;

/// What the parts of an index count: at least 0, together above 0, in any unit (points of 100, importance 1 to 5).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Takes weights; they are kept as shares that add up to 1.
    ///
    /// # Errors
    /// When one is not finite or below 0, or all are 0.
    pub fn new(weights: &[f64]) -> Result<Self, StructureError> {
        let total: f64 = weights.iter().sum();
        let place = weights.iter().position(|weight| !(weight.is_finite() && *weight >= 0.0));
        if let Some(place) = place.or((!(total > 0.0 && total.is_finite())).then_some(0)) {
            let weight = weights.get(place).copied().unwrap_or(0.0);
            return Err(StructureError::Weight { place: place + 1, weight });
        }
        Ok(Self(weights.iter().map(|weight| weight / total).collect()))
    }

    /// Every part counts the same.
    ///
    /// # Errors
    /// When there is no part.
    pub fn even(parts: usize) -> Result<Self, StructureError> {
        Self::new(&vec![1.0; parts])
    }

    /// The shares, which add up to 1.
    #[must_use]
    pub fn shares(&self) -> &[f64] {
        &self.0
    }

    pub(crate) fn check(&self, parts: usize) -> Result<(), StructureError> {
        if self.0.len() == parts {
            return Ok(());
        }
        Err(StructureError::Weights { found: self.0.len(), expected: parts })
    }

    /// Σ w x of parts that are all known.
    pub(crate) fn of(&self, parts: &[f64]) -> f64 {
        self.0.iter().zip(parts).map(|(weight, part)| weight * part).sum()
    }
}

/// The weighted mean of the parts that are known, Σ w x / Σ w, where these carry at least half of the weight; otherwise
/// nothing.
///
/// # Errors
/// When parts and weights differ in number.
pub fn index(parts: &[Option<f64>], weights: &Weights) -> Result<Option<f64>, StructureError> {
    weights.check(parts.len())?;
    let (mut sum, mut carried) = (0.0, 0.0);
    for (part, weight) in parts.iter().zip(weights.shares()) {
        if let Some(part) = part {
            sum += weight * part;
            carried += weight;
        }
    }
    // Half, but for rounding of the shares.
    Ok((carried >= 0.5 - 1e-12).then(|| sum / carried))
}
