//! Mean and variance of one customer's residual spend.

use crate::gamma_gamma::SpendLaw;
use crate::transaction::{MAX_PARAMETERS, Prediction};

/// One customer's discounted spend within the horizon, or discounted number of purchases without a spend model.
#[derive(Debug, Clone, Copy)]
pub struct ResidualSpend {
    pub(super) none: f64,
    pub(super) count_mean: f64,
    pub(super) count_variance: f64,
    pub(super) discount: f64,
    pub(super) discounted: f64,
    gradient: [f64; MAX_PARAMETERS],
    pub(super) spend: Option<SpendLaw>,
}

impl ResidualSpend {
    /// From what the transaction model predicts and, where there is one, what the spend model knows.
    #[must_use]
    pub fn new(prediction: &Prediction, spend: Option<SpendLaw>) -> Self {
        Self {
            none: 1.0 - prediction.probability_return,
            count_mean: prediction.expected_purchases,
            count_variance: prediction.purchase_variance,
            discount: prediction.discount_factor(),
            discounted: prediction.discounted_purchases,
            gradient: prediction.gradient,
            spend,
        }
    }

    /// Probability that nothing is bought.
    #[must_use]
    pub fn probability_none(&self) -> f64 {
        self.none
    }

    /// Mean: discounted purchases × expected spend. NaN where the spend has no finite mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.discounted * self.spend.map_or(1.0, |spend| spend.mean_or_nan())
    }

    /// Variance, the parameters taken as known: `d̄² (E[1/ν²] p (p E[N²] + E[N]) − (E[N] e)²)` with e the expected spend,
    /// or d̄² Var N without a spend model. NaN where infinite (p x + q ≤ 2).
    #[must_use]
    pub fn variance(&self) -> f64 {
        let square = self.discount * self.discount;
        let Some(spend) = self.spend else { return square * self.count_variance };
        let p = spend.shape;
        let second = self.count_variance + self.count_mean * self.count_mean;
        let mean = self.count_mean * spend.mean_or_nan();
        square * (spend.mean_square_scale() * p * (p * second + self.count_mean) - mean * mean)
    }

    /// Derivatives of the mean by the transaction parameters.
    #[must_use]
    pub fn transaction_gradient(&self) -> [f64; MAX_PARAMETERS] {
        let spend = self.spend.map_or(1.0, |spend| spend.mean_or_nan());
        self.gradient.map(|slope| slope * spend)
    }

    /// Derivatives of the mean by the spend parameters p, q, gamma; zero without a spend model.
    #[must_use]
    pub fn spend_gradient(&self) -> [f64; 3] {
        self.spend.map_or([0.0; 3], |spend| spend.gradient().map(|slope| slope * self.discounted))
    }
}
