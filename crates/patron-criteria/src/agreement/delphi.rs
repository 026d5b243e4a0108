//! Rounds of asking.

use super::{AgreementError, spread};

/// When scores are taken to have come together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DelphiLimits {
    /// The widest distance between the quartiles.
    pub quartile_range: f64,
    /// The largest change of the median since the round before.
    pub median_change: f64,
}

/// One round.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Assessors who have answered.
    pub answers: usize,
    /// The median.
    pub median: f64,
    /// The lower quartile.
    pub lower_quartile: f64,
    /// The upper quartile.
    pub upper_quartile: f64,
    /// Assessors, from 0, below the lower or above the upper quartile: those who are asked why.
    pub outside: Vec<usize>,
    /// Change of the median since the round before.
    pub median_change: Option<f64>,
    /// Change of the distance between the quartiles since the round before; below 0 where scores come together.
    pub quartile_range_change: Option<f64>,
}

/// What rounds of asking have come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Delphi {
    /// The rounds in their order.
    pub rounds: Vec<Round>,
    /// Whether the last round keeps both limits. A first round never does, as nothing can have changed.
    pub converged: bool,
}

/// Medians and quartiles of the rounds in which the same assessors have scored one thing, NaN where one has not
/// answered \[DH1963\].
///
/// # Errors
/// When rounds differ in their number of assessors, a round has no answer, or a score is infinite.
pub fn delphi(rounds: &[Vec<f64>], limits: DelphiLimits) -> Result<Delphi, AgreementError> {
    let expected = rounds.first().map_or(0, Vec::len);
    let mut found: Vec<Round> = Vec::with_capacity(rounds.len());
    for (index, scores) in rounds.iter().enumerate() {
        let round = index + 1;
        if scores.len() != expected {
            return Err(AgreementError::Rounds { round, found: scores.len(), expected });
        }
        if let Some(assessor) = scores.iter().position(|score| score.is_infinite()) {
            return Err(AgreementError::NotFinite { assessor: assessor + 1, score: scores[assessor] });
        }
        let answered: Vec<f64> = scores.iter().copied().filter(|score| !score.is_nan()).collect();
        if answered.is_empty() {
            return Err(AgreementError::NoScores { round });
        }
        let now = spread(&answered)?;
        let (low, high) = (now.lower_quartile, now.upper_quartile);
        let before = found.last();
        let next = Round {
            answers: answered.len(),
            median: now.median,
            lower_quartile: low,
            upper_quartile: high,
            outside: (0..scores.len()).filter(|who| scores[*who] < low || scores[*who] > high).collect(),
            median_change: before.map(|before| now.median - before.median),
            quartile_range_change: before.map(|before| high - low - (before.upper_quartile - before.lower_quartile)),
        };
        found.push(next);
    }
    let converged = found.last().is_some_and(|last| {
        last.upper_quartile - last.lower_quartile <= limits.quartile_range
            && last.median_change.is_some_and(|change| change.abs() <= limits.median_change)
    });
    Ok(Delphi { rounds: found, converged })
}
