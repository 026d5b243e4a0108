//! Panels of quadrature that follow the integrand.

use super::{Lifetime, Until};
use crate::special::{gauss_legendre_8, gauss_legendre_16};

/// Widest panel beside the distance to the nearest singularity: 16 Gauss-Legendre points leave 1e-18 there.
const GAP: f64 = 2.0;
/// Widest panel beside the time in which S changes its nature.
const CHANGE: f64 = 1.2;
/// Largest change of the integrand's logarithm within a panel, at the steepness of its start.
const FALL: f64 = 6.0;
/// Share of the widest panel on which 8 points leave as little.
const NARROW: f64 = 0.25;

impl<L> Until<L> {
    /// The widest panel at t for an integrand of some steepness.
    pub(super) fn width<const P: usize, const E: usize>(&self, t: f64, steepness: f64) -> f64
    where
        L: Lifetime<P, E>,
    {
        let smooth = 1.0 / (1.0 / (GAP * (self.scale() + t)) + self.life.pace_at(t) / CHANGE);
        smooth.min(FALL / steepness)
    }
}

/// Visits nodes and weights between two times, panel by panel, until the end or until `negligible` says at the start
/// of a panel that what follows is.
pub(crate) fn march<S>(
    (from, to): (f64, f64),
    state: &mut S,
    width: impl Fn(f64) -> f64,
    negligible: impl Fn(&S, f64) -> bool,
    mut visit: impl FnMut(&mut S, f64, f64),
) {
    let mut start = from;
    while start < to && !negligible(state, start) {
        let wide = width(start);
        // A remainder too small for a panel of its own joins the last one.
        let end = if start + 1.25 * wide >= to { to } else { start + wide };
        let rule = if end - start < NARROW * wide { gauss_legendre_8() } else { gauss_legendre_16() };
        for (node, weight) in rule.on(start, end) {
            visit(state, node, weight);
        }
        if !(end > start) {
            return; // a width of zero or not a number
        }
        start = end;
    }
}
