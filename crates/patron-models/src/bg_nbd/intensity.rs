//! How fast purchases come, at a time ahead, given that the customer is active now.
//!
//! An active customer with x purchases in T has λ ~ Gamma(r+x, rate α+T) and p ~ Beta(a, b+x), independent
//! \[FHL2005\]. A customer buys at rate λ and so stops at rate pλ; at s ahead the mean rate over λ is
//! (r+x)/(α+T) · (1 + p w)^−(r+x+1) with w = s/(α+T), and over p as well
//!
//! m(s) = (r+x)/(α+T) · F(w),   F(w) = ₂F₁(r+x+1, a; a+b+x; −w) = (1+w)^−a · ₂F₁(a, a+b−r−1; a+b+x; w/(1+w)).
//!
//! The last form has parameters that do not grow with x and converges quickly; its derivatives by r, a and b are
//! summed along with it.

use super::Parameters;
use crate::special::{digamma, hyp2f1, ln_beta};

/// F(w) and its derivatives by r, a and b.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ratio {
    pub(super) value: f64,
    pub(super) by_r: f64,
    pub(super) by_a: f64,
    pub(super) by_b: f64,
}

/// F for customers with x purchases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Intensity {
    a: f64,
    /// b + x, the second parameter of the stopping probability's distribution.
    b: f64,
    /// r + x + 1.
    power: f64,
    /// a + b − r − 1, the same for every x.
    lower: f64,
}

/// Beyond this w/(1+w) a power series would need thousands of terms.
const SERIES_TO: f64 = 0.99;
/// Below this `lower` the quick series alternates and loses digits.
const LEAST_LOWER: f64 = -6.0;
/// The quick series sums to at most (1+w)^a times a power of its length; beyond this a ln(1+w) it would leave `f64`.
const MOST_GROWTH: f64 = 500.0;

impl Intensity {
    pub(super) fn new(parameters: &Parameters, x: f64) -> Self {
        let Parameters { r, a, b, .. } = *parameters;
        Self { a, b: b + x, power: r + x + 1.0, lower: a + b - r - 1.0 }
    }

    /// F(w) for w ≥ 0.
    pub(super) fn value(&self, w: f64) -> f64 {
        let z = w / (1.0 + w);
        if z <= 0.9 && self.is_quick(w) {
            self.quick_value(w, z)
        } else {
            hyp2f1(self.power, self.a, self.a + self.b, -w)
        }
    }

    /// F(w) with its derivatives, for w ≥ 0.
    pub(super) fn ratio(&self, w: f64) -> Ratio {
        let z = w / (1.0 + w);
        if z > SERIES_TO {
            self.by_quadrature(w)
        } else if self.is_quick(w) {
            self.by_quick_series(w, z)
        } else {
            self.by_positive_series(w, z)
        }
    }

    fn is_quick(&self, w: f64) -> bool {
        self.lower >= LEAST_LOWER && self.a * w.ln_1p() < MOST_GROWTH
    }

    fn quick_value(&self, w: f64, z: f64) -> f64 {
        let c = self.a + self.b;
        let (mut term, mut sum, mut n) = (1.0_f64, 1.0_f64, 0.0);
        loop {
            let ratio = (self.a + n) * (self.lower + n) / ((c + n) * (n + 1.0)) * z;
            term *= ratio;
            sum += term;
            n += 1.0;
            if settled(term, ratio, sum, n) {
                return sum * (-self.a * w.ln_1p()).exp();
            }
        }
    }

    /// (1+w)^−a Σ (a)ₙ (lower)ₙ / ((a+b)ₙ n!) zⁿ.
    fn by_quick_series(&self, w: f64, z: f64) -> Ratio {
        let c = self.a + self.b;
        let mut term = 1.0;
        let (mut by_first, mut by_second, mut by_third) = (0.0, 0.0, 0.0);
        let (mut sum, mut sum_r, mut sum_a, mut sum_b) = (1.0_f64, 0.0, 0.0, 0.0);
        let mut n = 0.0;
        loop {
            let over = 1.0 / ((c + n) * (n + 1.0));
            let (first, second, scale) = (self.a + n, self.lower + n, z * over);
            let ratio = first * second * scale;
            by_third = by_third * ratio - term * ratio * over * (n + 1.0);
            by_first = by_first * ratio + term * second * scale;
            by_second = by_second * ratio + term * first * scale;
            term *= ratio;
            sum += term;
            sum_r -= by_second;
            sum_a += by_first + by_second + by_third;
            sum_b += by_second + by_third;
            n += 1.0;
            // Derivatives of a term exceed it by a factor of the order of ln n: the margin covers it.
            if settled(1e3 * term, ratio, sum, n) && settled(by_second, ratio, sum, n) {
                break;
            }
        }
        let power = (-self.a * w.ln_1p()).exp();
        Ratio { value: power * sum, by_r: power * sum_r, by_a: power * (sum_a - w.ln_1p() * sum), by_b: power * sum_b }
    }

    /// (1+w)^−(r+x+1) Σ (r+x+1)ₙ (b+x)ₙ / ((a+b+x)ₙ n!) zⁿ: all terms positive, rescaled as they grow.
    fn by_positive_series(&self, w: f64, z: f64) -> Ratio {
        const BIG: f64 = 1e200;
        let c = self.a + self.b;
        let (mut term, mut by_first, mut by_second, mut by_third) = (1.0, 0.0, 0.0, 0.0);
        let mut sums = [1.0_f64, 0.0, 0.0, 0.0];
        let mut ln_scale = 0.0;
        let mut n = 0.0;
        loop {
            let over = 1.0 / ((c + n) * (n + 1.0));
            let (first, second, scale) = (self.power + n, self.b + n, z * over);
            let ratio = first * second * scale;
            by_third = by_third * ratio - term * ratio * over * (n + 1.0);
            by_first = by_first * ratio + term * second * scale;
            by_second = by_second * ratio + term * first * scale;
            term *= ratio;
            for (sum, part) in sums.iter_mut().zip([term, by_first, by_third, by_second + by_third]) {
                *sum += part;
            }
            n += 1.0;
            if settled(1e3 * term, ratio, sums[0], n) && settled(by_first, ratio, sums[0], n) {
                break;
            }
            if sums[0] > BIG {
                ln_scale += BIG.ln();
                for number in [&mut term, &mut by_first, &mut by_second, &mut by_third].into_iter().chain(&mut sums) {
                    *number /= BIG;
                }
            }
        }
        let power = (ln_scale - self.power * w.ln_1p()).exp();
        let [sum, by_power, by_a, by_b] = sums.map(|sum| sum * power);
        Ratio { value: sum, by_r: by_power - w.ln_1p() * sum, by_a, by_b }
    }

    /// The mean over p itself, by the trapezoidal rule in q = ln(p/(1−p)), which converges geometrically for any w.
    fn by_quadrature(&self, w: f64) -> Ratio {
        let (a, b, power) = (self.a, self.b, self.power);
        let spread = a.min(b) + 0.5 * power.min(b);
        let step = 0.45_f64.min(0.55 / spread.sqrt());
        let (psi_a, psi_b, psi_both, ln_norm) = (digamma(a), digamma(b), digamma(a + b), ln_beta(a, b));
        // Small a: the mass near p = 0, where F's integrand is one, is taken out and 1 − F is integrated.
        let complement = a < 0.5;
        let low = (40.0 / if complement { a + 1.0 } else { a } + w.ln_1p()).max(50.0);
        let high = (40.0 / b).max(50.0);
        let mut ratio = Ratio { value: 0.0, by_r: 0.0, by_a: 0.0, by_b: 0.0 };
        let (first, last) = (-(low / step) as i64, (high / step) as i64);
        for k in first..=last {
            let q = k as f64 * step;
            let ln_p = if q < 0.0 { q - q.exp().ln_1p() } else { -(-q).exp().ln_1p() };
            let ln_rest = ln_p - q;
            let weight = step * (a * ln_p + b * ln_rest - ln_norm).exp();
            let ln_decay = (ln_p.exp() * w).ln_1p();
            let kept = (-power * ln_decay).exp();
            let integrand = if complement { (-power * ln_decay).exp_m1() } else { kept };
            ratio.value += weight * integrand;
            ratio.by_r -= weight * kept * ln_decay;
            ratio.by_a += weight * integrand * (ln_p - psi_a + psi_both);
            ratio.by_b += weight * integrand * (ln_rest - psi_b + psi_both);
        }
        if complement {
            ratio.value += 1.0;
        }
        ratio
    }
}

/// Whether the geometric tail after `term` is below rounding.
#[inline]
fn settled(term: f64, ratio: f64, sum: f64, n: f64) -> bool {
    let left = 1.0 - ratio.abs();
    term == 0.0 || (left > 0.0 && term.abs() * ratio.abs() < 1e-16 * sum.abs() * left) || n > 1e5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_relative;

    fn parameters(r: f64, a: f64, b: f64) -> Parameters {
        Parameters { r, alpha: 1.0, a, b }
    }

    #[test]
    fn all_ways_agree_with_the_hypergeometric_function() {
        for (r, a, b) in [(0.243, 0.793, 2.426), (3.0, 0.4, 0.9), (9.5, 0.6, 0.5), (0.6, 1.3, 8.9), (0.1, 0.02, 0.3)] {
            for x in [0.0, 1.0, 7.0, 60.0] {
                let intensity = Intensity::new(&parameters(r, a, b), x);
                for w in [1e-6, 0.2, 1.5, 8.0, 60.0] {
                    let z = w / (1.0 + w);
                    let value = intensity.value(w);
                    assert_relative(intensity.ratio(w).value, value, 1e-12);
                    assert_relative(intensity.by_positive_series(w, z).value, value, 1e-12);
                    assert_relative(intensity.by_quadrature(w).value, value, 2e-12);
                    assert_relative(hyp2f1(r + x + 1.0, a, a + b + x, -w), value, 1e-12);
                }
            }
        }
    }

    #[test]
    fn derivatives_are_those_of_the_value() {
        let h = 1e-5;
        for (r, a, b) in [(0.243, 0.793, 2.426), (9.5, 0.6, 0.5)] {
            for (x, w) in [(0.0, 0.3), (3.0, 4.0), (20.0, 1.0), (1.0, 300.0)] {
                let at = |r: f64, a: f64, b: f64| Intensity::new(&parameters(r, a, b), x).value(w);
                let ratio = Intensity::new(&parameters(r, a, b), x).ratio(w);
                // Differences of values with 1e-13 over a step of 1e-5 leave 1e-8 of the value.
                let tolerance = 3e-8 * ratio.value.max(1e-300);
                for (analytic, difference) in [
                    (ratio.by_r, (at(r + h, a, b) - at(r - h, a, b)) / (2.0 * h)),
                    (ratio.by_a, (at(r, a + h, b) - at(r, a - h, b)) / (2.0 * h)),
                    (ratio.by_b, (at(r, a, b + h) - at(r, a, b - h)) / (2.0 * h)),
                ] {
                    assert!(
                        (analytic - difference).abs() < tolerance + 1e-6 * difference.abs(),
                        "{analytic} {difference}"
                    );
                }
            }
        }
    }
}
