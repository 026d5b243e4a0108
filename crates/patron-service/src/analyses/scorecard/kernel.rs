//! The score of one customer from the values of its indicators.

use patron_criteria::aggregate::Card as PointCard;
use patron_criteria::aggregate::fuzzy::{Evaluation, evaluate, from_score};
use patron_criteria::weights::Weights;

use super::CardParameters;

/// A fitted card, ready to score.
#[derive(Debug, Clone)]
pub(crate) struct Kernel {
    pub(crate) parameters: CardParameters,
    pub(super) card: PointCard,
}

impl Kernel {
    /// The score, the points of each line in `points`, and on a fuzzy card the membership in each grade in `grades`;
    /// values that are not known are NaN. Nothing where no line that gives points is known.
    pub(crate) fn score(&self, values: &mut [f64], points: &mut [f64], grades: &mut [f64]) -> Option<f64> {
        match (&self.parameters.topsis, &self.parameters.fuzzy) {
            (Some(_), _) => self.closeness(values, points),
            (None, Some(_)) => {
                self.normalise(values);
                let found = self.graded(values, points)?;
                grades.iter_mut().zip(&found.memberships).for_each(|(grade, membership)| *grade = *membership);
                Some(found.score)
            }
            (None, None) => self.sum(values, points),
        }
    }

    /// Grades that a fuzzy card has.
    pub(crate) fn grades(&self) -> usize {
        self.parameters.fuzzy.as_ref().map_or(0, |fuzzy| fuzzy.grades.len())
    }

    /// Values become scores from 0 to 1, NaN where a line is left out.
    fn normalise(&self, values: &mut [f64]) {
        for (value, line) in values.iter_mut().zip(&self.parameters.lines) {
            *value = line.normalised(*value);
        }
    }

    /// Grades from the scores of the lines that are known; the weights of the others are spread over them.
    fn graded(&self, scores: &[f64], points: &mut [f64]) -> Option<Evaluation> {
        let fuzzy = self.parameters.fuzzy.as_ref()?;
        let known: Vec<usize> = (0..scores.len()).filter(|&line| !scores[line].is_nan()).collect();
        let weights: Vec<f64> = known.iter().map(|&line| self.parameters.lines[line].points).collect();
        let weights = Weights::proportional(&weights).ok()?;
        // within the range already, but for rounding in the last digit
        let rows = known.iter().map(|&line| from_score(100.0 * scores[line].clamp(0.0, 1.0), &fuzzy.grades).ok());
        let rows: Vec<Vec<f64>> = rows.collect::<Option<_>>()?;
        let found = evaluate(&weights, &rows, fuzzy.operator, &fuzzy.grades).ok()?;
        points.fill(0.0);
        for (&line, contribution) in known.iter().zip(&found.contributions) {
            points[line] = *contribution;
        }
        Some(found)
    }

    fn sum(&self, values: &mut [f64], points: &mut [f64]) -> Option<f64> {
        self.normalise(values);
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
            scores.extend(match (&self.parameters.topsis, &self.parameters.fuzzy) {
                (Some(_), _) => self.closeness(&mut row, &mut points),
                (None, Some(_)) => self.graded(&row, &mut points).map(|found| found.score),
                (None, None) => self.add_up(&mut row, &mut points),
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
