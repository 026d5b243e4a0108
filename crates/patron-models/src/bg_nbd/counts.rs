//! The distribution of the number of purchases ahead.
//!
//! Of an active customer, N is the smaller of a negative binomial count (shape r+x, success α+T over α+T+H) and the
//! purchase after which the customer stops, so that P(N ≥ n) = P(NB ≥ n) · B(a, b+x+n−1)/B(a, b+x), and
//! P(N = n) = P(NB = n) πₙ + P(NB ≥ n+1) πₙ a/(a+b+x+n−1) with πₙ that ratio of beta functions: sums of positive terms.

use super::Parameters;
use crate::special::{negative_binomial, regularised_beta};

/// P(N = n | active) for n = 0 … `up_to` over a horizon.
pub(super) fn given_active(parameters: &Parameters, x: f64, age: f64, horizon: f64, up_to: usize) -> Vec<f64> {
    let Parameters { r, alpha, a, b } = *parameters;
    let (shape, failure) = (r + x, horizon / (alpha + age + horizon));
    // The count of purchases if nobody stopped, and its upper tail summed from the far end.
    let count = negative_binomial(shape, horizon / (alpha + age), up_to);
    let mut beyond = if failure > 0.0 { regularised_beta(up_to as f64 + 1.0, shape, failure) } else { 0.0 };
    let mut reached = vec![0.0; up_to + 1];
    let mut reach = 1.0;
    for (n, slot) in reached.iter_mut().enumerate().skip(1) {
        *slot = reach;
        let n = n as f64;
        reach *= (b + x + n - 1.0) / (a + b + x + n - 1.0);
    }
    let mut probabilities = vec![0.0; up_to + 1];
    for n in (1..=up_to).rev() {
        let order = n as f64;
        probabilities[n] = reached[n] * (count[n] + beyond * a / (a + b + x + order - 1.0));
        beyond += count[n];
    }
    probabilities[0] = count[0];
    probabilities
}

/// P(N ≥ 1 | active) = 1 − ((α+T)/(α+T+H))^(r+x).
pub(super) fn returns(parameters: &Parameters, x: f64, age: f64, horizon: f64) -> f64 {
    -(-(parameters.r + x) * (horizon / (parameters.alpha + age)).ln_1p()).exp_m1()
}
