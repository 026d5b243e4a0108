//! Customer value by simple formulas, each with its assumptions.

/// Why a formula was not applied.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum FormulaError {
    /// A number is negative or not finite.
    #[error("{name} is `{value}`, expected a finite number that is not negative")]
    Negative {
        /// What it is.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A margin is not a number.
    #[error("the margin is `{value}`, expected a finite amount")]
    Margin {
        /// Its value.
        value: f64,
    },
    /// A retention outside 0 to 1.
    #[error("the retention is `{value}`, expected a share from 0 to 1")]
    Retention {
        /// Its value.
        value: f64,
    },
    /// Everybody stays and nothing is discounted: the sum has no limit.
    #[error("retention is `1` and the discount rate `0`, expected a lower retention or a positive discount rate")]
    Endless,
}

impl FormulaError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Negative { .. } => "formula-negative",
            Self::Margin { .. } => "formula-margin",
            Self::Retention { .. } => "formula-retention",
            Self::Endless => "formula-endless",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Negative { .. } | Self::Margin { .. } => "check the amounts and rates entered",
            Self::Retention { .. } => "80 % is written 0.8",
            Self::Endless => "nobody stays for ever and money has a price",
        }
    }
}

/// Average purchase × purchases a period × lifetime in periods.
///
/// Assumes that purchases keep their size and frequency to the end of a known lifetime, and that later money counts like
/// today's. In the unit of the purchase: turnover where that is turnover, contribution where it is contribution; only
/// the latter may be set against costs.
///
/// # Errors
/// When a number is negative or not finite.
pub fn ratio_value(average_purchase: f64, purchases_per_period: f64, periods: f64) -> Result<f64, FormulaError> {
    let average = not_negative("the average purchase", average_purchase)?;
    let frequency = not_negative("the number of purchases a period", purchases_per_period)?;
    Ok(average * frequency * not_negative("the lifetime", periods)?)
}

/// m r / (1 + d − r): yearly margin m for ever, each payment at a year's end and only if the customer was retained.
///
/// Assumes a constant margin, the same retention r for everyone and every year, and a discount rate d a year; the first
/// payment comes after one retention.
///
/// # Errors
/// When an argument is out of range, or retention is 1 without discount.
pub fn margin_retention_value(margin: f64, retention: f64, discount_rate: f64) -> Result<f64, FormulaError> {
    Ok(margin * retention / attrition(margin, retention, discount_rate)?)
}

/// m (1 + d) / (1 + d − r): the same with one payment now, before any retention.
///
/// # Errors
/// When an argument is out of range, or retention is 1 without discount.
pub fn margin_retention_value_paid_now(margin: f64, retention: f64, discount_rate: f64) -> Result<f64, FormulaError> {
    Ok(margin * (1.0 + discount_rate) / attrition(margin, retention, discount_rate)?)
}

/// 1 + d − r, after checking.
fn attrition(margin: f64, retention: f64, discount_rate: f64) -> Result<f64, FormulaError> {
    if !margin.is_finite() {
        return Err(FormulaError::Margin { value: margin });
    }
    if !(0.0..=1.0).contains(&retention) {
        return Err(FormulaError::Retention { value: retention });
    }
    let discount_rate = not_negative("the discount rate", discount_rate)?;
    if retention == 1.0 && discount_rate == 0.0 {
        return Err(FormulaError::Endless);
    }
    Ok(1.0 + discount_rate - retention)
}

fn not_negative(name: &'static str, value: f64) -> Result<f64, FormulaError> {
    if value.is_finite() && value >= 0.0 { Ok(value) } else { Err(FormulaError::Negative { name, value }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{assert_close, assert_relative};

    #[test]
    fn known_answers() {
        assert_relative(ratio_value(100.0, 4.0, 3.0).unwrap(), 1200.0, 1e-15);
        // Printed with two decimals.
        assert_close(margin_retention_value(100.0, 0.8, 0.1).unwrap(), 266.67, 0.005);
        assert_close(margin_retention_value_paid_now(100.0, 0.8, 0.1).unwrap(), 366.67, 0.005);
        // Five points more retention: +27.5 % from .80, +40.7 % from .90.
        let gain = |from: f64| {
            let value = |retention: f64| margin_retention_value_paid_now(1.0, retention, 0.1).unwrap() * retention;
            value(from + 0.05) / value(from) - 1.0
        };
        assert_close(gain(0.80), 0.275, 0.0005);
        assert_close(gain(0.90), 0.407, 0.0005);
    }

    #[test]
    fn impossible_arguments_are_refused() {
        assert!(ratio_value(-1.0, 4.0, 3.0).is_err());
        assert!(ratio_value(1.0, f64::NAN, 3.0).is_err());
        assert!(margin_retention_value(f64::INFINITY, 0.8, 0.1).is_err());
        assert!(margin_retention_value(100.0, 1.2, 0.1).is_err());
        assert!(margin_retention_value(100.0, 0.8, -0.1).is_err());
        assert_eq!(margin_retention_value(100.0, 1.0, 0.0), Err(FormulaError::Endless));
        // A loss-making customer is worth less the longer it stays.
        assert!(margin_retention_value(-100.0, 0.8, 0.1).unwrap() < 0.0);
    }
}
