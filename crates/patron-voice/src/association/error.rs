//! Why no association can be told.

/// Why no association can be told. Customers count from 1; column 0 is the outcome, 1 satisfaction, and what is held
/// comes after.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum AssociationError {
    /// Too few customers.
    #[error("`{customers}` customers, expected at least `{needed}`")]
    TooFew {
        /// The customers.
        customers: usize,
        /// How many are needed.
        needed: usize,
    },
    /// A column of others.
    #[error("column `{column}` has `{found}` rows, expected `{expected}`")]
    Lengths {
        /// The column.
        column: usize,
        /// Its rows.
        found: usize,
        /// Rows expected.
        expected: usize,
    },
    /// A value that is no number.
    #[error("column `{column}` of customer `{customer}` is `{value}`, expected a finite number")]
    NotFinite {
        /// The column.
        column: usize,
        /// The customer.
        customer: usize,
        /// The value.
        value: f64,
    },
    /// An amount that has no logarithm.
    #[error("the amount of customer `{customer}` is `{amount}`, expected an amount above 0")]
    NotPositive {
        /// The customer.
        customer: usize,
        /// The amount.
        amount: f64,
    },
    /// An outcome that is the same for all.
    #[error("the outcome is the same for all customers, expected it to vary")]
    Constant,
    /// A column that says nothing of its own.
    #[error("column `{column}` does not vary or is a combination of those before it")]
    Collinear {
        /// The column.
        column: usize,
    },
    /// A customer whose column nobody shares.
    #[error("customer `{customer}` alone determines a coefficient")]
    Alone {
        /// The customer.
        customer: usize,
    },
    /// A column that tells who stays and who leaves without fail.
    #[error(
        "column `{column}` separates customers who stay from those who leave, so that its coefficient has no limit"
    )]
    Separated {
        /// The column.
        column: usize,
    },
}

impl AssociationError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFew { .. } => "association-too-few",
            Self::Lengths { .. } => "association-lengths",
            Self::NotFinite { .. } => "association-not-finite",
            Self::NotPositive { .. } => "association-not-positive",
            Self::Constant => "association-constant",
            Self::Collinear { .. } => "association-collinear",
            Self::Alone { .. } => "association-alone",
            Self::Separated { .. } => "association-separated",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooFew { .. } => "hold fewer things, or wait for more answers",
            Self::Lengths { .. } => "give every column a row for every customer",
            Self::NotFinite { .. } => "leave out customers of whom something is not known",
            Self::NotPositive { .. } => "take the amount itself, or leave out customers who bought nothing",
            Self::Constant => "there is nothing to explain; take a longer time, or another outcome",
            Self::Collinear { .. } => "leave it out; of yes-or-no columns of one attribute leave one out as the base",
            Self::Alone { .. } => "join rare values of an attribute",
            Self::Separated { .. } => "leave it out, join rare values of it, or compare shares instead",
        }
    }
}
