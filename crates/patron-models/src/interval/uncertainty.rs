//! The uncertainty of estimated parameters.

use super::Levels;
use crate::fit::Fit;
use crate::transaction::MAX_PARAMETERS;

/// Covariance matrices of the transaction and the spend parameters, estimated apart and so independent, and the levels
/// at which intervals end.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Uncertainty {
    transaction: Vec<Vec<f64>>,
    spend: Vec<Vec<f64>>,
    levels: Levels,
}

/// Why a fit brings no uncertainty.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum UncertaintyError {
    /// The covariance matrix does not belong to the parameters.
    #[error("the covariance of `{model}` has `{rows}` rows, expected a square matrix of `{expected}`")]
    Shape {
        /// Model of the fit.
        model: String,
        /// Rows found.
        rows: usize,
        /// Parameters of the fit.
        expected: usize,
    },
}

impl Uncertainty {
    /// Parameters taken as known.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// From the fits that were used.
    ///
    /// # Errors
    /// When a fit has no covariance matrix of the right shape.
    pub fn new(transaction: Option<&Fit>, spend: Option<&Fit>) -> Result<Self, UncertaintyError> {
        let matrix = |fit: &Fit| {
            let expected = fit.parameters.values().len();
            let square = fit.covariance.len() == expected && fit.covariance.iter().all(|row| row.len() == expected);
            if square && expected <= MAX_PARAMETERS {
                Ok(fit.covariance.clone())
            } else {
                Err(UncertaintyError::Shape { model: fit.model.clone(), rows: fit.covariance.len(), expected })
            }
        };
        Ok(Self {
            transaction: transaction.map(matrix).transpose()?.unwrap_or_default(),
            spend: spend.map(matrix).transpose()?.unwrap_or_default(),
            levels: Levels::default(),
        })
    }

    /// With intervals of single customers that end at these levels.
    #[must_use]
    pub fn with_levels(self, levels: Levels) -> Self {
        Self { levels, ..self }
    }

    /// The levels at which intervals of single customers end.
    #[must_use]
    pub fn levels(&self) -> Levels {
        self.levels
    }

    /// Variance that uncertain parameters bring to a quantity with the given gradients: Σ gᵀ Cov g.
    #[must_use]
    pub fn variance(&self, transaction_gradient: &[f64], spend_gradient: &[f64]) -> f64 {
        quadratic(&self.transaction, transaction_gradient) + quadratic(&self.spend, spend_gradient)
    }
}

fn quadratic(matrix: &[Vec<f64>], gradient: &[f64]) -> f64 {
    let row_sum = |row: &Vec<f64>| row.iter().zip(gradient).map(|(entry, slope)| entry * slope).sum::<f64>();
    matrix.iter().zip(gradient).map(|(row, slope)| slope * row_sum(row)).sum()
}
