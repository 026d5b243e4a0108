//! Survival and retention with their derivatives.

use crate::special::{digamma, digamma_difference, ln_gamma_ratio};

/// The survival function at checked parameters α, β, c.
///
/// ln S(t) = g(β) − g(β + t^c) with g(x) = ln Γ(x + α) − ln Γ(x), which keeps its digits at any t.
#[derive(Debug, Clone, Copy)]
pub(in crate::contractual) struct Survival {
    pub(super) alpha: f64,
    pub(super) beta: f64,
    pub(super) c: f64,
    /// g(β), ψ(α + β) and g′(β).
    ln_start: f64,
    digamma_sum: f64,
    slope_start: f64,
}

/// A logarithm and its derivatives by α, β, c.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Logarithm {
    pub(super) value: f64,
    pub(super) gradient: [f64; 3],
}

impl Survival {
    /// From α, β and, where the model has it, c; what is missing of the first two is NaN.
    pub(in crate::contractual) fn of(parameters: &[f64]) -> Self {
        let at = |i: usize| parameters.get(i).copied().unwrap_or(f64::NAN);
        let (alpha, beta) = (at(0), at(1));
        Self {
            alpha,
            beta,
            c: parameters.get(2).copied().unwrap_or(1.0),
            ln_start: ln_gamma_ratio(beta, alpha),
            digamma_sum: digamma(alpha + beta),
            slope_start: digamma_difference(beta, alpha),
        }
    }

    /// S(t).
    pub(super) fn at(&self, t: f64) -> f64 {
        if t == 0.0 { 1.0 } else { (self.ln_start - self.ln_shifted(t)).exp() }
    }

    /// ln S(t).
    pub(super) fn ln(&self, t: f64) -> Logarithm {
        if t == 0.0 {
            return Logarithm::default();
        }
        let by_alpha = self.digamma_sum - self.digamma_shifted(t);
        let gradient = [by_alpha, self.slope_start - self.slope_shifted(t), -self.by_power(t)];
        Logarithm { value: self.ln_start - self.ln_shifted(t), gradient }
    }

    /// ln rₜ = ln S(t) − ln S(t − 1) for t ≥ 1.
    pub(super) fn ln_retention(&self, t: f64) -> Logarithm {
        let (before, now) = ((t - 1.0).powf(self.c), t.powf(self.c));
        let x = self.beta + before;
        let step = now - before;
        if step == 1.0 {
            // Retention (β + u) / (α + β + u) in closed form; by c as below.
            let sum = self.alpha + x;
            let value = -(self.alpha / x).ln_1p();
            return Logarithm { value, gradient: [-1.0 / sum, self.alpha / (x * sum), self.power_step(t)] };
        }
        if t == 1.0 || now.is_infinite() {
            let (one, other) = (self.ln(t - 1.0), self.ln(t));
            let gradient = std::array::from_fn(|i| other.gradient[i] - one.gradient[i]);
            return Logarithm { value: other.value - one.value, gradient };
        }
        let by_alpha = -digamma_difference(self.alpha + x, step);
        let by_beta = digamma_difference(x, self.alpha) - digamma_difference(x + step, self.alpha);
        let value = ln_gamma_ratio(x, self.alpha) - ln_gamma_ratio(x + step, self.alpha);
        Logarithm { value, gradient: [by_alpha, by_beta, self.power_step(t)] }
    }

    /// rₜ.
    pub(super) fn retention(&self, t: f64) -> f64 {
        self.ln_retention(t).value.exp()
    }

    fn power_step(&self, t: f64) -> f64 {
        let before = if t == 1.0 { 0.0 } else { self.by_power(t - 1.0) };
        before - self.by_power(t)
    }

    /// g(β + t^c); α ln t^c in the limit.
    fn ln_shifted(&self, t: f64) -> f64 {
        let power = t.powf(self.c);
        if power.is_finite() { ln_gamma_ratio(self.beta + power, self.alpha) } else { self.alpha * self.c * t.ln() }
    }

    fn digamma_shifted(&self, t: f64) -> f64 {
        let power = t.powf(self.c);
        if power.is_finite() { digamma(self.alpha + self.beta + power) } else { self.c * t.ln() }
    }

    fn slope_shifted(&self, t: f64) -> f64 {
        digamma_difference(self.beta + t.powf(self.c), self.alpha)
    }

    /// d g(β + t^c) / dc = g′ t^c ln t; α ln t in the limit.
    fn by_power(&self, t: f64) -> f64 {
        let power = t.powf(self.c);
        if power.is_finite() { self.slope_shifted(t) * power * t.ln() } else { self.alpha * t.ln() }
    }
}
