//! What is asked of one customer: whether still active, at which rate, and the future.

use std::sync::OnceLock;

use super::{Lifetime, Until};
use crate::history::History;
use crate::special::{Chebyshev, clenshaw};
use crate::transaction::{Ahead, Memoryless, Present, Terms};

/// So frequent buyers are few: their integrals are computed one by one.
const TABULATED_TO: usize = 128;
/// Panels of a power reach to e^50 scales; later ones of an exponential are computed one by one.
const PANELS: usize = 40;

/// The present of customers at fixed parameters, its integrals tabulated as they are asked for.
///
/// E = 1 + P: the value and the gradient of an integral.
#[derive(Debug)]
pub(crate) struct LifetimeCustomers<L, const P: usize, const E: usize> {
    model: Until<L>,
    panels: Vec<OnceLock<Box<Chebyshev<E>>>>,
}

impl<L: Lifetime<P, E>, const P: usize, const E: usize> LifetimeCustomers<L, P, E> {
    pub(crate) fn new(model: Until<L>) -> Self {
        Self { model, panels: (0..=TABULATED_TO).flat_map(|_| (0..PANELS).map(|_| OnceLock::new())).collect() }
    }

    /// The same without tables, for a few customers only.
    pub(crate) fn direct(model: Until<L>) -> Self {
        Self { model, panels: Vec::new() }
    }

    /// ln(a(t) e(t)) less the value of ln e(t), and its gradient, from a table; `None` outside it.
    fn share(&self, history: &History, t: f64) -> Option<[f64; E]> {
        let x = history.frequency();
        let (panel, position) = self.model.locate(t);
        if x as usize > TABULATED_TO || panel >= PANELS as f64 {
            return None;
        }
        let cell = self.panels.get(x as usize * PANELS + panel as usize)?;
        let table = cell.get_or_init(|| Box::new(self.model.share_panel(f64::from(x), panel)));
        Some(clenshaw(table, position))
    }
}

impl<L: Lifetime<P, E>, const P: usize, const E: usize> Memoryless<P> for LifetimeCustomers<L, P, E> {
    /// P(alive) with its gradient, and the rate.
    ///
    /// With g the logarithm of the bracket: P(alive) = e(T)/eᵍ, and E\[λ | history\] = −∂g/∂α, since the density of
    /// the rates has the derivative (r/α − λ) times itself and the likelihood is α^r eᵍ.
    fn present(&self, history: &History) -> Present<P> {
        let (x, recency, age) = (f64::from(history.frequency()), history.recency(), history.age());
        let now = self.model.ln_active(x, age);
        // Everything beside e(t_x), which is the larger one: the integral from t_x to T, its derivatives, and e(T).
        let (mut still, mut stopped, mut slopes) = (1.0, 0.0, [0.0; P]);
        if recency < age {
            still = (now[0] - self.model.ln_active(x, recency)[0]).exp();
            if let Some((early, late)) = self.share(history, recency).zip(self.share(history, age)) {
                let (early_share, late_share) = (early[0].exp(), late[0].exp() * still);
                stopped = (early_share - late_share).max(0.0); // of rounding
                slopes = std::array::from_fn(|i| early_share * early[1 + i] - late_share * late[1 + i]);
            } else {
                let sum = self.model.stopped_between(x, recency, age);
                stopped = sum[0];
                slopes = std::array::from_fn(|i| sum[1 + i]);
            }
        }
        let bracket = still + stopped;
        let alive = still / bracket;
        let of_bracket: [f64; P] = std::array::from_fn(|i| (slopes[i] + still * now[1 + i]) / bracket);
        Present {
            alive,
            alive_gradient: std::array::from_fn(|i| alive * (now[1 + i] - of_bracket[i])),
            rate: -of_bracket[1],
        }
    }

    fn ahead(&self, x: f64, age: f64, terms: Terms) -> Ahead<P> {
        self.model.ahead(x, age, terms)
    }

    fn expected_between(&self, x: f64, age: f64, from: f64, to: f64) -> f64 {
        self.model.expected_between(x, age, from, to)
    }

    fn counts(&self, x: f64, age: f64, horizon: f64, up_to: usize) -> Vec<f64> {
        self.model.counts(x, age, horizon, up_to)
    }

    fn coordinate(&self, age: f64) -> f64 {
        self.model.coordinate(age)
    }

    fn age_at(&self, coordinate: f64) -> f64 {
        self.model.age_at(coordinate)
    }
}
