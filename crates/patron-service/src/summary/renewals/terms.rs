//! How far ahead renewals are looked at, at what discount and margin.

use patron_models::contractual::RenewalTerms;

use super::super::terms::check;
use crate::error::{Result, ServiceError};

/// The time from one renewal to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RenewalPeriod {
    /// 365.25 of them a year
    Day,
    /// 365.25 / 7 of them a year
    Week,
    /// twelve of them a year
    Month,
    /// four of them a year
    Quarter,
    /// one a year
    #[default]
    Year,
}

impl RenewalPeriod {
    fn per_year(self) -> f64 {
        match self {
            Self::Day => 365.25,
            Self::Week => 365.25 / 7.0,
            Self::Month => 12.0,
            Self::Quarter => 4.0,
            Self::Year => 1.0,
        }
    }
}

/// What the caller of a prediction of renewals may set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RenewalPredictTerms {
    /// Number of payments looked at; `None` for twelve, with value counted without end.
    pub horizon: Option<f64>,
    /// Effective annual discount rate.
    pub discount_rate: f64,
    /// Time between renewals.
    pub period: RenewalPeriod,
    /// What a payment of a customer brings; `None` for the column of the file, if it has one.
    pub margin: Option<f64>,
    /// Whether 5 % and 95 % quantiles are wanted.
    pub intervals: bool,
}

impl Default for RenewalPredictTerms {
    fn default() -> Self {
        Self { horizon: None, discount_rate: 0.10, period: RenewalPeriod::Year, margin: None, intervals: false }
    }
}

/// Payments looked at where nothing is said.
const PAYMENTS: u32 = 12;
/// Most payments that a table looks at.
const MOST: f64 = 1200.0;

impl RenewalPredictTerms {
    /// Checks the numbers.
    pub(super) fn resolve(&self) -> Result<RenewalTerms> {
        let horizon = self.horizon.unwrap_or(f64::from(PAYMENTS));
        let whole = horizon.fract() == 0.0 && (1.0..=MOST).contains(&horizon);
        check(whole, "horizon", horizon, "a whole number of renewals from 1 to 1200", "this model counts in renewals")?;
        let rate = self.discount_rate;
        check((0.0..=1.0).contains(&rate), "discount-rate", rate, "an annual rate from 0 to 1", "write 10 % as 0.1")?;
        if let Some(margin) = self.margin {
            let hint = "it is what one payment of one customer brings, in money";
            check(margin.is_finite() && margin > 0.0, "margin-per-period", margin, "a positive amount", hint)?;
        }
        RenewalTerms::with_annual_rate(horizon as u32, rate, self.period.per_year())
            .map_err(|error| ServiceError::new("terms", error.to_string()).hint("check horizon and discount rate"))
    }
}
