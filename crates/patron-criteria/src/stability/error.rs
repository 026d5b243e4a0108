//! Why stability cannot be judged.

/// Why stability cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum StabilityError {
    /// Weights or fixed points do not belong to the scores.
    #[error("`{found}` weights or fixed points for `{expected}` indicators or accounts, expected one each")]
    Lengths {
        /// What there is.
        found: usize,
        /// What is needed.
        expected: usize,
    },
    /// Points or fixed points are no numbers.
    #[error("the card has `{points}` points to weigh or fixed points of `{fixed}`, expected finite numbers above 0")]
    Points {
        /// Points shared out by the weights.
        points: f64,
        /// A fixed part of an account.
        fixed: f64,
    },
    /// What is known is written otherwise than as 0 or 1.
    #[error("indicator `{indicator}` of account `{account}` is known as `{value}`, expected `0` or `1`")]
    Known {
        /// The indicator, from 1.
        indicator: usize,
        /// The account, from 1.
        account: usize,
        /// What is written.
        value: f64,
    },
    /// Nothing is known of an account.
    #[error("no indicator with a weight is known of account `{account}`, expected at least one")]
    NothingKnown {
        /// The account, from 1.
        account: usize,
    },
    /// A concentration that is too small.
    #[error("the concentration is `{concentration}`, expected a finite number of at least 1")]
    Concentration {
        /// The concentration.
        concentration: f64,
    },
    /// A share by which weights move that is none.
    #[error("weights move by `{share}`, expected a share above 0 and up to 1")]
    Share {
        /// The share.
        share: f64,
    },
    /// Nothing to do.
    #[error("`{draws}` draws of at most `{accounts}` accounts, expected at least one of each")]
    Draws {
        /// The draws.
        draws: usize,
        /// The most accounts.
        accounts: usize,
    },
    /// Bounds of tiers in no order.
    #[error("bound `{bound}` of the tiers is `{value}`, expected finite scores that fall")]
    Bound {
        /// The bound, from 1.
        bound: usize,
        /// Its score.
        value: f64,
    },
    /// Tiers take more accounts than there are.
    #[error("the tiers take `{taken}` of `{of}`, expected no more than all, and none negative")]
    Taken {
        /// Accounts or share of accounts.
        taken: f64,
        /// All there are.
        of: f64,
    },
}

impl StabilityError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "stability-lengths",
            Self::Points { .. } => "stability-points",
            Self::Known { .. } => "stability-known",
            Self::NothingKnown { .. } => "stability-nothing-known",
            Self::Concentration { .. } => "stability-concentration",
            Self::Share { .. } => "stability-share",
            Self::Draws { .. } => "stability-draws",
            Self::Bound { .. } => "stability-bound",
            Self::Taken { .. } => "stability-taken",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "use the scores and the weights of one card",
            Self::Points { .. } => "give the points of the card's merits, and the deductions of each account",
            Self::Known { .. } => "write 1 for a score that counts and 0 for one that is left out",
            Self::NothingKnown { .. } => "leave the account out, or choose another rule for missing values",
            Self::Concentration { .. } => "take 100 for weights that are about right, 1000 for well-founded ones",
            Self::Share { .. } => "take 0.2 for weights that may be off by a fifth",
            Self::Draws { .. } => "take for example 10000 draws",
            Self::Bound { .. } => "name the bound of the best tier first",
            Self::Taken { .. } => "the last tier takes the rest and needs no number",
        }
    }
}
