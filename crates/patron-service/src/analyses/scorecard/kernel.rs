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
            *value = line.normalised(*value);
        }
        self.add_up(values, points)
    }

    /// The score from scores of the lines from 0 to 1.
    fn add_up(&self, scores: &mut [f64], points: &mut [f64]) -> Option<f64> {
        // within the range already, but for rounding in the last digit
        scores.iter_mut().for_each(|score| *score = score.clamp(0.0, 1.0));
        let scored = self.card.score(scores, points).ok()?;
        if self.parameters.points {
            return Some(scored.raw);
        }
        // an index from 0 to 100: each line's points on the same scale, so that they still add up
        let (lowest, highest) = self.card.range();
        let scale = 100.0 / (highest - lowest);
        points.iter_mut().for_each(|points| *points *= scale);
        Some(scored.index)
    }

    /// The scores of many, ascending, from columns as a fit holds them: of values compared as they are the values, else
    /// scores of the lines from 0 to 1.
    pub(super) fn ranked(&self, columns: &[Vec<f64>]) -> Vec<f64> {
        let rows = columns.first().map_or(0, Vec::len);
        let (mut row, mut points) = (vec![0.0; columns.len()], vec![0.0; columns.len()]);
        let mut scores = Vec::with_capacity(rows);
        for place in 0..rows {
            for (cell, column) in row.iter_mut().zip(columns) {
                *cell = column.get(place).copied().unwrap_or(f64::NAN);
            }
            scores.extend(match &self.parameters.topsis {
                Some(_) => self.closeness(&mut row, &mut points),
                None => self.add_up(&mut row, &mut points),
            });
        }
        scores.sort_unstable_by(f64::total_cmp);
        scores
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
