//! Why figures are not a renewal table.

use super::MAX_RENEWALS;

/// Why figures are not a renewal table; rows are counted from 1 in the order given.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RenewalError {
    /// A number of customers is negative or not finite.
    #[error("row `{row}`: {name} is `{value}`, expected a finite number that is not negative")]
    NotACount {
        /// The row.
        row: usize,
        /// What it is.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// More customers renewed than were asked to.
    #[error("row `{row}`: `{survivors}` of `{at_start}` customers renewed, expected at most all of them")]
    MoreThanAll {
        /// The row.
        row: usize,
        /// Customers before the renewal.
        at_start: f64,
        /// Customers after it.
        survivors: f64,
    },
    /// A renewal that is not counted from 1, or beyond what is looked at.
    #[error("row `{row}`: the renewal is `{period}`, expected a whole number from 1 to {MAX_RENEWALS}")]
    Period {
        /// The row.
        row: usize,
        /// The renewal, as given.
        period: u32,
    },
    /// A renewal of a cohort that was given before.
    #[error("row `{row}`: renewal `{period}` of cohort `{cohort}` was given before, expected it once")]
    Repeated {
        /// The row.
        row: usize,
        /// The cohort.
        cohort: String,
        /// The renewal.
        period: u32,
    },
    /// A cohort that grows between two renewals.
    #[error(
        "row `{row}`: cohort `{cohort}` has `{at_start}` customers, expected at most the `{before}` that renewed before"
    )]
    Grows {
        /// The row.
        row: usize,
        /// The cohort.
        cohort: String,
        /// Customers before this renewal.
        at_start: f64,
        /// Customers after the one before.
        before: f64,
    },
    /// A customer with more renewals than are looked at.
    #[error("a customer has `{renewals}` renewals, expected at most {MAX_RENEWALS}")]
    TooManyRenewals {
        /// The renewals, as given.
        renewals: u32,
    },
    /// A weight that is not a positive number.
    #[error("weight `{weight}` was expected to be positive and finite")]
    Weight {
        /// The weight, as given.
        weight: f64,
    },
}

impl RenewalError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotACount { .. } => "renewals-not-a-count",
            Self::MoreThanAll { .. } => "renewals-more-than-all",
            Self::Period { .. } => "renewals-period",
            Self::Repeated { .. } => "renewals-repeated",
            Self::Grows { .. } => "renewals-grows",
            Self::TooManyRenewals { .. } => "renewals-too-many",
            Self::Weight { .. } => "renewals-weight",
        }
    }

    /// What to look at in the data.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotACount { .. } | Self::MoreThanAll { .. } => {
                "a row says how many customers were due to renew and how many of them did"
            }
            Self::Period { .. } | Self::TooManyRenewals { .. } => {
                "renewals are counted from 1; the first payment is not one"
            }
            Self::Repeated { .. } => "give one row for each cohort and renewal",
            Self::Grows { .. } => "customers who join or return later are a cohort of their own",
            Self::Weight { .. } => "a weight says how many customers share the row",
        }
    }
}
