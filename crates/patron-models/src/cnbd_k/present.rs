//! What a history says about the present: whether the customer is active, and at which stage of the gap.
//!
//! With u = T − t_x, R = r + kx and S(R, z) of [`crate::bg_nbd::stages`] at z = u/(α+T), a customer who had a chance to
//! stop is active with odds S · (b+m−1)/a · ((α+t_x)/(α+T))^R \[RPS2021\]; active ones have passed j stages of the gap
//! with the share of the j-th term in S. Given the stage, the future no longer depends on u.

use crate::bg_nbd::stages::Stages;
use crate::bg_nbd::{Parameters, Variant};
use crate::history::History;
use crate::transaction::Present;

/// The present of a customer.
#[derive(Debug, Clone)]
pub(super) struct StagedPresent {
    /// P(alive), with derivatives by r, α, a, b, and E[λ/k | history].
    pub(super) whole: Present<4>,
    /// P(stage j | alive), j = 0 … k − 1.
    pub(super) shares: Vec<Share>,
}

/// The share of a stage, with its derivatives by r and α.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) share: f64,
    pub(super) by_r: f64,
    pub(super) by_alpha: f64,
}

pub(super) fn present(parameters: &Parameters, variant: Variant, history: &History) -> StagedPresent {
    let Parameters { r, alpha, a, b } = *parameters;
    let x = f64::from(history.frequency());
    let k = f64::from(variant.stages);
    let shape = r + k * x;
    let (recency, age) = (alpha + history.recency(), alpha + history.age());
    let idle = (history.age() - history.recency()) / age;
    let stages = Stages::new(shape, variant.stages);
    let waiting = stages.waiting(idle);
    let each = (stages.shares(idle).into_iter().zip(stages.slopes())).enumerate();
    let shares = each.map(|(j, (share, slope))| Share {
        share,
        by_r: share * (slope - waiting.by_shape),
        by_alpha: -share * (j as f64 - waiting.passed) / age,
    });
    let active_rate = (shape + waiting.passed) / age;
    let chances = variant.chances_to_stop(x);
    if chances == 0.0 {
        let whole = Present { alive: 1.0, alive_gradient: [0.0; 4], rate: active_rate / k };
        return StagedPresent { whole, shares: shares.collect() };
    }
    let other = b + chances - 1.0;
    // ln(age/recency) with its digits where both are near.
    let ln_silence = ((age - recency) / recency).ln_1p();
    let odds = a / other * (shape * ln_silence - waiting.ln).exp();
    let alive = 1.0 / (1.0 + odds);
    let stopped = if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 };
    let slope = -alive * stopped;
    let by_r = ln_silence - waiting.by_shape;
    let by_alpha = active_rate - shape / recency;
    let whole = Present {
        alive,
        alive_gradient: [slope * by_r, slope * by_alpha, slope / a, -slope / other],
        rate: (alive * active_rate + (1.0 - alive) * shape / recency) / k,
    };
    StagedPresent { whole, shares: shares.collect() }
}
