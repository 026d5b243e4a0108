//! Over what time, at what discount and at what margin the future is looked at.

use patron_models::transaction::Terms;

use super::TimeUnit;
use crate::error::{Result, ServiceError};

/// What the caller of a prediction may set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PredictTerms {
    /// Horizon in the unit of the fit; `None` for 365 days.
    pub horizon: Option<f64>,
    /// Effective annual discount rate.
    pub discount_rate: f64,
    /// Contribution as a share of spend.
    pub margin: f64,
    /// Whether 5 % and 95 % quantiles are wanted.
    pub intervals: bool,
}

/// Horizon where none is given, in days.
const HORIZON_DAYS: f64 = 365.0;
/// Days of a year, on average.
const DAYS_PER_YEAR: f64 = 365.25;

impl Default for PredictTerms {
    fn default() -> Self {
        Self { horizon: None, discount_rate: 0.10, margin: 1.0, intervals: false }
    }
}

impl PredictTerms {
    /// Checks the numbers and counts them in `unit`.
    pub(super) fn resolve(&self, unit: TimeUnit) -> Result<Terms> {
        let horizon = self.horizon.unwrap_or(HORIZON_DAYS / unit.days());
        let unit_name = unit.as_str();
        let positive = horizon.is_finite() && horizon > 0.0;
        check(
            positive,
            "horizon",
            horizon,
            &format!("a positive number of time units, here of a {unit_name}"),
            "the unit is that of the fitted model",
        )?;
        check(
            (0.0..=1.0).contains(&self.discount_rate),
            "discount-rate",
            self.discount_rate,
            "an annual rate from 0 to 1",
            "write 10 % as 0.1",
        )?;
        check((0.0..=1.0).contains(&self.margin), "margin", self.margin, "a share from 0 to 1", "write 30 % as 0.3")?;
        Terms::with_annual_rate(horizon, self.discount_rate, DAYS_PER_YEAR / unit.days())
            .map_err(|error| ServiceError::new("terms", error.to_string()).hint("check horizon and discount rate"))
    }
}

/// Refuses a term that is not fine.
pub(super) fn check(fine: bool, name: &str, value: f64, expected: &str, hint: &str) -> Result<()> {
    if fine {
        return Ok(());
    }
    Err(ServiceError::new("terms", format!("{name} is `{value}`, expected {expected}"))
        .hint(hint)
        .value("name", name)
        .value("value", value.to_string())
        .value("expected", expected))
}
