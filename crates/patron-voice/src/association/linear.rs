use serde::Serialize;

use super::design::check;
use super::{AssociationError, Design};
use crate::interval::{Interval, Level};
use crate::least_squares::fit;
use crate::quantile::{t_above, t_two_sided};

/// What goes with a point of satisfaction, in units of the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Linear {
    /// Difference of the outcome between customers a point apart who are alike in what is held.
    pub per_point: f64,
    /// Where it lies.
    pub interval: Interval,
    /// Standard error, HC3 \[MW1985\]: errors may vary in size.
    pub standard_error: f64,
    /// Probability of a coefficient as far from 0 if it were 0 (Student's t).
    pub p_value: f64,
    /// Share of the outcome's variance explained, with what is held.
    pub r_squared: f64,
    /// Customers.
    pub customers: usize,
}

/// The same as a share of the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Relative {
    /// e^b − 1: 0.1 where customers a point apart spend a tenth more.
    pub per_point: f64,
    /// Where it lies.
    pub interval: Interval,
    /// The coefficient b on the logarithm.
    pub on_logarithm: Linear,
}

/// An amount against satisfaction, by least squares.
///
/// # Errors
/// When amounts are not those of the customers, not finite or all the same, a column is a combination of others, or one
/// customer alone determines a coefficient.
pub fn amount(design: &Design, amounts: &[f64], level: Level) -> Result<Linear, AssociationError> {
    design.check_outcome(amounts.len())?;
    check(amounts, 0)?;
    let found = fit(design.columns(), amounts, &vec![1.0; amounts.len()])?;
    let (per_point, standard_error) = (found.estimates[0], found.robust[0]);
    let reach = t_above(found.degrees, level.tail()) * standard_error;
    Ok(Linear {
        per_point,
        interval: Interval { low: per_point - reach, high: per_point + reach },
        standard_error,
        p_value: t_two_sided(found.degrees, per_point, standard_error),
        r_squared: found.r_squared,
        customers: amounts.len(),
    })
}

/// The logarithm of an amount against satisfaction: few large customers then do not decide alone.
///
/// # Errors
/// As [`amount`], and when an amount is not above 0.
pub fn log_amount(design: &Design, amounts: &[f64], level: Level) -> Result<Relative, AssociationError> {
    if let Some(row) = amounts.iter().position(|amount| !(*amount > 0.0)) {
        return Err(AssociationError::NotPositive { customer: row + 1, amount: amounts[row] });
    }
    let logarithms: Vec<f64> = amounts.iter().map(|amount| amount.ln()).collect();
    let on_logarithm = amount(design, &logarithms, level)?;
    let interval = on_logarithm.interval.map(f64::exp_m1);
    Ok(Relative { per_point: on_logarithm.per_point.exp_m1(), interval, on_logarithm })
}
