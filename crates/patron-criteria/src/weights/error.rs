//! Why there are no weights.

/// Why there are no weights. Indicators, accounts and parts count from 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum WeightError {
    /// No indicator.
    #[error("there is no weight, expected one for each indicator")]
    Empty,
    /// A weight is below zero or no number.
    #[error("the weight of indicator `{indicator}` is `{weight}`, expected a number of at least 0")]
    Negative {
        /// The indicator.
        indicator: usize,
        /// Its weight.
        weight: f64,
    },
    /// Weights do not add up.
    #[error("the weights sum to `{sum}`, expected `{expected}`")]
    Sum {
        /// Their sum.
        sum: f64,
        /// What it should be.
        expected: f64,
    },
    /// Nothing has any weight.
    #[error("the weights sum to `{sum}`, expected a finite sum above 0")]
    Nothing {
        /// Their sum.
        sum: f64,
    },
    /// A sum to reach that cannot be.
    #[error("the total is `{total}`, expected a finite number above 0")]
    Total {
        /// The total.
        total: f64,
    },
    /// A value is negative where shares of a sum are taken.
    #[error("indicator `{indicator}` of account `{account}` is `{value}`, expected at least 0")]
    NegativeValue {
        /// The indicator.
        indicator: usize,
        /// The account.
        account: usize,
        /// Its value.
        value: f64,
    },
    /// Every indicator is the same for all accounts.
    #[error("all `{indicators}` indicators are the same for all `{accounts}` accounts, expected one that varies")]
    AllConstant {
        /// The indicators.
        indicators: usize,
        /// The accounts.
        accounts: usize,
    },
    /// Every indicator says exactly what the others say.
    #[error("all indicators that vary rise and fall together, expected two that differ")]
    NoConflict,
    /// Parts of a blend have weights for different numbers of indicators.
    #[error("part `{part}` weighs `{found}` indicators, expected `{expected}`")]
    Parts {
        /// The part.
        part: usize,
        /// Its indicators.
        found: usize,
        /// Indicators of the first part.
        expected: usize,
    },
    /// A share of components that is no share.
    #[error("components are kept up to `{share}` of the variance, expected above 0 and up to 1")]
    Share {
        /// The share.
        share: f64,
    },
}

impl WeightError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "weights-empty",
            Self::Negative { .. } => "weights-negative",
            Self::Sum { .. } => "weights-sum",
            Self::Nothing { .. } => "weights-nothing",
            Self::Total { .. } => "weights-total",
            Self::NegativeValue { .. } => "weights-negative-value",
            Self::AllConstant { .. } => "weights-all-constant",
            Self::NoConflict => "weights-no-conflict",
            Self::Parts { .. } => "weights-parts",
            Self::Share { .. } => "weights-share",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "give every indicator a weight",
            Self::Negative { .. } => "turn the direction of the indicator round instead of its weight",
            Self::Sum { .. } => "change a weight by the difference, or ask for weights in proportion",
            Self::Nothing { .. } => "give at least one indicator a weight",
            Self::Total { .. } => "weights usually sum to 1, to 100, or to the points of the card",
            Self::NegativeValue { .. } => "normalise the indicator first",
            Self::AllConstant { .. } => "weigh by hand: data that do not vary say nothing about weights",
            Self::NoConflict => "keep one of them, or weigh by entropy",
            Self::Parts { .. } => "weigh the same indicators in every part",
            Self::Share { .. } => "take for example 0.8",
        }
    }
}
