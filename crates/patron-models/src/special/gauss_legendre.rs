//! Gauss-Legendre quadrature.

use std::sync::OnceLock;

/// Nodes and weights of an n-point Gauss-Legendre rule on (−1, 1): exact for polynomials of degree 2n − 1.
#[derive(Debug, Clone)]
pub struct GaussLegendre {
    nodes: Vec<f64>,
    weights: Vec<f64>,
}

impl GaussLegendre {
    /// The n-point rule, its nodes found by Newton's method on the Legendre polynomial.
    #[must_use]
    pub fn new(points: usize) -> Self {
        let n = points as f64;
        let mut nodes = Vec::with_capacity(points);
        let mut weights = Vec::with_capacity(points);
        for i in 0..points {
            let mut x = -(std::f64::consts::PI * (i as f64 + 0.75) / (n + 0.5)).cos();
            let mut slope = 1.0;
            for _ in 0..100 {
                let (value, derivative) = legendre(points, x);
                slope = derivative;
                let step = value / derivative;
                x -= step;
                if step.abs() < 1e-16 {
                    break;
                }
            }
            nodes.push(x);
            weights.push(2.0 / ((1.0 - x * x) * slope * slope));
        }
        Self { nodes, weights }
    }

    /// Pairs of node and weight for the interval (low, high).
    pub fn on(&self, low: f64, high: f64) -> impl Iterator<Item = (f64, f64)> + '_ {
        let half = 0.5 * (high - low);
        let middle = 0.5 * (high + low);
        self.nodes.iter().zip(&self.weights).map(move |(node, weight)| (middle + half * node, half * weight))
    }
}

/// Value and slope of the Legendre polynomial of degree n at x in (−1, 1).
fn legendre(n: usize, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for k in 2..=n {
        let k = k as f64;
        (before, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k);
    }
    (value, n as f64 * (x * value - before) / (x * x - 1.0))
}

/// The 8-point rule, computed once.
pub fn gauss_legendre_8() -> &'static GaussLegendre {
    static RULE: OnceLock<GaussLegendre> = OnceLock::new();
    RULE.get_or_init(|| GaussLegendre::new(8))
}

/// The 16-point rule, computed once.
pub fn gauss_legendre_16() -> &'static GaussLegendre {
    static RULE: OnceLock<GaussLegendre> = OnceLock::new();
    RULE.get_or_init(|| GaussLegendre::new(16))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_relative;

    #[test]
    fn is_exact_for_polynomials_and_sharp_for_the_exponential() {
        let rule = GaussLegendre::new(5);
        let ninth: f64 = rule.on(0.0, 2.0).map(|(x, w)| w * x.powi(9)).sum();
        assert_relative(ninth, 102.4, 1e-14);
        let exponential: f64 = gauss_legendre_16().on(-1.0, 3.0).map(|(x, w)| w * x.exp()).sum();
        assert_relative(exponential, 3.0_f64.exp() - (-1.0_f64).exp(), 1e-14);
        let length: f64 = gauss_legendre_16().on(2.0, 5.0).map(|(_, w)| w).sum();
        assert_relative(length, 3.0, 1e-15);
    }
}
