//! Satisfaction: mean, share of the satisfied, index.

use serde::Serialize;

use crate::interval::{Interval, Level, of_mean, wilson};
use crate::sample::Sample;
use crate::scale::{Scale, ScaleError};

#[cfg(test)]
mod tests;

/// What answers on a satisfaction scale say together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Csat {
    /// Number of answers.
    pub answers: usize,
    /// As many answers of equal weight would say as much.
    pub effective: f64,
    /// Whether that is too few to show it without a warning.
    pub small: bool,
    /// Mean, on the scale.
    pub mean: f64,
    /// Where the mean lies (Student's t); `None` for a single answer.
    pub mean_interval: Option<Interval>,
    /// The mean on 0 to 100.
    pub index: f64,
    /// Lowest answer that counts as satisfied.
    pub satisfied_from: f64,
    /// Share of answers from there on, 0 to 1.
    pub top_box: f64,
    /// Where the share lies (score interval).
    pub top_box_interval: Interval,
    /// Share of answers in the lowest as many points as the top box has: the dissatisfied.
    pub bottom_box: f64,
}

/// Why there is no figure of satisfaction.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CsatError {
    /// An answer beside the scale.
    #[error(transparent)]
    Scale(#[from] ScaleError),
    /// A top box that leaves nothing or nobody outside.
    #[error("satisfied from `{from}`, expected an answer above `{middle}`, the middle of the scale, up to `{high}`")]
    TopBox {
        /// From where on.
        from: f64,
        /// The middle of the scale.
        middle: f64,
        /// The highest answer.
        high: f64,
    },
}

impl CsatError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Scale(error) => error.code(),
            Self::TopBox { .. } => "csat-top-box",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Scale(error) => error.hint(),
            Self::TopBox { .. } => "usual are the two highest answers: 4 of 5, 6 of 7, 9 of 10",
        }
    }
}

/// Where the top box begins if nothing else is said: the two highest answers, the highest alone of fewer than five.
#[must_use]
pub fn usual_top_box(scale: &Scale) -> f64 {
    if scale.points() >= 5 { scale.high() - scale.step() } else { scale.high() }
}

/// Satisfaction from answers on a scale such as 1 to 5, 1 to 7 or 1 to 10, with the share from `satisfied_from` on
/// ([`usual_top_box`] where it is `None`).
///
/// # Errors
/// When an answer is not on the scale, or the top box does not lie above its middle.
pub fn csat(sample: &Sample, scale: &Scale, satisfied_from: Option<f64>, level: Level) -> Result<Csat, CsatError> {
    let from = satisfied_from.unwrap_or_else(|| usual_top_box(scale));
    if !(from > scale.middle() && scale.contains(from)) {
        return Err(CsatError::TopBox { from, middle: scale.middle(), high: scale.high() });
    }
    for answer in sample.values() {
        scale.check(*answer)?;
    }
    let (rounding, to) = (1e-9 * scale.step(), scale.reverse(from));
    let top_box = sample.share(|answer| answer >= from - rounding);
    Ok(Csat {
        answers: sample.answers(),
        effective: sample.effective(),
        small: sample.is_small(),
        mean: sample.mean(),
        mean_interval: of_mean(sample, level),
        index: scale.to_hundred(sample.mean()),
        satisfied_from: from,
        top_box,
        top_box_interval: wilson(top_box, sample.effective(), level),
        bottom_box: sample.share(|answer| answer <= to + rounding),
    })
}
