//! The share of those active at t, with x purchases, whose lifetime ends before the next purchase.
//!
//! a(t) = 1/e(t) · ∫ₜᴱ (α+τ)^−k f(τ) dτ for a far end E, the same for all times. The bracket of the likelihood is then
//! a(t_x) e(t_x) + (1 − a(T)) e(T), two positive terms of one time each: of 100,000 customers few are distinct, and in
//! between a is smooth, so that Chebyshev panels in the coordinate of age stand for any number of times.
//!
//! For Pareto/NBD a is s/(k+s) · ₂F₁(k+s, …; k+s+1; …) by two formulas for α ≥ β and α < β \[FHL2005b\]; the
//! quadrature here needs neither, gives both derivatives and serves every lifetime.

use super::jet::{add_exponential, has_second, logarithm};
use super::panels::march;
use super::{Lifetime, Until, second};
use crate::special::{CHEBYSHEV_POINTS, Chebyshev, chebyshev, chebyshev_points};

/// Width of a panel in the coordinate of age.
pub(super) const WIDTH: f64 = 1.25;
/// The far end beside the scales of rates and lifetimes: 2⁵⁷.
const FAR: f64 = 144_115_188_075_855_872.0;

impl<L> Until<L> {
    /// ln e(t) of customers with x purchases.
    pub(super) fn ln_active<const P: usize, const E: usize>(&self, x: f64, t: f64) -> [f64; E]
    where
        L: Lifetime<P, E>,
    {
        let mut jet = self.life.ln_survival(t);
        self.add_rate::<P, E>(&mut jet, x, t);
        jet
    }

    /// Adds −k ln(α+t).
    #[inline]
    fn add_rate<const P: usize, const E: usize>(&self, jet: &mut [f64; E], x: f64, t: f64) {
        let (shape, ln, inverse) = (self.r + x, (self.alpha + t).ln(), 1.0 / (self.alpha + t));
        jet[0] -= shape * ln;
        jet[1] -= ln;
        jet[2] -= shape * inverse;
        if !has_second(P, E) {
            return;
        }
        jet[second(P, 0, 1)] -= inverse;
        jet[second(P, 1, 1)] += shape * inverse * inverse;
    }

    /// ∫ (α+τ)^−k f(τ) dτ / e(`from`) between two times, with derivatives of the integral alone.
    pub(super) fn stopped_between<const P: usize, const E: usize>(&self, x: f64, from: f64, to: f64) -> [f64; E]
    where
        L: Lifetime<P, E>,
    {
        let shape = self.r + x;
        let ln_from = self.ln_active(x, from)[0];
        let steepness = |t: f64| shape / (self.alpha + t) + self.life.steepness(t);
        let mut sum = [0.0; E];
        march(
            (from, to),
            &mut sum,
            |t| self.width(t, steepness(t)),
            // Whoever stops later is active until then: e bounds what follows.
            |sum, t| (self.ln_active(x, t)[0] - ln_from).exp() <= 1e-18 * sum[0],
            |sum, t, weight| {
                let mut jet = self.life.ln_density(t);
                self.add_rate::<P, E>(&mut jet, x, t);
                add_exponential::<P, E>(sum, weight * (jet[0] - ln_from).exp(), &jet);
            },
        );
        sum
    }

    /// E, the same for all times of a model.
    fn far<const P: usize, const E: usize>(&self) -> f64
    where
        L: Lifetime<P, E>,
    {
        let life = self.life.scale();
        FAR * if life.is_finite() { self.alpha + life } else { self.alpha }
    }

    /// ln(a(t) e(t)) less the value of ln e(t), for each of several times in ascending order: numbers of moderate size
    /// with the derivatives of the integral.
    ///
    /// The integral beyond a later time is part of that beyond an earlier one.
    pub(super) fn ln_shares<const P: usize, const E: usize>(&self, x: f64, times: &[f64]) -> Vec<[f64; E]>
    where
        L: Lifetime<P, E>,
    {
        let mut later = (self.far(), f64::NEG_INFINITY, [0.0; E]);
        let mut shares: Vec<[f64; E]> = Vec::with_capacity(times.len());
        for time in times.iter().rev() {
            let (until, ln_then, beyond) = later;
            let ln_now = self.ln_active(x, *time)[0];
            let scale = (ln_then - ln_now).exp();
            let between = self.stopped_between(x, *time, until);
            let sum: [f64; E] = std::array::from_fn(|i| between[i] + scale * beyond[i]);
            shares.push(logarithm::<P, E>(&sum));
            later = (*time, ln_now, sum);
        }
        shares.reverse();
        shares
    }

    /// ln(a(t) e(t)) less the value of ln e(t) on a panel of the coordinate of age.
    pub(super) fn share_panel<const P: usize, const E: usize>(&self, x: f64, panel: f64) -> Chebyshev<E>
    where
        L: Lifetime<P, E>,
    {
        let shares = self.ln_shares(x, &self.panel_times(panel));
        share_table(&shares)
    }

    /// The ages of a panel's points, ascending.
    pub(super) fn panel_times<const P: usize, const E: usize>(&self, panel: f64) -> [f64; CHEBYSHEV_POINTS]
    where
        L: Lifetime<P, E>,
    {
        let mut times = chebyshev_points().map(|position| self.age_at(WIDTH * (panel + 0.5 * (position + 1.0))));
        times.reverse();
        times
    }

    /// The panel of an age and the position in it, from −1 to 1.
    pub(super) fn locate<const P: usize, const E: usize>(&self, age: f64) -> (f64, f64)
    where
        L: Lifetime<P, E>,
    {
        let v = self.coordinate(age) / WIDTH;
        let panel = v.floor();
        (panel, 2.0 * (v - panel) - 1.0)
    }
}

/// The shares at a panel's times, as a table.
pub(super) fn share_table<const E: usize>(shares: &[[f64; E]]) -> Chebyshev<E> {
    // Points run from 1 to −1, times from the earliest to the latest.
    chebyshev(&std::array::from_fn(|k| shares[CHEBYSHEV_POINTS - 1 - k]))
}
