//! How firm a figure is.

use patron_models::special::normal_quantile;
use serde::{Deserialize, Serialize};

use crate::quantile::t_above;
use crate::sample::Sample;

/// Where a figure lies with the confidence that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A mean, how firm it is, and on how many answers it stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Where it lies (Student's t); `None` for a single answer.
    pub interval: Option<Interval>,
    /// Number of answers.
    pub answers: usize,
    /// As many answers of equal weight would say as much.
    pub effective: f64,
    /// Whether that is too few to show it without a warning.
    pub small: bool,
}

/// How often intervals shall hold the truth: above one half, below 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level(f64);

/// A level that is none.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("the level of confidence is `{level}`, expected a number above 0.5 and below 1")]
pub struct LevelError {
    /// The level.
    pub level: f64,
}

impl LevelError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "interval-level"
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        "0.95 is usual, 0.9 where decisions are small"
    }
}

impl Level {
    /// 90 %.
    pub const NINETY: Self = Self(0.9);
    /// 95 %.
    pub const NINETY_FIVE: Self = Self(0.95);

    /// A level between one half and 1.
    ///
    /// # Errors
    /// When it is not.
    pub fn new(level: f64) -> Result<Self, LevelError> {
        if level > 0.5 && level < 1.0 { Ok(Self(level)) } else { Err(LevelError { level }) }
    }

    /// What may lie outside on one side.
    #[must_use]
    pub fn tail(self) -> f64 {
        0.5 * (1.0 - self.0)
    }

    /// The normal quantile that leaves [`tail`](Self::tail) above.
    #[must_use]
    pub fn z(self) -> f64 {
        -normal_quantile(self.tail())
    }
}

impl Interval {
    /// Whether it holds a figure.
    #[must_use]
    pub fn contains(&self, figure: f64) -> bool {
        self.low <= figure && figure <= self.high
    }

    /// The interval after a rising change of unit.
    #[must_use]
    pub fn map(self, of: impl Fn(f64) -> f64) -> Self {
        Self { low: of(self.low), high: of(self.high) }
    }
}

impl Mean {
    /// The mean of a sample.
    #[must_use]
    pub fn of(sample: &Sample, level: Level) -> Self {
        Self {
            mean: sample.mean(),
            interval: of_mean(sample, level),
            answers: sample.answers(),
            effective: sample.effective(),
            small: sample.is_small(),
        }
    }
}

/// The score interval of a share seen in `answers` (the effective number, where they are weighted) \[W1927\]:
/// where |share − π| ≤ z √(π (1 − π) / n). It stays between 0 and 1, and has a width where everybody agrees.
#[must_use]
pub fn wilson(share: f64, answers: f64, level: Level) -> Interval {
    let z = level.z();
    let shrink = 1.0 + z * z / answers;
    let centre = (share + 0.5 * z * z / answers) / shrink;
    let reach = z / shrink * (share * (1.0 - share) / answers + 0.25 * z * z / (answers * answers)).sqrt();
    // At the ends the formula gives 0 and 1 but for rounding.
    Interval { low: (centre - reach).max(0.0), high: (centre + reach).min(1.0) }
}

/// Mean ± t · √(variance / nₑ), Student's t with nₑ − 1 degrees of freedom; `None` where a single answer counts.
#[must_use]
pub fn of_mean(sample: &Sample, level: Level) -> Option<Interval> {
    let variance = sample.variance()?;
    let reach = t_above(sample.effective() - 1.0, level.tail()) * (variance / sample.effective()).sqrt();
    Some(Interval { low: sample.mean() - reach, high: sample.mean() + reach })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{ROUNDING, assert_close};

    #[test]
    fn the_score_interval_by_hand() {
        // All of 10: n / (n + z²) to 1. Half of 10: 0.5 ± z √(10 + z²) / (2 (10 + z²)).
        let z2 = Level::NINETY_FIVE.z().powi(2);
        let all = wilson(1.0, 10.0, Level::NINETY_FIVE);
        assert_close(all.low, 10.0 / (10.0 + z2), ROUNDING);
        assert_close(all.high, 1.0, ROUNDING);
        let half = wilson(0.5, 10.0, Level::NINETY_FIVE);
        assert_close(half.high - 0.5, z2.sqrt() / (10.0 + z2).sqrt() / 2.0, ROUNDING);
        // 81 of 263, printed in [N1998a] as 0.2553 to 0.3662.
        let printed = wilson(81.0 / 263.0, 263.0, Level::NINETY_FIVE);
        assert_close(printed.low, 0.2553, 5e-5);
        assert_close(printed.high, 0.3662, 5e-5);
    }

    #[test]
    fn the_interval_of_a_mean_by_hand() {
        // 1, 2, 3: variance 1, t of two degrees at 95 % is 4.302653.
        let interval = of_mean(&Sample::new(vec![1.0, 2.0, 3.0]).unwrap(), Level::NINETY_FIVE).unwrap();
        assert_close(interval.high - 2.0, 4.302_653 / 3.0_f64.sqrt(), 1e-6);
        assert!(of_mean(&Sample::new(vec![1.0]).unwrap(), Level::NINETY).is_none());
    }

    #[test]
    fn a_level_lies_between_one_half_and_one() {
        assert!(Level::new(0.8).is_ok());
        assert_eq!(Level::new(95.0).unwrap_err().code(), "interval-level");
        assert_eq!(Level::new(1.0), Err(LevelError { level: 1.0 }));
    }
}
