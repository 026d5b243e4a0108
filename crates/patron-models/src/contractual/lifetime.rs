//! What a renewal model says about one customer.

use crate::transaction::MAX_PARAMETERS;

/// The payments ahead of one customer, as counts; money enters as a factor, the margin of a payment.
///
/// Payment k = 0, 1, … is k periods away and is made with probability pₖ. For a customer in mid-period, whose next
/// renewal is u periods away, discounted figures are multiplied by e^(−δu) (and the variance by its square).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Lifetime {
    /// Probability of the first of these payments: 1 for a new customer, the next retention for one who is there.
    pub probability_next: f64,
    /// Probability that all payments within the horizon are made; 1 for a horizon of none.
    pub probability_all: f64,
    /// Mean number of payments within the horizon.
    pub expected_payments: f64,
    /// Mean of Σ e^(−δk) over the payments made within the horizon.
    pub discounted_payments: f64,
    /// Variance of that sum, the parameters taken as known.
    pub variance: f64,
    /// Derivatives of `discounted_payments` by the parameters, in the model's order.
    pub gradient: [f64; MAX_PARAMETERS],
    /// The discounted sum without end; `None` without discount, where it may be infinite.
    pub discounted_forever: Option<f64>,
    /// Derivatives of `discounted_forever`; zero where that is `None`.
    pub gradient_forever: [f64; MAX_PARAMETERS],
}
