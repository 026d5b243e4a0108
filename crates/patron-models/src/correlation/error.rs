//! Why there is no correlation.

/// Why two lists have no correlation.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CorrelationError {
    /// The lists differ in length.
    #[error("the lists have `{first}` and `{second}` numbers, expected as many in each")]
    Lengths {
        /// Numbers in the first.
        first: usize,
        /// Numbers in the second.
        second: usize,
    },
    /// There are too few pairs.
    #[error("`{pairs}` pairs are too few: expected at least `{needed}`")]
    TooFew {
        /// The pairs.
        pairs: usize,
        /// The least that is accepted.
        needed: usize,
    },
    /// A number is infinite or none.
    #[error("pair `{pair}` is `{first}` and `{second}`, expected finite numbers")]
    NotFinite {
        /// The pair, from 1.
        pair: usize,
        /// Its first number.
        first: f64,
        /// Its second number.
        second: f64,
    },
    /// One of the lists has the same number everywhere.
    #[error("one of the two is the same in all `{pairs}` pairs, expected both to vary")]
    Constant {
        /// The pairs.
        pairs: usize,
    },
}

impl CorrelationError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "correlation-lengths",
            Self::TooFew { .. } => "correlation-too-few",
            Self::NotFinite { .. } => "correlation-not-finite",
            Self::Constant { .. } => "correlation-constant",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "give both numbers of each customer",
            Self::TooFew { .. } => "wait for more customers with repeat purchases",
            Self::NotFinite { .. } => "leave out customers of whom a number is not known",
            Self::Constant { .. } => "what does not vary hangs together with nothing",
        }
    }
}
