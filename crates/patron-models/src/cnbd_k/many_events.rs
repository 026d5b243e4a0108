//! The pace of purchases far ahead, after so many events that their series is too long: by the mean over p.
//!
//! Given the stopping probability p, with q = (1−p)^(1/k) and c = k − 1 − j, the sum over every k-th event is a mean
//! over the k-th roots of one, ω = e^(2πi/k):
//!
//! f(w | p) = (R/k) q^−c Σ_l ω^(−lc) (1 + (1 − q ω^l) w)^−(R+1).
//!
//! Where q z is small the roots cancel and the sum itself is short. The mean over p ~ Beta(a, B) is taken by the
//! trapezoidal rule in y = ln(p/(1−p)), which converges geometrically. Next to p = 0 (small a) and p = 1 (small B) the
//! density stretches over many scales on which f no longer changes: there the limits of f are taken out first.

use std::f64::consts::TAU;

use super::renewals::{Pace, Stage};
use crate::special::{digamma, ln_beta, ln_gamma, ln_gamma_ratio};

/// A stage and a place w.
#[derive(Debug)]
pub(super) struct ManyEvents {
    stage: Stage,
    w: f64,
    /// w/(1+w).
    z: f64,
}

/// f(w | p), its derivative by R and Σ (n − 1) of its terms.
#[derive(Debug, Clone, Copy, Default)]
struct Given {
    value: f64,
    by_r: f64,
    after: f64,
}

impl Given {
    fn map2(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        Self { value: f(self.value, other.value), by_r: f(self.by_r, other.by_r), after: f(self.after, other.after) }
    }
}

/// Below this q z the sum is short and the roots of one would cancel.
const SHORT_TO: f64 = 0.6;
/// A beta parameter below this has a density that stretches out.
const STRETCHED: f64 = 0.5;
/// e^−50 of the density is negligible.
const NEGLIGIBLE: f64 = -50.0;

impl ManyEvents {
    pub(super) fn new(stage: Stage, w: f64) -> Self {
        Self { stage, w, z: w / (1.0 + w) }
    }

    /// f(w) and its derivatives.
    pub(super) fn pace(&self) -> Pace {
        let Stage { shape, a, b, .. } = self.stage;
        let never = if a < STRETCHED { self.given(0.0, 1.0) } else { Given::default() };
        let at_once = if b < STRETCHED { self.given(1.0, 0.0) } else { Given::default() };
        let limits = |p: f64, rest: f64| never.map2(at_once, |low, high| low * rest + high * p);
        let step = self.stage.quadrature_step();
        let (psi_a, psi_b, psi_both, ln_norm) = (digamma(a), digamma(b), digamma(a + b), ln_beta(a, b));
        let reach = |parameter: f64| 40.0 / if parameter < STRETCHED { parameter + 1.0 } else { parameter };
        let low = (reach(a) + (self.w * (shape + 1.0)).ln_1p()).max(50.0);
        let high = reach(b).max(50.0);
        let mean = a / (a + b);
        // E p moves by a and by b; the limits with it.
        let (mean_by_a, mean_by_b) = (b / (a + b).powi(2), -a / (a + b).powi(2));
        let base = limits(mean, 1.0 - mean);
        let lift = at_once.value - never.value;
        let mut pace = Pace {
            value: base.value,
            by_r: base.by_r,
            by_a: lift * mean_by_a,
            by_b: lift * mean_by_b,
            after: base.after,
        };
        for k in (-low / step) as i64..=(high / step) as i64 {
            let y = k as f64 * step;
            let ln_p = if y < 0.0 { y - y.exp().ln_1p() } else { -(-y).exp().ln_1p() };
            let ln_rest = ln_p - y;
            let ln_weight = a * ln_p + b * ln_rest - ln_norm;
            if ln_weight < NEGLIGIBLE {
                continue;
            }
            let weight = step * ln_weight.exp();
            let (p, rest) = (ln_p.exp(), ln_rest.exp());
            let given = self.given(p, rest).map2(limits(p, rest), |all, limit| all - limit);
            pace.value += weight * given.value;
            pace.by_r += weight * given.by_r;
            pace.by_a += weight * given.value * (ln_p - psi_a + psi_both);
            pace.by_b += weight * given.value * (ln_rest - psi_b + psi_both);
            pace.after += weight * given.after;
        }
        pace
    }

    /// At p, and 1 − p with its digits.
    fn given(&self, p: f64, rest: f64) -> Given {
        let k = f64::from(self.stage.stages);
        let ln_q = if p < 0.5 { (-p).ln_1p() / k } else { rest.ln() / k };
        if ln_q.exp() * self.z <= SHORT_TO { self.by_sum(ln_q) } else { self.by_roots(ln_q) }
    }

    /// (1−z)^(R+1) Σ (R)ᵢ₊₁/i! zⁱ q^(i−c) over i = c, c + k, …
    fn by_sum(&self, ln_q: f64) -> Given {
        let Stage { shape, stages, first, .. } = self.stage;
        let step = (f64::from(stages) * (ln_q + self.z.ln())).exp();
        let (mut event, mut n, mut term, mut ln_scale) = (f64::from(first), 0.0, 1.0_f64, 0.0);
        let mut by_shape: f64 = (0..first).map(|i| 1.0 / (shape + f64::from(i))).sum();
        let mut sum = Given::default();
        loop {
            sum.value += term;
            sum.by_r += term * by_shape;
            sum.after += term * n;
            let mut ratio = step;
            for i in 0..stages {
                let i = f64::from(i);
                ratio *= (shape + event + i) / (event + i);
                by_shape += 1.0 / (shape + event + i);
            }
            term *= ratio;
            event += f64::from(stages);
            n += 1.0;
            if ratio < 1.0 && (term == 0.0 || term * (n + 10.0) < 1e-17 * sum.value.min(sum.after) * (1.0 - ratio)) {
                break;
            }
            if sum.value > 1e200 {
                ln_scale += 200.0 * std::f64::consts::LN_10;
                term /= 1e200;
                sum = sum.map2(sum, |one, _| one / 1e200);
            }
        }
        let first = f64::from(first);
        let ln_quiet = self.w.ln_1p();
        let ln_power = ln_gamma_ratio(shape, first) - ln_gamma(first) + (first - 1.0) * self.z.ln();
        let power = (ln_power + ln_scale - (shape + 1.0) * ln_quiet).exp();
        Given { value: power * sum.value, by_r: power * (sum.by_r - ln_quiet * sum.value), after: power * sum.after }
    }

    /// The sum over the roots of one, conjugate pairs taken together.
    fn by_roots(&self, ln_q: f64) -> Given {
        let Stage { shape, stages, first, .. } = self.stage;
        let (k, before) = (f64::from(stages), f64::from(first - 1));
        let (q, stop) = (ln_q.exp(), -ln_q.exp_m1());
        let power = shape + 1.0;
        let ln_most = (stop * self.w).ln_1p();
        let mut sum = Given::default();
        for l in 0..=stages / 2 {
            let angle = TAU * f64::from(l) / k;
            let pair = if l == 0 || 2 * l == stages { 1.0 } else { 2.0 };
            // 1 − q ω, with its digits where q is next to one.
            let real = 1.0 + (stop + q * (1.0 - angle.cos())) * self.w;
            let imaginary = -q * angle.sin() * self.w;
            let ln_size = if l == 0 { ln_most } else { 0.5 * (real * real + imaginary * imaginary).ln() };
            if power * (ln_size - ln_most) > -NEGLIGIBLE {
                continue;
            }
            let argument = imaginary.atan2(real);
            let phase = -power * argument - before * angle;
            let size = pair * (-power * ln_size).exp();
            sum.value += size * phase.cos();
            sum.by_r += size * (phase.cos() * (1.0 - shape * ln_size) + phase.sin() * shape * argument);
            // Σ over events i, each weighted by i.
            sum.after += size * power * q * self.w * (-ln_size).exp() * (phase + angle - argument).cos();
        }
        let scale = (-before * ln_q).exp() / k;
        let value = scale * shape * sum.value;
        Given { value, by_r: scale * sum.by_r, after: (scale * shape * sum.after - before * value) / k }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_close;
    use crate::cnbd_k::renewals::Renewals;

    #[test]
    fn the_mean_over_p_and_the_series_agree() {
        for (shape, a, b) in
            [(0.24, 0.79, 2.4), (7.3, 0.05, 0.4), (60.0, 1.3, 9.0), (2.0, 6.0, 0.2), (300.0, 0.3, 50.0)]
        {
            for (stages, first) in [(1, 1), (2, 1), (2, 2), (3, 2), (12, 12), (12, 1)] {
                let stage = Stage { shape, a, b, stages, first };
                let renewals = Renewals::new(stage, 60.0);
                // Beyond these the series is cut.
                for w in [4.0, 15.0, 60.0].into_iter().filter(|w| renewals.reaches(*w)) {
                    let (one, other) = (renewals.by_series(w, w / (1.0 + w)), ManyEvents::new(stage, w).pace());
                    // What the roots of one and the trapezoidal rule leave, relative to the value.
                    assert_close(other.value, one.value, 2e-12 * one.value);
                    assert_close(other.by_r, one.by_r, 1e-10 * (one.value + one.by_r.abs()));
                    assert_close(other.by_a, one.by_a, 1e-11 * (one.value / a + one.by_a.abs()));
                    assert_close(other.by_b, one.by_b, 1e-11 * (one.value / b + one.by_b.abs()));
                    assert_close(other.after, one.after, 1e-10 * (one.value + one.after));
                }
            }
        }
    }
}
