//! Over what time, and at what discount, the future is looked at.

use crate::fit::ParameterError;

/// Horizon and continuous discount, both in the time unit of the model's parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    horizon: f64,
    discount: f64,
}

impl Terms {
    /// A horizon H ≥ 0 and a continuous discount δ ≥ 0 per time unit: a purchase at time s ahead counts e^(−δs).
    ///
    /// # Errors
    /// When either is negative or not finite.
    pub fn new(horizon: f64, discount: f64) -> Result<Self, ParameterError> {
        for (name, value) in [("the horizon", horizon), ("the discount", discount)] {
            if !(value.is_finite() && value >= 0.0) {
                return Err(ParameterError::NotATime { name, value });
            }
        }
        Ok(Self { horizon, discount })
    }

    /// The same with an effective annual discount rate d: δ = ln(1 + d) / units per year.
    ///
    /// # Errors
    /// When a number is negative or not finite, or a year has no units.
    pub fn with_annual_rate(horizon: f64, annual_rate: f64, units_per_year: f64) -> Result<Self, ParameterError> {
        if !(annual_rate >= 0.0) {
            return Err(ParameterError::NotATime { name: "the annual discount rate", value: annual_rate });
        }
        Self::new(horizon, annual_rate.ln_1p() / units_per_year)
    }

    /// The horizon H.
    #[must_use]
    pub fn horizon(&self) -> f64 {
        self.horizon
    }

    /// The continuous discount δ per time unit.
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
        let terms = Terms::with_annual_rate(365.0, 0.1, 365.25).unwrap();
        crate::check::assert_relative(terms.discount(), 1.1_f64.ln() / 365.25, 1e-15);
        assert!(Terms::new(-1.0, 0.0).is_err());
        assert!(Terms::new(f64::INFINITY, 0.0).is_err());
        assert!(Terms::new(1.0, f64::NAN).is_err());
        assert!(Terms::with_annual_rate(1.0, -0.1, 365.25).is_err());
        assert!(Terms::with_annual_rate(1.0, 0.1, 0.0).is_err());
    }
}
