//! What a posterior says of one customer.

use serde::{Deserialize, Serialize};

use crate::draws::quantile;

/// A figure over the draws of a posterior.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Below it one draw in twenty.
    pub q5: f64,
    /// Above it one draw in twenty.
    pub q95: f64,
}

impl Spread {
    /// Of a figure's values, one for each draw; their order is lost.
    pub(crate) fn of(values: &mut [f64]) -> Self {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.sort_unstable_by(f64::total_cmp);
        Self { mean, q5: quantile(values, 0.05), q95: quantile(values, 0.95) }
    }
}

/// One customer's future, with what is not known of the parameters: means of what each draw expects, and the range in
/// which nine draws in ten lie. Chance beyond the parameters comes on top.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CustomerPosterior {
    /// Probability that the customer is still active.
    pub probability_alive: Spread,
    /// Probability of at least one purchase in (0, H].
    pub probability_return: Spread,
    /// Mean number of purchases in (0, H].
    pub expected_purchases: Spread,
    /// The same, each counted by its discount.
    pub discounted_purchases: Spread,
}

impl CustomerPosterior {
    /// Of the four figures' values, one for each draw.
    pub(crate) fn of(mut values: [Vec<f64>; 4]) -> Self {
        let [alive, returns, expected, discounted] = values.each_mut().map(|values| Spread::of(values));
        Self {
            probability_alive: alive,
            probability_return: returns,
            expected_purchases: expected,
            discounted_purchases: discounted,
        }
    }
}

/// One customer's future by a model in which every customer has rates of an own.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SampledCustomer {
    /// Probability that the customer is still active.
    pub probability_alive: f64,
    /// Probability of at least one purchase in (0, H].
    pub probability_return: f64,
    /// Purchases in (0, H]: mean, and the range of nine cases in ten, chance included.
    pub purchases: Spread,
    /// What is known of the rates.
    pub own: OwnRates,
}

/// Rates of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct OwnRates {
    /// λ, purchases per time unit while active.
    pub lambda: Spread,
    /// μ, the hazard of the lifetime per time unit.
    pub mu: Spread,
    /// k, the regularity of gaps: 1 is purchases at random moments, more is more regular. 1 in models without.
    pub k: Spread,
}
