//! How many renewals ahead, and at what discount, a lifetime is valued.

use super::MAX_RENEWALS;
use crate::fit::ParameterError;

/// Number of payments looked at and continuous discount per period between renewals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RenewalTerms {
    payments: u32,
    discount: f64,
}

impl RenewalTerms {
    /// The next `payments` payments; one that is k periods away counts e^(−δk).
    ///
    /// # Errors
    /// When there are more payments than are looked at, or the discount is negative or not finite.
    pub fn new(payments: u32, discount: f64) -> Result<Self, ParameterError> {
        if payments > MAX_RENEWALS {
            let value = f64::from(payments);
            return Err(ParameterError::TooFar {
                name: "the number of payments",
                value,
                most: f64::from(MAX_RENEWALS),
            });
        }
        if !(discount.is_finite() && discount >= 0.0) {
            return Err(ParameterError::NotATime { name: "the discount", value: discount });
        }
        Ok(Self { payments, discount })
    }

    /// The same with an effective annual discount rate d: δ = ln(1 + d) / periods per year.
    ///
    /// # Errors
    /// As above, and when a year has no periods.
    pub fn with_annual_rate(payments: u32, annual_rate: f64, periods_per_year: f64) -> Result<Self, ParameterError> {
        if !(annual_rate >= 0.0) {
            return Err(ParameterError::NotATime { name: "the annual discount rate", value: annual_rate });
        }
        Self::new(payments, annual_rate.ln_1p() / periods_per_year)
    }

    /// Payments looked at.
    #[must_use]
    pub fn payments(&self) -> u32 {
        self.payments
    }

    /// Continuous discount δ per period.
    #[must_use]
    pub fn discount(&self) -> f64 {
        self.discount
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annual_rates_become_continuous_ones_and_impossible_terms_are_refused() {
        let terms = RenewalTerms::with_annual_rate(12, 0.1, 12.0).unwrap();
        crate::check::assert_relative(terms.discount(), 1.1_f64.ln() / 12.0, 1e-15);
        assert_eq!(terms.payments(), 12);
        assert_eq!(RenewalTerms::new(MAX_RENEWALS + 1, 0.0).unwrap_err().code(), "parameter-too-far");
        assert!(RenewalTerms::new(1, -0.1).is_err());
        assert!(RenewalTerms::with_annual_rate(1, f64::NAN, 12.0).is_err());
        assert!(RenewalTerms::with_annual_rate(1, 0.1, 0.0).is_err());
    }
}
