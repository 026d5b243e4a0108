//! The opportunities ahead of a customer who is active at n.
//!
//! Such a customer is active at the k-th opportunity from now with probability S(k) = B(γ, δ+n+k) / B(γ, δ+n),
//! whatever was bought before, and buys there with a probability of mean (α+x)/(α+β+n), independent of it.

use super::Parameters;
use crate::special::hyp2f1;
use crate::transaction::Terms;

/// Sums over the opportunities within the horizon, by n alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ahead {
    /// S(1).
    pub(super) active_next: f64,
    /// Σ S(k), the mean number τ of opportunities while active.
    pub(super) opportunities: f64,
    /// E[τ (τ − 1)] = Σ 2 (k − 1) S(k).
    pub(super) factorial_moment: f64,
    /// Σ S(k) e^(−dk) with discount d, and its derivatives by γ and δ.
    pub(super) discounted: f64,
    pub(super) gradient: [f64; 2],
    /// The same sum without end; NaN without discount.
    pub(super) forever: f64,
}

/// Steps k = 1, 2, … with S(k) and the derivatives of its logarithm by γ and δ.
pub(super) fn survival(parameters: &Parameters, count: f64) -> impl Iterator<Item = (f64, f64, [f64; 2])> {
    let Parameters { gamma, delta, .. } = *parameters;
    let (mut k, mut probability, mut slopes) = (0.0, 1.0, [0.0; 2]);
    std::iter::from_fn(move || {
        let (staying, all) = (delta + count + k, gamma + delta + count + k);
        probability *= staying / all;
        slopes[0] -= 1.0 / all;
        slopes[1] += gamma / (staying * all);
        k += 1.0;
        Some((k, probability, slopes))
    })
}

pub(super) fn ahead(parameters: &Parameters, count: f64, terms: Terms) -> Ahead {
    let Parameters { gamma, delta, .. } = *parameters;
    let discount = terms.discount();
    let active_next = (delta + count) / (gamma + delta + count);
    let (mut opportunities, mut factorial_moment, mut discounted, mut gradient) = (0.0, 0.0, 0.0, [0.0; 2]);
    for (k, probability, slopes) in survival(parameters, count).take(terms.horizon() as usize) {
        let present = probability * (-discount * k).exp();
        opportunities += probability;
        factorial_moment += 2.0 * (k - 1.0) * probability;
        discounted += present;
        gradient[0] += present * slopes[0];
        gradient[1] += present * slopes[1];
    }
    let forever = if discount > 0.0 {
        let v = (-discount).exp();
        v * active_next * hyp2f1(1.0, delta + count + 1.0, gamma + delta + count + 1.0, v)
    } else {
        f64::NAN
    };
    Ahead { active_next, opportunities, factorial_moment, discounted, gradient, forever }
}
