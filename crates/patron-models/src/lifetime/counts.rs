//! The distribution of the number of purchases ahead.
//!
//! Of a customer active for a time s more, N is negative binomial with shape r+x and odds s/(α+T); over lifetimes
//! P(N = n | active) = S(H|T) P(NB = n; H) + ∫₀ᴴ f(s|T) P(NB = n; s) ds, a sum of positive terms.

use super::{Lifetime, Until};
use crate::special::{gauss_legendre_16, negative_binomial};

/// Largest change of the logarithm of a count's probability within a panel.
const FALL: f64 = 6.0;
/// A probability e^−40 of its largest is not looked at closely.
const SEEN: f64 = 40.0;
/// e^−92, 1e-40, of all customers are none to speak of.
const FEW: f64 = 92.0;

impl<L> Until<L> {
    /// P(N = n | active) for n = 0 … `up_to` over a horizon.
    pub(crate) fn counts<const P: usize, const E: usize>(
        &self,
        x: f64,
        age: f64,
        horizon: f64,
        up_to: usize,
    ) -> Vec<f64>
    where
        L: Lifetime<P, E>,
    {
        let (shape, scale) = (self.r + x, self.alpha + age);
        let mut total = vec![0.0; up_to + 1];
        let mut add = |weight: f64, s: f64| {
            for (sum, probability) in total.iter_mut().zip(negative_binomial(shape, s / scale, up_to)) {
                *sum += weight * probability;
            }
        };
        add(self.life.ln_survival_ahead(age, horizon).0.exp(), horizon);
        let horizon = self.last_stop(age, horizon);
        // From the end backwards: there the counts up to the largest rise steeply, as powers of s/(α+T+s).
        let mut end = horizon;
        while end > 0.0 {
            let fallen = ((horizon / end) * (scale + end) / (scale + horizon)).ln();
            let highest = (SEEN / fallen.max(f64::MIN_POSITIVE)).min(up_to as f64).max(1.0);
            let steps = [
                // A third: looking back, the nearest singularity comes closer.
                self.width(age + end, self.life.steepness(age + end)) / 3.0,
                FALL * (scale + end) / shape,
                FALL / highest * end * (scale + end) / scale,
            ];
            let wide = steps.into_iter().fold(f64::INFINITY, f64::min);
            // Counts that are still seen near 0 are low powers, which the rule integrates exactly.
            let start = if highest <= FALL && wide > 0.8 * end { 0.0 } else { (end - wide).max(0.0) };
            for (s, weight) in gauss_legendre_16().on(start, end) {
                let density = self.life.hazard(age + s) * self.life.ln_survival_ahead(age, s).0.exp();
                add(weight * density, s);
            }
            if !(start < end) {
                break;
            }
            end = start;
        }
        total
    }

    /// The horizon, or an earlier time that no customer to speak of outlives.
    fn last_stop<const P: usize, const E: usize>(&self, age: f64, horizon: f64) -> f64
    where
        L: Lifetime<P, E>,
    {
        let outlived = |s: f64| self.life.ln_survival_ahead(age, s).0 > -FEW;
        if outlived(horizon) {
            return horizon;
        }
        let (mut low, mut high) = (0.0, horizon);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if outlived(middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }
}
