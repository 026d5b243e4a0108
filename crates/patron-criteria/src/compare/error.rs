//! Why cards cannot be compared.

/// Why cards cannot be compared. Cards and accounts count from 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CompareError {
    /// The cards have scored different numbers of accounts, or too few.
    #[error("the cards have `{first}` and `{second}` scores, expected as many in each and at least two")]
    Lengths {
        /// Scores of the first.
        first: usize,
        /// Scores of the second.
        second: usize,
    },
    /// A score is infinite or none.
    #[error("card `{card}` gives account `{account}` a score of `{score}`, expected a finite number")]
    NotFinite {
        /// The card.
        card: usize,
        /// The account.
        account: usize,
        /// Its score.
        score: f64,
    },
    /// A card tells no accounts apart.
    #[error("card `{card}` gives all accounts a score of `{score}`, expected scores that vary")]
    Constant {
        /// The card.
        card: usize,
        /// The score.
        score: f64,
    },
}

impl CompareError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "compare-lengths",
            Self::NotFinite { .. } => "compare-not-finite",
            Self::Constant { .. } => "compare-constant",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "compare accounts that both cards have scored",
            Self::NotFinite { .. } => "leave out accounts that a card has not scored",
            Self::Constant { .. } => "a card that ranks nobody agrees with none",
        }
    }
}
