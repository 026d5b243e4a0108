//! What a customer's purchases will bring.

use super::{Contribution, NormalSpend};

/// Contribution of one customer's purchases given what is known: Normal(μ, within²) with μ ~ Normal(mean, variance).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ContributionLaw {
    pub(super) mean: f64,
    pub(super) variance: f64,
    pub(super) within: f64,
    gradient: [f64; 3],
}

impl NormalSpend {
    /// The contribution of a customer, or of an unknown one.
    ///
    /// With k = n between² / (n between² + within²), the trust in the customer's own mean m: mean + k (m − mean), and
    /// variance (1 − k) between². The variance of the customer's own purchases is not used again: within is the same
    /// for all.
    #[must_use]
    pub fn contribution(&self, history: Option<&Contribution>) -> ContributionLaw {
        let Self { mean, within, between } = *self;
        let n = history.map_or(0.0, |history| f64::from(history.purchases()));
        let off = history.map_or(0.0, |history| history.mean() - mean);
        let ratio = within / between;
        let trust = n / (n + ratio * ratio);
        // 1 − k and dk / d ln(between) = 2 k (1 − k), with their digits at both ends.
        let doubt = ratio * ratio / (n + ratio * ratio);
        let pull = 2.0 * trust * doubt * off;
        ContributionLaw {
            mean: mean + trust * off,
            variance: doubt * between * between,
            within,
            gradient: [doubt, -pull / within, pull / between],
        }
    }
}

impl ContributionLaw {
    /// Mean contribution per purchase.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Variance of what is known of that mean, the parameters taken as known.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.variance
    }

    /// Standard deviation of single purchases around it.
    #[must_use]
    pub fn within(&self) -> f64 {
        self.within
    }

    /// Derivatives of the mean by mean, within, between.
    #[must_use]
    pub fn gradient(&self) -> [f64; 3] {
        self.gradient
    }
}
