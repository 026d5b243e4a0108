//! Models in which an active customer's future depends on x and T alone, and what they share.
//!
//! Where the waiting for the next purchase and for the stop has no memory of t_x, the last purchase says only whether
//! the customer is still active. Then every prediction is P(alive), which a formula gives, times the future of an
//! active customer, which is an integral but smooth in T: it is tabulated ([`table`]) for each x. A model brings the
//! two parts ([`Memoryless`]); the predictor ([`MemorylessPredictor`]) is the same for all.

mod predictor;
mod table;

use std::fmt::Debug;

use crate::history::History;
use crate::transaction::Terms;

pub(crate) use predictor::{MemorylessPredictor, combine, curve};
pub(crate) use table::Table;

/// What a history says about the present, with derivatives by the P parameters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Present<const P: usize> {
    /// P(alive).
    pub(crate) alive: f64,
    /// Derivatives of `alive` by the parameters.
    pub(crate) alive_gradient: [f64; P],
    /// E[λ | history], whether or not still active.
    pub(crate) rate: f64,
}

/// The future of an active customer; depends on x and T, not on t_x.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ahead<const P: usize> {
    /// P(N ≥ 1), N the number of purchases in (0, H].
    pub(crate) returns: f64,
    /// E[N].
    pub(crate) expected: f64,
    /// E[N(N−1)].
    pub(crate) factorial_moment: f64,
    /// Mean of Σ e^(−δs) over the purchases at s in (0, H].
    pub(crate) discounted: f64,
    /// The same without end; NaN without discount.
    pub(crate) forever: f64,
    /// Derivatives of `discounted` by the parameters.
    pub(crate) gradient: [f64; P],
}

impl<const P: usize> Default for Ahead<P> {
    fn default() -> Self {
        Self { returns: 0.0, expected: 0.0, factorial_moment: 0.0, discounted: 0.0, forever: 0.0, gradient: [0.0; P] }
    }
}

/// A model of P parameters, these in place, in which an active customer's future depends on x and T alone.
///
/// x is the number of repeat purchases, T the age; for horizons ≥ 0.
pub(crate) trait Memoryless<const P: usize>: Send + Sync + Debug {
    /// P(alive) and purchase rate of a customer.
    fn present(&self, history: &History) -> Present<P>;

    /// The future of an active customer. At a horizon of 0 everything but `forever` is 0; otherwise all are positive.
    fn ahead(&self, x: f64, age: f64, terms: Terms) -> Ahead<P>;

    /// Expected purchases between two times ahead of an active customer.
    fn expected_between(&self, x: f64, age: f64, from: f64, to: f64) -> f64;

    /// P(N = n | active) for n = 0 … `up_to` over a horizon.
    fn counts(&self, x: f64, age: f64, horizon: f64, up_to: usize) -> Vec<f64>;

    /// A measure of age ≥ 0, growing from 0, in which the logarithm of the future is smooth at the scale of one:
    /// mostly ln(1 + T/scale).
    fn coordinate(&self, age: f64) -> f64;

    /// The age at a coordinate.
    fn age_at(&self, coordinate: f64) -> f64;
}
