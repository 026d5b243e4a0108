//! The distribution of the number of purchases ahead.
//!
//! Of an active customer, N is the smaller of a negative binomial count (shape r+x, success α+T over α+T+H) and the
//! purchase after which the customer stops, so that P(N ≥ n) = P(NB ≥ n) · B(a, b+x+n−1)/B(a, b+x), and
//! P(N = n) = P(NB = n) πₙ + P(NB ≥ n+1) πₙ a/(a+b+x+n−1) with πₙ that ratio of beta functions: sums of positive terms.

use super::Parameters;
use crate::special::{negative_binomial, regularised_beta};

/// Terms beyond the last count asked for that are added one by one; with a larger chance of failure it takes more.
const MOST_TERMS: u32 = 200;
const MOST_FAILURE: f64 = 0.8;

/// P(N = n | active) for n = 0 … `up_to` over a horizon.
pub(super) fn given_active(parameters: &Parameters, x: f64, age: f64, horizon: f64, up_to: usize) -> Vec<f64> {
    let Parameters { r, alpha, a, b } = *parameters;
    let (shape, failure) = (r + x, horizon / (alpha + age + horizon));
    // The count of purchases if nobody stopped, and its upper tail summed from the far end.
    let count = negative_binomial(shape, horizon / (alpha + age), up_to);
    let last = count[up_to];
    let mut beyond = tail(shape, failure, up_to as f64, last)
        .unwrap_or_else(|| regularised_beta(up_to as f64 + 1.0, shape, failure));
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

/// P(NB > n) given P(NB = n), from the terms themselves where they soon fall off: each is (shape+n)/(n+1) · failure
/// times the one before.
fn tail(shape: f64, failure: f64, n: f64, probability: f64) -> Option<f64> {
    if failure == 0.0 {
        return Some(0.0);
    }
    // One that has underflowed says nothing of those after it.
    if probability < 1e-290 || failure > MOST_FAILURE {
        return None;
    }
    let (mut n, mut term, mut sum) = (n, probability, 0.0);
    for _ in 0..MOST_TERMS {
        let ratio = (shape + n) / (n + 1.0) * failure;
        term *= ratio;
        sum += term;
        n += 1.0;
        // Later ratios lie between this one and the chance of failure: what is left is less than geometric.
        let steepest = ratio.max(failure);
        if steepest < 1.0 && term * steepest < 1e-17 * sum * (1.0 - steepest) {
            return Some(sum);
        }
    }
    None
}

/// P(N ≥ 1 | active) = 1 − ((α+T)/(α+T+H))^(r+x).
pub(super) fn returns(parameters: &Parameters, x: f64, age: f64, horizon: f64) -> f64 {
    -(-(parameters.r + x) * (horizon / (parameters.alpha + age)).ln_1p()).exp_m1()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_relative;

    #[test]
    fn a_tail_by_its_terms_is_the_incomplete_beta_function() {
        for (shape, failure, n) in [(0.24, 0.05, 4), (3.0, 0.4, 20), (60.0, 0.5, 80), (400.0, 0.1, 100), (2.0, 0.75, 7)]
        {
            let count = negative_binomial(shape, failure / (1.0 - failure), n);
            let found = tail(shape, failure, n as f64, count[n]).unwrap();
            // The recurrence leaves 1e-13 for some hundred terms, the continued fraction as much.
            assert_relative(found, regularised_beta(n as f64 + 1.0, shape, failure), 1e-12);
        }
        assert_eq!((tail(2.0, 0.99, 5.0, 0.1), tail(2.0, 0.3, 900.0, 0.0)), (None, None));
    }
}
