//! What an active customer does ahead: purchases, discounted purchases and their derivatives, by quadrature.
//!
//! With m(s) the mean rate at s ahead ([`super::intensity`]): expected purchases ∫₀ᴴ m(s) ds, discounted purchases
//! ∫₀ᴴ e^(−δs) m(s) ds, without end ∫₀^∞. The second factorial moment follows from the same function one purchase
//! on: E[N(N−1)] = 2 ∫₀ᴴ s (r+x)(r+x+1)/(α+T)² · (b+x)/(a+b+x) · F_{x+1}(s/(α+T)) ds. The variable of integration is
//! v = ln(1 + c s/(α+T)), in which the integrands are smooth at every scale.

use super::Parameters;
use super::counts::returns;
use super::intensity::Intensity;
use crate::special::gauss_legendre_16;
use crate::transaction::{Ahead, Terms};

/// Widest panel in v on which 16 Gauss-Legendre points leave 1e-13.
const PANEL: f64 = 1.25;

/// The change of variable from v to time.
struct Clock {
    /// α + T.
    scale: f64,
    /// c ≥ 1: a customer who is likely to stop soon is looked at on a finer scale.
    haste: f64,
}

impl Clock {
    fn new(parameters: &Parameters, x: f64, age: f64) -> Self {
        let Parameters { r, alpha, a, b } = *parameters;
        let stops = (r + x + 1.0) * a / (a + b + x);
        Self { scale: alpha + age, haste: stops.max(1.0) }
    }

    fn v(&self, time: f64) -> f64 {
        (self.haste * time / self.scale).ln_1p()
    }

    /// w = s/(α+T) and dw/dv at v.
    fn w(&self, v: f64) -> (f64, f64) {
        (v.exp_m1() / self.haste, v.exp() / self.haste)
    }

    /// Nodes between two times: w and the weight of dw.
    fn nodes(&self, from: f64, to: f64) -> impl Iterator<Item = (f64, f64)> + '_ {
        let (low, high) = (self.v(from), self.v(to));
        let panels = ((high - low) / PANEL).ceil().max(1.0);
        let width = (high - low) / panels;
        (0..panels as u32).flat_map(move |k| {
            let start = low + f64::from(k) * width;
            gauss_legendre_16().on(start, start + width).map(|(v, weight)| {
                let (w, slope) = self.w(v);
                (w, weight * slope)
            })
        })
    }
}

/// Everything about (0, H] and without end.
pub(super) fn ahead(parameters: &Parameters, x: f64, age: f64, terms: Terms) -> Ahead<4> {
    let Parameters { r, a, b, .. } = *parameters;
    let clock = Clock::new(parameters, x, age);
    let (now, next) = (Intensity::new(parameters, x), Intensity::new(parameters, x + 1.0));
    let (shape, scale) = (r + x, clock.scale);
    let (horizon, discount) = (terms.horizon(), terms.discount());
    let mut sum = Ahead::default();
    let mut timed = 0.0;
    if horizon > 0.0 {
        sum.returns = returns(parameters, x, age, horizon);
        for (w, weight) in clock.nodes(0.0, horizon) {
            let time = scale * w;
            let ratio = now.ratio(w);
            let discounted = weight * (-discount * time).exp();
            sum.expected += weight * ratio.value;
            sum.factorial_moment += weight * w * next.value(w);
            sum.discounted += discounted * ratio.value;
            timed += discounted * time * ratio.value;
            sum.gradient[0] += discounted * (ratio.value + shape * ratio.by_r);
            sum.gradient[2] += discounted * shape * ratio.by_a;
            sum.gradient[3] += discounted * shape * ratio.by_b;
        }
        sum.expected *= shape;
        sum.factorial_moment *= 2.0 * shape * (shape + 1.0) * (b + x) / (a + b + x);
        sum.discounted *= shape;
        // D depends on α+T only through δ(α+T) and H/(α+T).
        let last = horizon * (-discount * horizon).exp() * shape / scale * now.value(horizon / scale);
        sum.gradient[1] = -(discount * shape * timed + last) / scale;
    }
    sum.forever = f64::NAN;
    if discount > 0.0 {
        // e^(−40) of what is left lies beyond.
        let end = horizon + 40.0 / discount;
        let later = |(w, weight): (f64, f64)| weight * (-discount * scale * w).exp() * now.value(w);
        sum.forever = sum.discounted + shape * clock.nodes(horizon, end).map(later).sum::<f64>();
    }
    sum
}

/// Expected purchases between two times ahead, given active now.
pub(super) fn expected_between(parameters: &Parameters, x: f64, age: f64, from: f64, to: f64) -> f64 {
    if to <= from {
        return 0.0;
    }
    let clock = Clock::new(parameters, x, age);
    let now = Intensity::new(parameters, x);
    (parameters.r + x) * clock.nodes(from, to).map(|(w, weight)| weight * now.value(w)).sum::<f64>()
}
