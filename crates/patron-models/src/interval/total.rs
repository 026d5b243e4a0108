//! The interval of a total over customers.
//!
//! Own variances add, because customers are independent given the parameters; the uncertainty of the parameters moves
//! all customers together and enters by the summed gradient G as Gᵀ Cov G.

use super::bulk::GRADIENT;
use super::{HIGH, Interval, LOW, ResidualValue, Uncertainty};
use crate::special::gamma_quantile;
use crate::transaction::MAX_PARAMETERS;

/// Sums over any set of customers; mergeable.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Total {
    /// Sum of the means.
    pub mean: f64,
    /// Sum of the own variances.
    pub variance: f64,
    /// Sum of the gradients.
    pub gradient: [f64; GRADIENT],
}

impl Total {
    /// Adds one customer.
    pub fn add(&mut self, value: &ResidualValue) {
        self.mean += value.mean;
        self.variance += value.variance;
        for (sum, slope) in self.gradient.iter_mut().zip(value.gradient) {
            *sum += slope;
        }
    }

    /// Adds the sums of another set.
    pub fn merge(&mut self, other: &Self) {
        self.mean += other.mean;
        self.variance += other.variance;
        for (sum, slope) in self.gradient.iter_mut().zip(other.gradient) {
            *sum += slope;
        }
    }

    /// The 90 % interval of the total; NaN where a variance is infinite.
    #[must_use]
    pub fn interval(&self, uncertainty: &Uncertainty) -> Interval {
        let (transaction, spend) = self.gradient.split_at(MAX_PARAMETERS);
        total_interval(self.mean, self.variance, uncertainty.variance(transaction, spend))
    }
}

/// The 90 % interval of a non-negative total with given mean, own variance and variance from the parameters: quantiles
/// of the gamma distribution with that mean and variance, which is nearly normal for large totals and never negative.
#[must_use]
pub fn total_interval(mean: f64, own_variance: f64, parameter_variance: f64) -> Interval {
    let variance = own_variance + parameter_variance;
    if mean.is_nan() || variance.is_nan() {
        return Interval { low: f64::NAN, high: f64::NAN };
    }
    if mean <= 0.0 || variance <= 0.0 {
        return Interval { low: mean, high: mean };
    }
    let (shape, scale) = (mean * mean / variance, variance / mean);
    Interval { low: scale * gamma_quantile(shape, LOW), high: scale * gamma_quantile(shape, HIGH) }
}
