//! Why customers with time-varying covariates are refused.

use crate::covariates::CovariateError;

/// Why purchases or covariates of a customer are refused. Rows count from 1 in the order in which customers were given.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DynamicError {
    /// The age is not a time.
    #[error("row `{row}`: age `{age}`, expected a finite number that is not negative")]
    Age {
        /// Row of the customer.
        row: usize,
        /// The age.
        age: f64,
    },
    /// A purchase out of order or out of the time observed.
    #[error(
        "row `{row}`: a repeat purchase at `{time}`, expected it after the one at `{before}` and at most at `{age}`"
    )]
    Purchase {
        /// Row of the customer.
        row: usize,
        /// Its time.
        time: f64,
        /// The purchase before it; the first of all is at 0.
        before: f64,
        /// The age of the customer.
        age: f64,
    },
    /// The times at which covariates change are out of order.
    #[error("row `{row}`: covariates change at `{time}`, expected a finite time after `{before}`")]
    Change {
        /// Row of the customer.
        row: usize,
        /// The time.
        time: f64,
        /// The one before.
        before: f64,
    },
    /// The covariates are not known from the first purchase on.
    #[error("row `{row}`: covariates are known from `{from}`, expected from the first purchase, at `0`, on")]
    Begin {
        /// Row of the customer.
        row: usize,
        /// Where they begin.
        from: f64,
    },
    /// The covariates are not known for long enough.
    #[error("row `{row}`: covariates are known until `{until}`, expected until `{needed}`")]
    End {
        /// Row of the customer.
        row: usize,
        /// Where they end.
        until: f64,
        /// Until when they are needed.
        needed: f64,
    },
    /// The covariates or the parameters cannot be used.
    #[error(transparent)]
    Covariates(#[from] CovariateError),
}

impl DynamicError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Age { .. } => "dynamic-age",
            Self::Purchase { .. } => "dynamic-purchase",
            Self::Change { .. } => "dynamic-change",
            Self::Begin { .. } => "dynamic-begin",
            Self::End { .. } => "dynamic-end",
            Self::Covariates(error) => error.code(),
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Age { .. } | Self::Purchase { .. } => {
                "times are counted from the first purchase, in one unit; purchases of one day are one purchase"
            }
            Self::Change { .. } => "give the values of each period with its beginning, in order",
            Self::Begin { .. } => "give the values of the period in which the first purchase lies as well",
            Self::End { .. } => "give the values of the periods ahead, planned ones for example, or a nearer horizon",
            Self::Covariates(error) => error.hint(),
        }
    }
}
