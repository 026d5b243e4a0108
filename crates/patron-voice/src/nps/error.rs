//! Why there is no net promoter score.

use crate::scale::Scale;

/// Why there is no net promoter score.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum NpsError {
    /// Another scale.
    #[error("the scale goes from `{low}` to `{high}` in steps of `{step}`, expected 0 to 10 in steps of 1")]
    Scale {
        /// Its lowest answer.
        low: f64,
        /// Its highest.
        high: f64,
        /// Its step.
        step: f64,
    },
    /// An answer that is not among the eleven.
    #[error("the answer `{answer}` is not a whole number from 0 to 10")]
    Answer {
        /// The answer.
        answer: f64,
    },
    /// Counts that are none.
    #[error(
        "`{promoters}` promoters, `{passives}` passives and `{detractors}` detractors: expected finite counts of at \
         least 0, one of them above"
    )]
    Counts {
        /// Answers 9 and 10.
        promoters: f64,
        /// Answers 7 and 8.
        passives: f64,
        /// Answers 0 to 6.
        detractors: f64,
    },
    /// Too few groups to see how much groups differ.
    #[error("`{groups}` groups, expected at least `2`")]
    Groups {
        /// The groups.
        groups: usize,
    },
    /// A strength that is none.
    #[error("the strength of the whole is `{strength}` answers, expected a finite number above 0")]
    Strength {
        /// The strength.
        strength: f64,
    },
}

impl NpsError {
    pub(super) fn scale(scale: &Scale) -> Self {
        Self::Scale { low: scale.low(), high: scale.high(), step: scale.step() }
    }

    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Scale { .. } => "nps-scale",
            Self::Answer { .. } => "nps-answer",
            Self::Counts { .. } => "nps-counts",
            Self::Groups { .. } => "nps-groups",
            Self::Strength { .. } => "nps-strength",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Scale { .. } => {
                "a question on 1 to 10 has another share of detractors; show it as satisfaction with its mean and top box"
            }
            Self::Answer { .. } => "state codes such as 11 or 99 as ones that mean no answer",
            Self::Counts { .. } => "count each answer once",
            Self::Groups { .. } => "state how many answers the whole shall count for",
            Self::Strength { .. } => "between 10 and 100 answers is usual, or let it be estimated",
        }
    }
}
