//! Shape and rate of a gamma law over customers.

use patron_models::special::ln_gamma_quick;

use super::{Slice, Stream};
use crate::prior::Prior;

/// Shape and rate with their priors, moved along shape at a fixed mean and along the mean at a fixed shape: the two are
/// nearly independent where shape and rate are not.
#[derive(Debug, Clone)]
pub(crate) struct Heterogeneity {
    pub(crate) shape: f64,
    pub(crate) rate: f64,
    priors: [Prior; 2],
    by_shape: Slice,
    by_mean: Slice,
}

impl Heterogeneity {
    pub(crate) fn new(shape: f64, rate: f64, priors: [Prior; 2]) -> Self {
        Self { shape, rate, priors, by_shape: Slice::new(0.5), by_mean: Slice::new(0.2) }
    }

    /// Log prior density of the logarithms of shape and rate.
    pub(crate) fn ln_prior(&self, shape: f64, rate: f64) -> f64 {
        let [of_shape, of_rate] = &self.priors;
        of_shape.ln_density(shape).0 + shape.ln() + of_rate.ln_density(rate).0 + rate.ln()
    }

    /// Moves both, given the log-likelihood of (shape, rate).
    pub(crate) fn step(&mut self, stream: &mut Stream, tuning: bool, ln_likelihood: impl Fn(f64, f64) -> f64) {
        let ln_density = |me: &Self, shape: f64, rate: f64| {
            // Beyond these a gamma law has no digits left.
            let usable = (1e-12..1e12).contains(&shape) && (1e-300..1e300).contains(&rate);
            if usable { ln_likelihood(shape, rate) + me.ln_prior(shape, rate) } else { f64::NEG_INFINITY }
        };
        let (mean, mut slice) = (self.shape / self.rate, self.by_shape);
        let ln_shape = slice
            .step(stream, self.shape.ln(), tuning, |ln_shape| ln_density(self, ln_shape.exp(), ln_shape.exp() / mean));
        self.shape = ln_shape.exp();
        self.rate = self.shape / mean;
        self.by_shape = slice;
        let (shape, mut slice) = (self.shape, self.by_mean);
        let ln_rate = slice.step(stream, self.rate.ln(), tuning, |ln_rate| ln_density(self, shape, ln_rate.exp()));
        self.rate = ln_rate.exp();
        self.by_mean = slice;
    }
}

/// Log density of `count` gamma numbers with a sum and a sum of logarithms, but for what holds neither shape nor rate.
pub(crate) fn gamma_density(shape: f64, rate: f64, count: f64, sum: f64, ln_sum: f64) -> f64 {
    count * (shape * rate.ln() - ln_gamma_quick(shape)) + shape * ln_sum - rate * sum
}
