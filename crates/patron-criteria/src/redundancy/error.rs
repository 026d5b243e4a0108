//! Why redundancy cannot be judged.

/// Why redundancy cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RedundancyError {
    /// Too few accounts for so many indicators.
    #[error("`{accounts}` accounts are too few for `{indicators}` indicators that vary: expected at least `{needed}`")]
    TooFew {
        /// The accounts.
        accounts: usize,
        /// The indicators that vary.
        indicators: usize,
        /// Accounts that are needed.
        needed: usize,
    },
    /// Reliability needs several items.
    #[error("`{items}` items of `{accounts}` accounts, expected at least two of each")]
    TooFewItems {
        /// The items.
        items: usize,
        /// The accounts.
        accounts: usize,
    },
    /// The sum of the items does not vary.
    #[error("the sum of the `{items}` items is the same for all accounts, expected it to vary")]
    ConstantSum {
        /// The items.
        items: usize,
    },
}

impl RedundancyError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFew { .. } => "redundancy-too-few",
            Self::TooFewItems { .. } => "redundancy-too-few-items",
            Self::ConstantSum { .. } => "redundancy-constant-sum",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooFew { .. } => "look at the correlations instead, or wait for more accounts",
            Self::TooFewItems { .. } => "reliability compares items of several accounts with each other",
            Self::ConstantSum { .. } => "what does not vary cannot be reliable",
        }
    }
}
