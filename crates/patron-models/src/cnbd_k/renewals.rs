//! How fast purchases come, at a time ahead, given that the customer is active now and j stages of the gap have passed.
//!
//! With x purchases in T the customer's rate λ is Gamma(R, rate α+T), R = r + kx + j, and the stopping probability
//! Beta(a, B), B = b + m. The n-th purchase ahead comes with event e = kn − j of the rate, if the customer has not
//! stopped at one of the n − 1 before, which has probability πₙ = (B)ₙ₋₁/(a+B)ₙ₋₁. At s = (α+T) w ahead, with
//! z = w/(1+w), purchases come at the mean rate f(w)/(α+T),
//!
//! f(w) = (1−z)^(R+1) Σₙ πₙ (R)ₑ/(e−1)! z^(e−1),   e = kn − j,
//!
//! a sum of positive terms. It is summed where it is short, and taken by [`ManyEvents`] beyond.

use super::many_events::ManyEvents;
use crate::bg_nbd::{Parameters, Variant};
use crate::special::{ln_gamma, ln_gamma_ratio};

/// f(w), its derivatives by r, a and b, and Σ (n − 1) of the terms of f.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Pace {
    pub(super) value: f64,
    pub(super) by_r: f64,
    pub(super) by_a: f64,
    pub(super) by_b: f64,
    /// Every purchase counted as often as there are purchases ahead of it: half the pace of N(N−1).
    pub(super) after: f64,
}

/// An active customer at a stage of the gap, as the series and the quadrature see one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stage {
    /// R.
    pub(super) shape: f64,
    pub(super) a: f64,
    /// B.
    pub(super) b: f64,
    /// k.
    pub(super) stages: u32,
    /// k − j: events to the next purchase.
    pub(super) first: u32,
}

impl Stage {
    pub(super) fn new(parameters: &Parameters, variant: Variant, passed: u32, x: f64) -> Self {
        Self {
            shape: parameters.r + f64::from(variant.stages) * x + f64::from(passed),
            a: parameters.a,
            b: parameters.b + variant.chances_to_stop(x),
            stages: variant.stages,
            first: variant.stages - passed,
        }
    }

    /// Terms after which the rest of the series is negligible: nine deviations of the number of events beyond the mean,
    /// and its geometric tail.
    fn terms_needed(&self, z: f64) -> f64 {
        let left = 1.0 - z;
        ((self.shape * z + 9.0 * (self.shape * z).sqrt() + 45.0) / left) / f64::from(self.stages) + 8.0
    }

    /// Step of the quadrature over ln(p/(1−p)): as fine as the integrand is narrow.
    pub(super) fn quadrature_step(&self) -> f64 {
        let spread = self.a.min(self.b) + 0.5 * (self.shape + 1.0).min(self.b);
        0.45_f64.min(0.55 / spread.sqrt())
    }

    /// The longest series that is cheaper than the quadrature, over some hundred units of ln(p/(1−p)).
    fn most_terms(&self) -> f64 {
        let roots = 0.5 * f64::from(self.stages) + 1.0;
        (TERMS_A_ROOT * roots * 100.0 / self.quadrature_step()).min(MOST_TERMS)
    }
}

/// From one term to the next, but for z^k, and the derivatives of a term's logarithm.
#[derive(Debug, Clone, Copy)]
struct Term {
    ratio: f64,
    by_shape: f64,
    by_a: f64,
    by_b: f64,
}

/// The series of a stage.
#[derive(Debug)]
pub(super) struct Renewals {
    stage: Stage,
    /// ln of (R)ₑ/(e−1)! of the first term.
    ln_first: f64,
    terms: Vec<Term>,
}

/// Terms of the series that cost as much as a root of one at a node of the quadrature.
const TERMS_A_ROOT: f64 = 10.0;
/// The longest series kept in memory.
const MOST_TERMS: f64 = 50_000.0;
/// Sums are rescaled before they leave the range of `f64`.
const BIG: f64 = 1e200;

impl Renewals {
    /// For 0 < w ≤ `furthest`.
    pub(super) fn new(stage: Stage, furthest: f64) -> Self {
        let needed = stage.terms_needed(furthest / (1.0 + furthest)).min(stage.most_terms());
        let Stage { shape, a, b, stages, first } = stage;
        let (mut event, mut n) = (f64::from(first), 0.0);
        let (mut by_shape, mut by_a, mut by_b) = ((0..first).map(|i| 1.0 / (shape + f64::from(i))).sum(), 0.0, 0.0);
        let mut terms = Vec::with_capacity(needed as usize);
        while n < needed {
            let goes_on = (b + n) / (a + b + n);
            let mut ratio = goes_on;
            let this = Term { ratio, by_shape, by_a, by_b };
            for i in 0..stages {
                let i = f64::from(i);
                ratio *= (shape + event + i) / (event + i);
                by_shape += 1.0 / (shape + event + i);
            }
            terms.push(Term { ratio, ..this });
            by_a -= 1.0 / (a + b + n);
            by_b += 1.0 / (b + n) - 1.0 / (a + b + n);
            event += f64::from(stages);
            n += 1.0;
        }
        let ln_first = ln_gamma_ratio(shape, f64::from(first)) - ln_gamma(f64::from(first));
        Self { stage, ln_first, terms }
    }

    /// f(w) and its derivatives.
    pub(super) fn pace(&self, w: f64) -> Pace {
        if self.reaches(w) { self.by_series(w, w / (1.0 + w)) } else { ManyEvents::new(self.stage, w).pace() }
    }

    /// Whether the series is long enough for w.
    pub(super) fn reaches(&self, w: f64) -> bool {
        self.stage.terms_needed(w / (1.0 + w)) <= self.stage.most_terms()
    }

    pub(super) fn by_series(&self, w: f64, z: f64) -> Pace {
        let step = z.powi(self.stage.stages as i32);
        let (mut term, mut n, mut ln_scale) = (1.0, 0.0, 0.0);
        let [mut value, mut by_shape, mut by_a, mut by_b, mut after] = [0.0_f64; 5];
        for next in &self.terms {
            value += term;
            by_shape += term * next.by_shape;
            by_a += term * next.by_a;
            by_b += term * next.by_b;
            after += term * n;
            let ratio = next.ratio * step;
            term *= ratio;
            n += 1.0;
            // The tail is at most geometric from here on; the margin covers n and the derivatives beside the term. The
            // first purchase has none before it: the smaller sum decides.
            if ratio < 1.0 && (term == 0.0 || term * (n + 10.0) < 1e-17 * value.min(after) * (1.0 - ratio)) {
                break;
            }
            if value > BIG {
                ln_scale += BIG.ln();
                for number in [&mut term, &mut value, &mut by_shape, &mut by_a, &mut by_b, &mut after] {
                    *number /= BIG;
                }
            }
        }
        let ln_z = z.ln();
        let ln_power = self.ln_first + ln_scale - (self.stage.shape + 1.0) * w.ln_1p();
        let power = (ln_power + f64::from(self.stage.first - 1) * ln_z).exp();
        Pace {
            value: power * value,
            by_r: power * (by_shape - w.ln_1p() * value),
            by_a: power * by_a,
            by_b: power * by_b,
            after: power * after,
        }
    }
}
