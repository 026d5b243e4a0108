//! How far scores lie apart.

use super::AgreementError;
use crate::quantile::{quantile_of_sorted, sorted};

/// Where the scores of several assessors lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// How many there are.
    pub scores: usize,
    /// Their mean.
    pub mean: f64,
    /// Their median.
    pub median: f64,
    /// Standard deviation (divisor n − 1); `None` for a single score.
    pub deviation: Option<f64>,
    /// The lowest.
    pub lowest: f64,
    /// The highest.
    pub highest: f64,
    /// The lower quartile, linear between neighbours.
    pub lower_quartile: f64,
    /// The upper quartile.
    pub upper_quartile: f64,
}

/// Mean, median, deviation, range and quartiles of the scores of one account and indicator.
///
/// # Errors
/// When there is no score or one is not finite.
pub fn spread(scores: &[f64]) -> Result<Spread, AgreementError> {
    if let Some(index) = scores.iter().position(|score| !score.is_finite()) {
        return Err(AgreementError::NotFinite { assessor: index + 1, score: scores[index] });
    }
    let ordered = sorted(scores);
    let (Some(lowest), Some(highest)) = (ordered.first(), ordered.last()) else {
        return Err(AgreementError::NoScores { round: 1 });
    };
    let n = scores.len() as f64;
    let mean = ordered.iter().sum::<f64>() / n;
    let squares: f64 = ordered.iter().map(|score| (score - mean).powi(2)).sum();
    Ok(Spread {
        scores: scores.len(),
        mean,
        median: quantile_of_sorted(&ordered, 0.5),
        deviation: (scores.len() > 1).then(|| (squares / (n - 1.0)).sqrt()),
        lowest: *lowest,
        highest: *highest,
        lower_quartile: quantile_of_sorted(&ordered, 0.25),
        upper_quartile: quantile_of_sorted(&ordered, 0.75),
    })
}
