//! Why agreement cannot be judged.

/// Why agreement cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum AgreementError {
    /// A score is infinite or none.
    #[error("assessor `{assessor}` has given `{score}`, expected a finite number")]
    NotFinite {
        /// The assessor, from 1.
        assessor: usize,
        /// The score.
        score: f64,
    },
    /// Nobody has given a score.
    #[error("round `{round}` has no score, expected at least one")]
    NoScores {
        /// The round, from 1.
        round: usize,
    },
    /// Too few to agree.
    #[error("`{assessors}` assessors of `{accounts}` accounts, expected at least two of each")]
    TooFew {
        /// The assessors.
        assessors: usize,
        /// The accounts.
        accounts: usize,
    },
    /// No assessor makes a difference between accounts.
    #[error("each of the `{assessors}` assessors gives all accounts the same score, expected one who does not")]
    NoDifference {
        /// The assessors.
        assessors: usize,
    },
    /// Rounds have different assessors.
    #[error("round `{round}` has `{found}` assessors, expected `{expected}` as in the first")]
    Rounds {
        /// The round, from 1.
        round: usize,
        /// Its assessors.
        found: usize,
        /// Those of the first round.
        expected: usize,
    },
}

impl AgreementError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFinite { .. } => "agreement-not-finite",
            Self::NoScores { .. } => "agreement-no-scores",
            Self::TooFew { .. } => "agreement-too-few",
            Self::NoDifference { .. } => "agreement-no-difference",
            Self::Rounds { .. } => "agreement-rounds",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotFinite { .. } => "ask the assessor again",
            Self::NoScores { .. } => "ask at least one assessor",
            Self::TooFew { .. } => "ask another assessor, or let them score more accounts",
            Self::NoDifference { .. } => "ask the assessors to tell the accounts apart",
            Self::Rounds { .. } => "keep the place of an assessor who has not answered",
        }
    }
}
