//! The base model for customers who have their covariates in common.

use crate::fit::{Fit, NamedValues};

/// Parameters of the base model at given covariates, and how they hang on the parameters of the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Local {
    parameters: Vec<f64>,
    /// Derivatives of these by the parameters of the whole, by rows.
    jacobian: Vec<Vec<f64>>,
}

impl Local {
    /// From the parameters of the whole, those of the group and the derivatives of the logarithms of these.
    pub(super) fn new(of_base: &[f64], parameters: Vec<f64>, mut rows: Vec<Vec<f64>>) -> Self {
        for (row, parameter) in rows.iter_mut().zip(&parameters) {
            for (slope, base) in row.iter_mut().zip(of_base) {
                *slope /= base;
            }
            row.iter_mut().for_each(|slope| *slope *= parameter);
        }
        Self { parameters, jacobian: rows }
    }

    /// A figure of one customer as if it were the one parameter of a model, with its derivatives by the parameters of
    /// the whole.
    pub(crate) fn of_figure(figure: f64, gradient: Vec<f64>) -> Self {
        Self { parameters: vec![figure], jacobian: vec![gradient] }
    }

    /// A model without covariates: the same for all.
    #[must_use]
    pub fn same_for_all(parameters: &[f64]) -> Self {
        Self::new(parameters, parameters.to_vec(), identity(parameters.len()))
    }

    /// Parameters of the base model, in its order.
    #[must_use]
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    /// Derivatives by the parameters of the whole, from those by the parameters here: Jᵀg. Entries of the gradient
    /// beyond the parameters are left out.
    #[must_use]
    pub fn gradient(&self, by_local: &[f64]) -> Vec<f64> {
        let mut whole = vec![0.0; self.jacobian.first().map_or(0, Vec::len)];
        for (row, slope) in self.jacobian.iter().zip(by_local) {
            for (sum, entry) in whole.iter_mut().zip(row) {
                *sum += slope * entry;
            }
        }
        whole
    }

    /// The base model's fit here: parameters, J Cov Jᵀ and standard errors, with the likelihood of the whole.
    ///
    /// `names` are those of the base model; without a covariance of the right shape the fit has none either.
    #[must_use]
    pub fn fit(&self, names: &[&str], whole: &Fit) -> Fit {
        let covariance = self.covariance(&whole.covariance);
        let errors: Vec<f64> = covariance.iter().enumerate().map(|(i, row)| row[i].sqrt()).collect();
        Fit {
            parameters: NamedValues::new(names, &self.parameters),
            standard_errors: NamedValues::new(names, &errors),
            covariance,
            ..whole.clone()
        }
    }

    fn covariance(&self, whole: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let count = self.jacobian.first().map_or(0, Vec::len);
        if whole.len() != count || whole.iter().any(|row| row.len() != count) {
            return Vec::new();
        }
        let dot = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(a, b)| a * b).sum::<f64>();
        let through = |row: &Vec<f64>| -> Vec<f64> { whole.iter().map(|of_cov| dot(of_cov, row)).collect() };
        let products: Vec<Vec<f64>> = self.jacobian.iter().map(through).collect();
        products.iter().map(|product| self.jacobian.iter().map(|row| dot(row, product)).collect()).collect()
    }
}

fn identity(n: usize) -> Vec<Vec<f64>> {
    (0..n).map(|i| (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect()).collect()
}
