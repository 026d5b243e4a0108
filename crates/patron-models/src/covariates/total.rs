//! The interval of a total over customers with different covariates.

use super::Local;
use crate::fit::Fit;
use crate::interval::{Interval, ResidualValue, total_interval};
use crate::transaction::MAX_PARAMETERS;

/// Sums over any set of customers, with the gradient by all parameters of the whole; mergeable.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CovariateTotal {
    /// Sum of the means.
    pub mean: f64,
    /// Sum of the own variances.
    pub variance: f64,
    /// Derivatives of the mean by all parameters of the transaction model.
    pub transaction_gradient: Vec<f64>,
    /// Derivatives of the mean by all parameters of the spend model; empty without one.
    pub spend_gradient: Vec<f64>,
}

impl CovariateTotal {
    /// Adds `weight` customers of one value, given the models at their covariates.
    pub fn add(&mut self, value: &ResidualValue, weight: f64, transaction: &Local, spend: Option<&Local>) {
        self.mean += weight * value.mean;
        self.variance += weight * value.variance;
        let (of_transactions, of_spend) = value.gradient.split_at(MAX_PARAMETERS);
        accumulate(&mut self.transaction_gradient, &transaction.gradient(of_transactions), weight);
        if let Some(spend) = spend {
            accumulate(&mut self.spend_gradient, &spend.gradient(of_spend), weight);
        }
    }

    /// Adds the sums of another set.
    pub fn merge(&mut self, other: &Self) {
        self.mean += other.mean;
        self.variance += other.variance;
        accumulate(&mut self.transaction_gradient, &other.transaction_gradient, 1.0);
        accumulate(&mut self.spend_gradient, &other.spend_gradient, 1.0);
    }

    /// The 90 % interval of the total, with the uncertainty of both fits; NaN where a variance is infinite.
    #[must_use]
    pub fn interval(&self, transaction: &Fit, spend: Option<&Fit>) -> Interval {
        let of_spend = spend.map_or(0.0, |fit| quadratic(&fit.covariance, &self.spend_gradient));
        let by_parameters = quadratic(&transaction.covariance, &self.transaction_gradient) + of_spend;
        total_interval(self.mean, self.variance, by_parameters)
    }
}

fn accumulate(sums: &mut Vec<f64>, more: &[f64], weight: f64) {
    sums.resize(sums.len().max(more.len()), 0.0);
    for (sum, slope) in sums.iter_mut().zip(more) {
        *sum += weight * slope;
    }
}

/// gᵀ Cov g.
fn quadratic(matrix: &[Vec<f64>], gradient: &[f64]) -> f64 {
    let row_sum = |row: &Vec<f64>| row.iter().zip(gradient).map(|(entry, slope)| entry * slope).sum::<f64>();
    matrix.iter().zip(gradient).map(|(row, slope)| slope * row_sum(row)).sum()
}
