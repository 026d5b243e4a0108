//! Draws from the normal law that touches the density, weighted by how far it is off.

use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;
use rayon::prelude::*;

use super::mode::Touching;
use super::pareto_smoothing::{Smoothed, limit, smooth};
use super::{Method, Posterior, Target};
use crate::draws::{Draws, Summary};
use crate::{BayesError, Sampling};

impl Target<'_> {
    /// The posterior by normal approximation and smoothed importance weights; of `sampling`, the seed and the number of
    /// all draws count. Each draw costs one evaluation of the likelihood.
    ///
    /// # Errors
    /// When no maximum is found, or k-hat says that the normal law does not cover the posterior.
    pub fn laplace(&self, sampling: &Sampling) -> Result<Posterior, BayesError> {
        sampling.check()?;
        self.laplace_at(&Touching::new(self)?, sampling)
    }

    pub(super) fn laplace_at(&self, touching: &Touching, sampling: &Sampling) -> Result<Posterior, BayesError> {
        let count = sampling.chains * sampling.draws;
        let dimension = self.dimension();
        let mut stream = ChaCha8Rng::seed_from_u64(sampling.seed);
        let standards: Vec<Vec<f64>> =
            (0..count).map(|_| (0..dimension).map(|_| stream.sample(StandardNormal)).collect()).collect();
        let propose = |standard: &Vec<f64>| {
            let logs = touching.logs(standard);
            let density = self.evaluate(logs.as_slice(), &mut vec![0.0; dimension]).unwrap_or(f64::NEG_INFINITY);
            let ln_normal = -0.5 * standard.iter().map(|value| value * value).sum::<f64>();
            (logs.iter().map(|log| log.exp()).collect::<Vec<f64>>(), density - ln_normal)
        };
        let (rows, ln_weights): (Vec<_>, Vec<_>) = standards.par_iter().map(propose).unzip();
        let Smoothed { weights, k_hat, effective } = smooth(&ln_weights);
        let limit = limit(count);
        if !(k_hat < limit) {
            return Err(BayesError::NotNormal { k_hat, limit });
        }
        let parameters = (0..dimension).map(|i| summary(self.names[i], rows.iter().map(|row| row[i]), &weights));
        let parameters = parameters.collect();
        // An equal distance between the quantiles that are taken: every draw comes up as often as its weight says, give
        // or take one.
        let offset: f64 = stream.random();
        let mut picked = Vec::with_capacity(count);
        let mut sum = 0.0;
        for (row, weight) in rows.into_iter().zip(&weights) {
            sum += weight;
            while picked.len() < count && (picked.len() as f64 + offset) / (count as f64) < sum {
                picked.push(row.clone());
            }
        }
        // Rounding of the sum may leave the last one out.
        while let Some(last) = picked.last().filter(|_| picked.len() < count) {
            picked.push(last.clone());
        }
        let spreads = self.names.iter().map(|name| (*name).to_owned()).zip(touching.spreads()).collect();
        Ok(Posterior::new(
            self,
            Method::Laplace { k_hat, limit, effective, spreads },
            parameters,
            Draws::from_rows(&self.names, &[picked]),
        ))
    }
}

/// Mean, spread and quantiles of weighted draws.
fn summary(name: &str, values: impl Iterator<Item = f64>, weights: &[f64]) -> Summary {
    let mut pairs: Vec<(f64, f64)> = values.zip(weights.iter().copied()).collect();
    let mean: f64 = pairs.iter().map(|(value, weight)| value * weight).sum();
    let variance: f64 = pairs.iter().map(|(value, weight)| weight * (value - mean).powi(2)).sum();
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let quantile = |probability: f64| {
        let mut sum = 0.0;
        let beyond = |(_, weight): &&(f64, f64)| {
            sum += weight;
            sum >= probability
        };
        pairs.iter().find(beyond).or(pairs.last()).map_or(f64::NAN, |(value, _)| *value)
    };
    Summary {
        name: name.to_owned(),
        mean,
        sd: variance.sqrt(),
        q5: quantile(0.05),
        median: quantile(0.5),
        q95: quantile(0.95),
        diagnostics: None,
    }
}
