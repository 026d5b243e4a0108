//! The score of one customer from the values of its indicators.

use patron_criteria::aggregate::Card as PointCard;

use super::CardParameters;

/// A fitted card, ready to score.
#[derive(Debug, Clone)]
pub(super) struct Kernel {
    pub(super) parameters: CardParameters,
    pub(super) card: PointCard,
}

impl Kernel {
    /// The score, and the points of each line in `points`; values that are not known are NaN. Nothing where no line
    /// that gives points is known.
    pub(super) fn score(&self, values: &mut [f64], points: &mut [f64]) -> Option<f64> {
        match &self.parameters.topsis {
            Some(_) => self.closeness(values, points),
            None => self.sum(values, points),
        }
    }

    fn sum(&self, values: &mut [f64], points: &mut [f64]) -> Option<f64> {
        for (value, line) in values.iter_mut().zip(&self.parameters.lines) {
            let score = line.normaliser.as_ref().and_then(|normaliser| normaliser.score(*value).ok());
            // within the range already, but for rounding in the last digit
            *value = score.unwrap_or(f64::NAN).clamp(0.0, 1.0);
        }
        let scored = self.card.score(values, points).ok()?;
        if self.parameters.points {
            return Some(scored.raw);
        }
        // an index from 0 to 100: each line's points on the same scale, so that they still add up
        let (lowest, highest) = self.card.range();
        let scale = 100.0 / (highest - lowest);
        points.iter_mut().for_each(|points| *points *= scale);
        Some(scored.index)
    }

    fn closeness(&self, values: &mut [f64], points: &mut [f64]) -> Option<f64> {
        let topsis = self.parameters.topsis.as_ref()?;
        let kept = || self.parameters.lines.iter().enumerate().filter(|(_, line)| line.left_out.is_none());
        let mut known = Vec::with_capacity(values.len());
        for (index, line) in kept() {
            let value = values.get(index).copied().filter(|value| !value.is_nan());
            known.push(value.or(line.mean)?);
        }
        let scored = topsis.score(&known).ok()?;
        points.fill(0.0);
        for ((index, _), share) in kept().zip(&scored.contributions) {
            if let Some(points) = points.get_mut(index) {
                *points = 100.0 * share;
            }
        }
        Some(100.0 * scored.closeness)
    }
}
