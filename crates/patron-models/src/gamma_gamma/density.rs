//! How amounts are spread over the customers.

use super::GammaGamma;
use crate::special::ln_beta;

impl GammaGamma {
    /// Density of the amount m of one purchase of an unknown customer, γ^q m^(p−1) / (B(p, q) (m + γ)^(p+q)), per unit
    /// of money \[FH2013\]; 0 for m < 0.
    #[must_use]
    pub fn density(&self, amount: f64) -> f64 {
        let Self { p, q, gamma } = *self;
        if amount < 0.0 {
            return 0.0;
        }
        let share = amount / (amount + gamma);
        // m/(m+γ) to the p − 1 and γ/(m+γ) to the q + 1, over γ.
        let ln_share = if p == 1.0 { 0.0 } else { (p - 1.0) * share.ln() };
        (ln_share + (q + 1.0) * (-share).ln_1p() - ln_beta(p, q)).exp() / gamma
    }

    /// The amount at which the density is highest, (p − 1) γ / (q + 1), or 0 for p ≤ 1. To be shown, not forecast with:
    /// the mean lies above it.
    #[must_use]
    pub fn peak(&self) -> f64 {
        if self.p > 1.0 { (self.p - 1.0) * self.gamma / (self.q + 1.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{assert_close, assert_relative};
    use crate::special::gauss_legendre_16;

    #[test]
    fn the_known_peak_and_its_density() {
        let model = GammaGamma::new(&[2.863_748, 3.0, 20_704.43]).unwrap();
        // Given with two decimals and with five digits.
        assert_close(model.peak(), 9_646.96, 0.005);
        assert_close(model.density(model.peak()), 3.3236e-5, 5e-10);
        for beside in [0.99, 1.01] {
            assert!(model.density(model.peak() * beside) < model.density(model.peak()));
        }
        assert_relative(model.population_mean().unwrap(), 2.863_748 * 20_704.43 / 2.0, 1e-14);
    }

    #[test]
    fn densities_are_densities() {
        for (p, q, gamma) in [(6.25, 3.74, 15.44), (1.0, 2.5, 40.0), (900.0, 12.0, 1e-3)] {
            let model = GammaGamma::new(&[p, q, gamma]).unwrap();
            // ∫ over u = m/(m + γ) in pieces that are small where the density is not smooth.
            let (mut total, mut mean) = (0.0, 0.0);
            for piece in 0..400 {
                for (u, weight) in gauss_legendre_16().on(f64::from(piece) / 400.0, f64::from(piece + 1) / 400.0) {
                    let (amount, jacobian) = (gamma * u / (1.0 - u), gamma / ((1.0 - u) * (1.0 - u)));
                    total += weight * jacobian * model.density(amount);
                    mean += weight * jacobian * model.density(amount) * amount;
                }
            }
            assert_relative(total, 1.0, 1e-6);
            assert_relative(mean, model.population_mean().unwrap(), 1e-3);
        }
        let model = GammaGamma::new(&[1.0, 2.5, 40.0]).unwrap();
        assert_eq!((model.peak(), model.density(-1.0)), (0.0, 0.0));
        assert_relative(model.density(0.0), 2.5 / 40.0, 1e-14);
        assert_eq!(GammaGamma::new(&[3.0, 2.5, 40.0]).unwrap().density(0.0), 0.0);
    }
}
