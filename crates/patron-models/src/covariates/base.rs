//! What a base model brings.

use crate::fit::{FitError, ParameterError};
use crate::history::Statistics;
use crate::optimise::{Objective, Toward};
use crate::transaction::{Predictor, Terms, TransactionModel};

/// A way in which covariates act on a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Its name, with which the names of its coefficients begin, such as `transaction` in `transaction.Channel`.
    pub name: &'static str,
    /// Positions of the parameters it scales, with the sign of the exponent.
    pub scales: &'static [(usize, f64)],
}

impl Effect {
    /// Name of the effect on how soon customers stop.
    pub const LIFETIME: &'static str = "lifetime";

    /// How often customers buy while active: α, the second parameter of every model with gamma rates.
    pub const TRANSACTION: Self = Self { name: "transaction", scales: &[(1, -1.0)] };

    /// How much they spend per purchase: the third parameter of Gamma-Gamma.
    pub const SPEND: Self = Self { name: "spend", scales: &[(2, 1.0)] };
}

/// A transaction model whose parameters covariates can scale.
pub trait CovariateBase: TransactionModel {
    /// The effects there are.
    fn effects(&self) -> &'static [Effect];

    /// Where a fit may start, given a sample that the model accepts; later points in case that earlier ones fail.
    fn starting_points(&self, statistics: &Statistics) -> Vec<Vec<f64>>;

    /// The log-likelihood of a sample, which may be small, divided by a number of customers.
    fn objective(&self, statistics: &Statistics, customers: f64) -> Box<dyn Objective + Send + Sync>;

    /// The predictor for a few customers, which computes each by itself instead of filling tables.
    ///
    /// # Errors
    /// When the parameters are not the model's.
    fn direct_predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError>;

    /// What it means that a parameter runs to a limit.
    fn boundary_meaning(&self, parameter: usize, toward: Toward) -> &'static str;

    /// The same error, said as the model knows better.
    fn explained(&self, error: FitError, _: &Statistics) -> FitError {
        error
    }
}
