//! The scale of a question.

use serde::{Deserialize, Serialize};

/// A scale from its lowest to its highest answer, in equal steps.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

/// What a scale is written as.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Ends {
    low: f64,
    high: f64,
    #[serde(default = "one")]
    step: f64,
}

fn one() -> f64 {
    1.0
}

/// Why there is no such scale, or why it is not one of those an index takes.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ScaleError {
    /// The ends are not in order, or not finite.
    #[error("the scale goes from `{low}` to `{high}`, expected a lower and a higher finite number")]
    Ends {
        /// Its lowest answer.
        low: f64,
        /// Its highest.
        high: f64,
    },
    /// The step does not divide the scale.
    #[error("steps of `{step}` do not lead from `{low}` to `{high}`, expected a whole number of steps")]
    Step {
        /// The step.
        step: f64,
        /// The lowest answer.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// An answer beside the scale.
    #[error("the answer `{answer}` is not on the scale from `{low}` to `{high}` in steps of `{step}`")]
    Beside {
        /// The answer.
        answer: f64,
        /// The lowest answer.
        low: f64,
        /// The highest.
        high: f64,
        /// The step.
        step: f64,
    },
}

impl ScaleError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ends { .. } => "scale-ends",
            Self::Step { .. } => "scale-step",
            Self::Beside { .. } => "scale-beside",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Ends { .. } => "state the lowest answer first; reverse an item by its own mark",
            Self::Step { .. } => "most scales go in steps of 1",
            Self::Beside { .. } => "correct the answer, or state the code as one that means no answer",
        }
    }
}

/// How far, in steps, an answer may lie beside its place by rounding.
const ROUNDED: f64 = 1e-9;

impl Scale {
    /// 0 to 10 by 1, eleven points: recommendation.
    pub const ZERO_TO_TEN: Self = Self { low: 0.0, high: 10.0, step: 1.0 };
    /// 1 to 5 by 1.
    pub const ONE_TO_FIVE: Self = Self { low: 1.0, high: 5.0, step: 1.0 };
    /// 1 to 7 by 1.
    pub const ONE_TO_SEVEN: Self = Self { low: 1.0, high: 7.0, step: 1.0 };
    /// 1 to 10 by 1, ten points.
    pub const ONE_TO_TEN: Self = Self { low: 1.0, high: 10.0, step: 1.0 };

    /// A scale from `low` to `high` in steps of `step`.
    ///
    /// # Errors
    /// When the ends are not finite and in order, or the step does not lead from one to the other.
    pub fn new(low: f64, high: f64, step: f64) -> Result<Self, ScaleError> {
        if !(low.is_finite() && high.is_finite() && low < high) {
            return Err(ScaleError::Ends { low, high });
        }
        let steps = (high - low) / step;
        if !(step > 0.0 && steps >= 1.0 - ROUNDED && (steps - steps.round()).abs() <= ROUNDED) {
            return Err(ScaleError::Step { step, low, high });
        }
        Ok(Self { low, high, step })
    }

    /// The lowest answer.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The highest answer.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.high
    }

    /// From one answer to the next.
    #[must_use]
    pub fn step(&self) -> f64 {
        self.step
    }

    /// Number of possible answers.
    #[must_use]
    pub fn points(&self) -> usize {
        ((self.high - self.low) / self.step).round() as usize + 1
    }

    /// The middle of the scale.
    #[must_use]
    pub fn middle(&self) -> f64 {
        0.5 * (self.low + self.high)
    }

    /// Whether this is a possible answer.
    #[must_use]
    pub fn contains(&self, answer: f64) -> bool {
        let steps = (answer - self.low) / self.step;
        answer >= self.low - ROUNDED * self.step
            && answer <= self.high + ROUNDED * self.step
            && (steps - steps.round()).abs() <= ROUNDED
    }

    /// The answer, once it is known to be a possible one.
    ///
    /// # Errors
    /// When it is not.
    pub fn check(&self, answer: f64) -> Result<f64, ScaleError> {
        if self.contains(answer) {
            return Ok(answer);
        }
        Err(ScaleError::Beside { answer, low: self.low, high: self.high, step: self.step })
    }

    /// The answer of a question asked the other way round: low + high − answer.
    #[must_use]
    pub fn reverse(&self, answer: f64) -> f64 {
        self.low + self.high - answer
    }

    /// An answer, or a mean of answers, on 0 to 100: 100 (answer − low) / (high − low).
    #[must_use]
    pub fn to_hundred(&self, answer: f64) -> f64 {
        100.0 * (answer - self.low) / (self.high - self.low)
    }
}

impl TryFrom<Ends> for Scale {
    type Error = ScaleError;

    fn try_from(ends: Ends) -> Result<Self, ScaleError> {
        Self::new(ends.low, ends.high, ends.step)
    }
}

impl From<Scale> for Ends {
    fn from(scale: Scale) -> Self {
        Self { low: scale.low, high: scale.high, step: scale.step }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_lie_on_the_steps() {
        let twenties = Scale::new(0.0, 100.0, 20.0).unwrap();
        assert_eq!(twenties.points(), 6);
        assert!(twenties.contains(80.0) && !twenties.contains(70.0) && !twenties.contains(120.0));
        assert!(!Scale::ONE_TO_FIVE.contains(0.0) && !Scale::ONE_TO_FIVE.contains(f64::NAN));
        assert_eq!(Scale::ONE_TO_SEVEN.reverse(2.0), 6.0);
        assert_eq!(Scale::ONE_TO_FIVE.to_hundred(4.0), 75.0);
        let tenths = Scale::new(0.0, 1.0, 0.1).unwrap();
        assert!(tenths.contains(0.1 + 0.2), "0.30000000000000004 is 0.3, rounded");
        let refused = Scale::ONE_TO_FIVE.check(6.0).unwrap_err();
        assert_eq!(refused.to_string(), "the answer `6` is not on the scale from `1` to `5` in steps of `1`");
    }

    #[test]
    fn a_scale_has_two_ends_and_whole_steps() {
        assert_eq!(Scale::new(5.0, 1.0, 1.0).unwrap_err().code(), "scale-ends");
        assert_eq!(Scale::new(1.0, 5.0, 3.0).unwrap_err().code(), "scale-step");
        assert_eq!(Scale::new(1.0, 5.0, 0.0).unwrap_err().code(), "scale-step");
        assert_eq!(Scale::new(f64::NAN, 5.0, 1.0).unwrap_err().code(), "scale-ends");
    }
}
