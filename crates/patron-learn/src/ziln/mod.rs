//! Spend in a window as nothing at all, or log-normal \[WLM2019\].

mod fit;
mod groups;

pub use fit::{ZilnError, ZilnFit};
pub use groups::{Known, ZilnGroups};

use patron_models::special::{normal_cdf, normal_quantile};

/// S = 0 with probability `zero`, else ln S ~ N(μ, σ²). Money in, money out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ziln {
    zero: f64,
    mu: f64,
    sigma: f64,
}

impl Ziln {
    /// `zero` is P(S = 0), in [0, 1]; `mu` and `sigma` are mean and standard deviation of ln S where S > 0.
    ///
    /// # Errors
    /// [`ZilnError::Parameters`] when `zero` is no probability, `mu` not finite or `sigma` not positive and finite.
    pub fn new(zero: f64, mu: f64, sigma: f64) -> Result<Self, ZilnError> {
        if !((0.0..=1.0).contains(&zero) && mu.is_finite() && sigma > 0.0 && sigma.is_finite()) {
            return Err(ZilnError::Parameters { zero, mu, sigma });
        }
        Ok(Self { zero, mu, sigma })
    }

    /// P(S = 0)
    #[must_use]
    pub fn zero(&self) -> f64 {
        self.zero
    }

    /// E[ln S | S > 0]
    #[must_use]
    pub fn mu(&self) -> f64 {
        self.mu
    }

    /// Standard deviation of ln S where S > 0.
    #[must_use]
    pub fn sigma(&self) -> f64 {
        self.sigma
    }

    /// E S = (1 − p₀) exp(μ + σ²/2)
    #[must_use]
    pub fn mean(&self) -> f64 {
        (1.0 - self.zero) * (self.mu + 0.5 * self.sigma * self.sigma).exp()
    }

    /// Var S = (1 − p₀) exp(2μ + σ²) (exp σ² − (1 − p₀))
    #[must_use]
    pub fn variance(&self) -> f64 {
        let (square, buys) = (self.sigma * self.sigma, 1.0 - self.zero);
        // exp σ² − (1 − p₀), without losing digits where both are near one.
        buys * (2.0 * self.mu + square).exp() * (square.exp_m1() + self.zero)
    }

    /// P(S ≤ s)
    #[must_use]
    pub fn cdf(&self, spend: f64) -> f64 {
        match spend {
            spend if spend < 0.0 => 0.0,
            0.0 => self.zero,
            spend => self.zero + (1.0 - self.zero) * normal_cdf((spend.ln() - self.mu) / self.sigma),
        }
    }

    /// The smallest s with P(S ≤ s) ≥ level; NaN where the level is no probability.
    #[must_use]
    pub fn quantile(&self, level: f64) -> f64 {
        if !(0.0..=1.0).contains(&level) {
            return f64::NAN;
        }
        if level <= self.zero {
            return 0.0;
        }
        let within = (level - self.zero) / (1.0 - self.zero);
        (self.mu + self.sigma * normal_quantile(within)).exp()
    }

    /// ln of the probability of nothing, or of the density of what was spent.
    #[must_use]
    pub fn ln_likelihood(&self, spend: f64) -> f64 {
        const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_7;
        match spend {
            0.0 => self.zero.ln(),
            spend if spend > 0.0 => {
                let z = (spend.ln() - self.mu) / self.sigma;
                (1.0 - self.zero).ln() - spend.ln() - self.sigma.ln() - LN_SQRT_TAU - 0.5 * z * z
            }
            _ => f64::NEG_INFINITY,
        }
    }
}

#[cfg(test)]
mod tests;
