//! The distribution of the number of purchases ahead of an active customer.

use super::ahead::survival;
use super::{Opportunities, Parameters};
use crate::special::ln_beta;

/// α + x and β + n − x: purchases and misses as the customer's own beta distribution knows them, if active at n.
fn own(parameters: &Parameters, history: &Opportunities) -> (f64, f64) {
    (parameters.alpha + history.purchases, parameters.beta + history.count - history.purchases)
}

/// P(N = k | active at n) for k = 0 … `up_to` over `horizon` opportunities \[FHS2010\]:
/// Σ over the number i of opportunities while active, P(i) · C(i, k) B(a + k, b + i − k) / B(a, b).
pub(super) fn given_active(parameters: &Parameters, history: &Opportunities, horizon: usize, up_to: usize) -> Vec<f64> {
    let (a, b) = own(parameters, history);
    let active: Vec<f64> =
        survival(parameters, history.count).take(horizon).map(|(_, probability, _)| probability).collect();
    // P(i): active at i opportunities exactly, with its digits where γ is small.
    let gamma = parameters.gamma;
    let exactly = |i: usize| {
        let reached = if i == 0 { 1.0 } else { active[i - 1] };
        if i == horizon { reached } else { reached * gamma / (gamma + parameters.delta + history.count + i as f64) }
    };
    let durations: Vec<f64> = (0..=horizon).map(exactly).collect();
    let mut probabilities = vec![0.0; up_to + 1];
    for (k, slot) in probabilities.iter_mut().enumerate().take(horizon + 1) {
        let bought = k as f64;
        let direct = |i: f64| {
            let ln_choose = -ln_beta(i - bought + 1.0, bought + 1.0) - (i + 1.0).ln();
            (ln_choose + ln_beta(a + bought, b + i - bought) - ln_beta(a, b)).exp()
        };
        let mut chance = direct(bought);
        for (i, duration) in durations.iter().enumerate().skip(k) {
            *slot += duration * chance;
            let i = i as f64;
            // From i to i + 1; by logarithms where the product has underflowed.
            chance = if chance < 1e-290 {
                direct(i + 1.0)
            } else {
                chance * (i + 1.0) / (i + 1.0 - bought) * (b + i - bought) / (a + b + i)
            };
        }
    }
    probabilities
}

/// P(N ≥ 1 | active at n) = Σ over k of P(first purchase at k): positive terms, exact for the rarest buyers.
pub(super) fn returns(parameters: &Parameters, history: &Opportunities, horizon: usize) -> f64 {
    let (a, b) = own(parameters, history);
    let (mut none_yet, mut total) = (1.0, 0.0);
    for (k, probability, _) in survival(parameters, history.count).take(horizon) {
        total += probability * none_yet * a / (a + b + k - 1.0);
        none_yet *= (b + k - 1.0) / (a + b + k - 1.0);
    }
    total
}
