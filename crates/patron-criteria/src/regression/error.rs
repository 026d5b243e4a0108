//! Why there is no regression.

/// Why there is no regression. Attributes and accounts count from 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RegressionError {
    /// Values and attributes belong to different numbers of accounts.
    #[error("`{values}` values for `{accounts}` accounts, expected one each")]
    Lengths {
        /// The values.
        values: usize,
        /// The accounts.
        accounts: usize,
    },
    /// Too few accounts.
    #[error("`{accounts}` accounts are too few for `{attributes}` attributes: expected at least `{needed}`")]
    TooFew {
        /// The accounts.
        accounts: usize,
        /// The attributes.
        attributes: usize,
        /// Accounts that are needed.
        needed: usize,
    },
    /// A value is missing or infinite.
    #[error("the value of account `{account}` is `{value}`, expected a finite number")]
    NotFinite {
        /// The account.
        account: usize,
        /// Its value.
        value: f64,
    },
    /// The value does not vary.
    #[error("the value is `{value}` for all accounts, expected it to vary")]
    Constant {
        /// The value.
        value: f64,
    },
    /// An attribute says nothing that those before it and the intercept do not say.
    #[error("attribute `{attribute}` is a combination of those before it, expected one that adds something")]
    Collinear {
        /// The attribute.
        attribute: usize,
    },
    /// An account to predict has other attributes.
    #[error("the account has `{found}` attributes, expected `{expected}`")]
    Attributes {
        /// Its attributes.
        found: usize,
        /// Those of the regression.
        expected: usize,
    },
}

impl RegressionError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "regression-lengths",
            Self::TooFew { .. } => "regression-too-few",
            Self::NotFinite { .. } => "regression-not-finite",
            Self::Constant { .. } => "regression-constant",
            Self::Collinear { .. } => "regression-collinear",
            Self::Attributes { .. } => "regression-attributes",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "give value and attributes of the same accounts",
            Self::TooFew { .. } => "leave attributes out, or wait for more accounts",
            Self::NotFinite { .. } => "leave out accounts whose value is not known",
            Self::Constant { .. } => "there is nothing to explain",
            Self::Collinear { .. } => "leave it out; of a set of shares or yes-no columns leave one out as the base",
            Self::Attributes { .. } => "give the attributes of the regression, in their order",
        }
    }
}
