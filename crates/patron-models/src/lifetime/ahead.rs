//! The future of an active customer.
//!
//! With k = r + x, κ = α + T and S(s | T) = S(T+s)/S(T), the rate and the rest of the lifetime being independent:
//! E\[N\] = k/κ ∫₀ᴴ S(s|T) ds, E\[N(N−1)\] = 2 k(k+1)/κ² ∫₀ᴴ s S(s|T) ds, discounted k/κ ∫₀ᴴ e^(−δs) S(s|T) ds and
//! without end ∫₀^∞, and P(N ≥ 1) = ∫₀ᴴ k κ^k (κ+s)^−(k+1) S(s|T) ds: the first purchase comes at s, the customer being
//! active then. The integral without end is the one that \[FHL2005b\] writes with a confluent hypergeometric function
//! for Pareto/NBD.

use super::panels::march;
use super::{Lifetime, Until};
use crate::transaction::{Ahead, Terms};

impl<L> Until<L> {
    /// Everything about (0, H] and without end.
    pub(crate) fn ahead<const P: usize, const E: usize>(&self, x: f64, age: f64, terms: Terms) -> Ahead<P>
    where
        L: Lifetime<P, E>,
    {
        let (horizon, discount) = (terms.horizon(), terms.discount());
        let (shape, scale) = (self.r + x, self.alpha + age);
        let rate = shape / scale;
        let survival = |s: f64| self.life.ln_survival_ahead(age, s);
        let width = |s: f64| self.width(age + s, discount + self.life.steepness(age + s));
        let mut sum = Ahead::default();
        if horizon > 0.0 {
            let visit = |sum: &mut Ahead<P>, s: f64, weight: f64| {
                let (ln_survival, slopes) = survival(s);
                let active = weight * ln_survival.exp();
                let discounted = active * (-discount * s).exp();
                sum.expected += active;
                sum.factorial_moment += active * s;
                sum.discounted += discounted;
                for (total, slope) in sum.gradient.iter_mut().zip(slopes) {
                    *total += discounted * slope;
                }
            };
            let negligible = |sum: &Ahead<P>, s: f64| {
                let left = 1e18 * horizon * survival(s).0.exp();
                left < sum.expected
                    && left * horizon < sum.factorial_moment
                    && left * (-discount * s).exp() < sum.discounted
            };
            march((0.0, horizon), &mut sum, width, negligible, visit);
            sum.returns = self.returns(x, age, horizon);
            sum.expected *= rate;
            sum.factorial_moment *= 2.0 * rate * (shape + 1.0) / scale;
            sum.discounted *= rate;
            for slope in &mut sum.gradient {
                *slope *= rate;
            }
            sum.gradient[0] += sum.discounted / shape;
            sum.gradient[1] -= sum.discounted / scale;
        }
        sum.forever = f64::NAN;
        if discount > 0.0 {
            // e^(−40) of what is left lies beyond.
            let end = horizon + 40.0 / discount;
            let later = |total: &mut f64, s: f64, weight: f64| *total += weight * (survival(s).0 - discount * s).exp();
            let mut total = 0.0;
            let negligible = |total: &f64, s: f64| (survival(s).0 - discount * s).exp() / discount <= 1e-18 * total;
            march((horizon, end), &mut total, width, negligible, later);
            sum.forever = sum.discounted + rate * total;
        }
        sum
    }

    /// P(N ≥ 1 | active).
    fn returns<const P: usize, const E: usize>(&self, x: f64, age: f64, horizon: f64) -> f64
    where
        L: Lifetime<P, E>,
    {
        let (shape, scale) = (self.r + x, self.alpha + age);
        let ln_density = |s: f64| self.life.ln_survival_ahead(age, s).0 - (shape + 1.0) * (s / scale).ln_1p();
        let mut total = 0.0;
        march(
            (0.0, horizon),
            &mut total,
            |s| self.width(age + s, self.life.steepness(age + s) + (shape + 1.0) / (scale + s)),
            // Whoever buys first later is active at s and has not bought until then.
            |total, s| (ln_density(s) + (s / scale).ln_1p()).exp() <= 1e-18 * total,
            |total, s, weight| *total += weight * shape / scale * ln_density(s).exp(),
        );
        total.min(1.0) // rounding of a chance of one
    }

    /// Expected purchases between two times ahead, given active now.
    pub(crate) fn expected_between<const P: usize, const E: usize>(&self, x: f64, age: f64, from: f64, to: f64) -> f64
    where
        L: Lifetime<P, E>,
    {
        let mut total = 0.0;
        let survival = |s: f64| self.life.ln_survival_ahead(age, s).0.exp();
        march(
            (from, to),
            &mut total,
            |s| self.width(age + s, self.life.steepness(age + s)),
            |total, s| survival(s) * (to - s) <= 1e-18 * total,
            |total, s, weight| *total += weight * survival(s),
        );
        (self.r + x) / (self.alpha + age) * total
    }
}
