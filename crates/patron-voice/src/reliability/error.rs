//! Why reliability cannot be judged.

/// Why reliability cannot be judged. Items count from 1, among those that were given.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ReliabilityError {
    /// Too few items.
    #[error("`{items}` items, expected at least `{needed}`")]
    TooFewItems {
        /// The items.
        items: usize,
        /// Items that are needed.
        needed: usize,
    },
    /// Other marks for reversed items, or an item that is not there.
    #[error("`{found}` marks for reversed items, expected `{expected}`")]
    Reversed {
        /// The marks.
        found: usize,
        /// The items.
        expected: usize,
    },
    /// Too few respondents.
    #[error("`{effective}` answers that count, expected more than `1` for every pair of items")]
    TooFew {
        /// The smallest effective number of answers.
        effective: f64,
    },
    /// An item everybody answered alike.
    #[error("all answers to item `{item}` are alike, expected them to vary")]
    Constant {
        /// The item.
        item: usize,
    },
    /// A sum that does not vary.
    #[error("the sum of the `{items}` items does not vary")]
    ConstantSum {
        /// The items.
        items: usize,
    },
    /// One factor does not explain the items.
    #[error("item `{item}` would share more with the factor than it has, expected one factor behind the items")]
    NoFactor {
        /// The item.
        item: usize,
    },
}

impl ReliabilityError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewItems { .. } => "reliability-too-few-items",
            Self::Reversed { .. } => "reliability-reversed",
            Self::TooFew { .. } => "reliability-too-few",
            Self::Constant { .. } => "reliability-constant",
            Self::ConstantSum { .. } => "reliability-constant-sum",
            Self::NoFactor { .. } => "reliability-no-factor",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooFewItems { .. } => "reliability compares items of one dimension with each other",
            Self::Reversed { .. } => "mark each item, in the same order",
            Self::TooFew { .. } => "wait for more answers, or leave out the item with most gaps",
            Self::Constant { .. } => "leave the item out: it says nothing about differences",
            Self::ConstantSum { .. } => "check which items are reversed",
            Self::NoFactor { .. } => "look at alpha, or at fewer items",
        }
    }
}
