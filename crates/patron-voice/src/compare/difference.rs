use serde::Serialize;

use crate::interval::Interval;

/// How far one figure lies above another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// First less second, in their unit.
    pub difference: f64,
    /// Where it lies.
    pub interval: Interval,
    /// Probability of a difference as large, either way, if there were none.
    pub p_value: f64,
}

/// Why figures cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CompareError {
    /// Too few answers for a variance.
    #[error("`{answers}` answers, expected at least `2` that count")]
    TooFew {
        /// Answers of the smaller side.
        answers: usize,
    },
    /// Neither side varies, and they differ: no test says how firmly.
    #[error("all answers of each side are alike, expected one side to vary")]
    Alike,
    /// Pairs of different number.
    #[error("`{before}` answers before and `{after}` after, expected pairs")]
    Pairs {
        /// Answers before.
        before: usize,
        /// Answers after.
        after: usize,
    },
    /// A share that is none.
    #[error("a share of `{share}` of `{answers}` answers, expected 0 to 1 of more than 0")]
    Share {
        /// The share.
        share: f64,
        /// The answers.
        answers: f64,
    },
}

impl CompareError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFew { .. } => "compare-too-few",
            Self::Alike => "compare-alike",
            Self::Pairs { .. } => "compare-pairs",
            Self::Share { .. } => "compare-share",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooFew { .. } => "wait for more answers, or join waves",
            Self::Alike => "compare the shares of satisfied instead",
            Self::Pairs { .. } => "keep respondents who answered both times, or compare as two groups",
            Self::Share { .. } => "divide by 100 what is in percent",
        }
    }
}
