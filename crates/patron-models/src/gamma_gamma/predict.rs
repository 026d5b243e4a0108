//! What a customer will spend per purchase.

use super::{GammaGamma, SpendHistory};

/// Spend of one customer, given what is known: amounts are Gamma(p, rate ν) with ν ~ Gamma(tail, rate scale).
///
/// For a customer with x purchases of mean m, tail = px + q and scale = γ + mx; for one without, the population's q
/// and γ. The sum of n amounts is scale · BetaPrime(p n, tail).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpendLaw {
    pub(crate) shape: f64,
    pub(crate) tail: f64,
    pub(crate) scale: f64,
    frequency: f64,
    mean: f64,
}

/// The spend has no finite mean.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("the mean spend has no finite value: `p x + q` is `{tail}`, expected more than 1")]
pub struct NoMean {
    /// p x + q, for the population q.
    pub tail: f64,
}

impl GammaGamma {
    /// The spend of a customer, or of an unknown one.
    #[must_use]
    pub fn spend(&self, history: Option<&SpendHistory>) -> SpendLaw {
        let (frequency, mean) = history.map_or((0.0, 0.0), |history| (f64::from(history.frequency()), history.mean()));
        SpendLaw {
            shape: self.p,
            tail: self.p * frequency + self.q,
            scale: self.gamma + mean * frequency,
            frequency,
            mean,
        }
    }

    /// Mean spend over the population, p γ / (q − 1).
    ///
    /// # Errors
    /// When q ≤ 1: the mean is infinite.
    pub fn population_mean(&self) -> Result<f64, NoMean> {
        self.spend(None).expected()
    }
}

impl SpendLaw {
    /// Mean spend per purchase, p (γ + m x) / (p x + q − 1) \[FH2013, eq. 5\].
    ///
    /// # Errors
    /// When p x + q ≤ 1: the mean is infinite.
    pub fn expected(&self) -> Result<f64, NoMean> {
        if self.tail > 1.0 { Ok(self.mean_or_nan()) } else { Err(NoMean { tail: self.tail }) }
    }

    /// Derivatives of the mean spend by p, q, gamma; NaN where it has no finite value.
    #[must_use]
    pub fn gradient(&self) -> [f64; 3] {
        let excess = if self.tail > 1.0 { self.tail - 1.0 } else { f64::NAN };
        let mean = self.shape * self.scale / excess;
        [mean / self.shape - mean * self.frequency / excess, -mean / excess, self.shape / excess]
    }

    /// The mean m of the purchases it was learnt from; 0 without any.
    #[must_use]
    pub fn past_mean(&self) -> f64 {
        self.mean
    }

    pub(crate) fn mean_or_nan(&self) -> f64 {
        if self.tail > 1.0 { self.shape * self.scale / (self.tail - 1.0) } else { f64::NAN }
    }

    /// E[1/ν²], NaN where infinite.
    pub(crate) fn mean_square_scale(&self) -> f64 {
        if self.tail > 2.0 { self.scale * self.scale / ((self.tail - 1.0) * (self.tail - 2.0)) } else { f64::NAN }
    }
}
