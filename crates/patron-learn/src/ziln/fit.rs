use super::Ziln;

/// A fitted distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ZilnFit {
    /// The estimates.
    pub distribution: Ziln,
    /// Standard errors of P(S = 0), μ and σ: √(p₀(1 − p₀)/n), σ/√m and σ/√(2m) with m spends above 0.
    pub standard_errors: [f64; 3],
    /// ln L at the estimates.
    pub ln_likelihood: f64,
    /// Customers.
    pub customers: usize,
}

/// Why there is no distribution.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ZilnError {
    /// Parameters that no distribution has.
    #[error("`{zero}`, `{mu}` and `{sigma}` were expected to be a probability, a finite number and a positive one")]
    Parameters {
        /// P(S = 0), as given.
        zero: f64,
        /// μ, as given.
        mu: f64,
        /// σ, as given.
        sigma: f64,
    },
    /// A spend that is negative or not finite.
    #[error("the spend `{spend}` at position `{position}` was expected to be finite and not negative")]
    Spend {
        /// The spend, as given.
        spend: f64,
        /// Its position, from 0.
        position: usize,
    },
    /// Too few spends above 0 to see how they vary.
    #[error("`{positive}` of `{customers}` customers spent anything, expected at least `2` with different amounts")]
    NoVariation {
        /// Spends above 0.
        positive: usize,
        /// Customers.
        customers: usize,
    },
}

impl ZilnError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Parameters { .. } => "ziln-parameters",
            Self::Spend { .. } => "ziln-spend",
            Self::NoVariation { .. } => "ziln-no-variation",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Parameters { .. } => "take the estimates of a fit",
            Self::Spend { .. } => "leave out customers whose returns outweigh what they bought",
            Self::NoVariation { .. } => "put the customers of small groups together",
        }
    }
}

impl Ziln {
    /// Fits by maximum likelihood, which is closed: the share of zeros, and mean and standard deviation (divisor m) of
    /// the logarithms of the m spends above 0. For groups of customers, such as the cells of RFM, one fit each.
    ///
    /// # Errors
    /// When a spend is negative or not finite, or fewer than two differ above 0.
    pub fn fit(spends: &[f64]) -> Result<ZilnFit, ZilnError> {
        if let Some(position) = spends.iter().position(|spend| !(*spend >= 0.0 && spend.is_finite())) {
            return Err(ZilnError::Spend { spend: spends[position], position });
        }
        let logs: Vec<f64> = spends.iter().filter(|spend| **spend > 0.0).map(|spend| spend.ln()).collect();
        let (n, m) = (spends.len() as f64, logs.len() as f64);
        let mu = logs.iter().sum::<f64>() / m;
        let sigma = (logs.iter().map(|log| (log - mu) * (log - mu)).sum::<f64>() / m).sqrt();
        // Equal amounts leave nothing but rounding.
        if logs.len() < 2 || !(sigma > 1e-9 * (1.0 + mu.abs())) {
            return Err(ZilnError::NoVariation { positive: logs.len(), customers: spends.len() });
        }
        let zero = 1.0 - m / n;
        let distribution = Self::new(zero, mu, sigma)?;
        Ok(ZilnFit {
            distribution,
            standard_errors: [(zero * (1.0 - zero) / n).sqrt(), sigma / m.sqrt(), sigma / (2.0 * m).sqrt()],
            ln_likelihood: spends.iter().map(|&spend| distribution.ln_likelihood(spend)).sum(),
            customers: spends.len(),
        })
    }
}
