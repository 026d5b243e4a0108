//! The distribution of the number of purchases ahead, of an active customer at a stage of the gap.
//!
//! Of M events of the customer's rate, negative binomial, every k-th is a purchase, the first at event k − j. With πₙ
//! the chance not to have stopped at one of n − 1 purchases, as in [`super::renewals`],
//!
//! P(N = n) = πₙ · [P(eₙ ≤ M < eₙ₊₁) + P(M ≥ eₙ₊₁) a/(a+B+n−1)],   eₙ = kn − j,
//!
//! sums of positive terms; P(N = 0) = P(M < k − j).

use super::renewals::Stage;
use crate::special::{negative_binomial, regularised_beta};

/// P(N = n | active) for n = 0 … `up_to` over a horizon of `odds` times α+T.
pub(super) fn given_active(stage: &Stage, odds: f64, up_to: usize) -> Vec<f64> {
    let Stage { shape, a, b, stages, first } = *stage;
    let (first, stages) = (first as usize, stages as usize);
    let end = first + stages * up_to; // the event of purchase up_to + 1
    let events = negative_binomial(shape, odds, end - 1);
    let mut beyond = if odds > 0.0 { regularised_beta(end as f64, shape, odds / (1.0 + odds)) } else { 0.0 };
    let mut reached = vec![1.0; up_to + 1];
    for n in 1..up_to {
        let others = n as f64 - 1.0;
        reached[n + 1] = reached[n] * (b + others) / (a + b + others);
    }
    let mut probabilities = vec![0.0; up_to + 1];
    for n in (1..=up_to).rev() {
        let within: f64 = events[first + stages * (n - 1)..first + stages * n].iter().sum();
        probabilities[n] = reached[n] * (within + beyond * a / (a + b + n as f64 - 1.0));
        beyond += within;
    }
    probabilities[0] = events[..first].iter().sum();
    probabilities
}
