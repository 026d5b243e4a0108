//! What a fit file says of a posterior.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Advice;

/// Where the `parameters` of a fit file come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EstimatedBy {
    /// The top of the likelihood; `standard_errors` are its.
    MaximumLikelihood,
    /// Means of the posterior; `standard_errors` are its standard deviations.
    PosteriorMean,
}

/// A posterior that may be believed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PosteriorPart {
    /// `laplace`, `nuts` or `gibbs`.
    pub method: &'static str,
    /// Chains.
    pub chains: usize,
    /// Steps of each that were thrown away.
    pub warmup: usize,
    /// Draws kept of each.
    pub draws: usize,
    /// Steps for a draw.
    pub thin: usize,
    /// The seed.
    pub seed: u64,
    /// Pareto shape of the largest importance weights of the normal approximation; `None` where there is none.
    pub k_hat: Option<f64>,
    /// Trajectories of the no-U-turn sampler that broke off.
    pub divergences: Option<usize>,
    /// Which way is right here; `None` of models with one way only.
    pub advice: Option<Advice>,
    /// What is known of each parameter.
    pub parameters: Vec<PosteriorParameter>,
    /// What was taken to be known beforehand.
    pub priors: Value,
    /// Draws for predictions, evenly taken of all.
    pub kept: Kept,
}

/// What is known of one parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PosteriorParameter {
    /// Its name.
    pub name: String,
    /// Posterior mean.
    pub mean: f64,
    /// Posterior standard deviation.
    pub sd: f64,
    /// Below it one in twenty.
    pub q5: f64,
    /// Below it one in two.
    pub median: f64,
    /// Above it one in twenty.
    pub q95: f64,
    /// Rank-normalised split r-hat; `None` of independent draws.
    pub r_hat: Option<f64>,
    /// Independent draws that the centre is worth.
    pub ess_bulk: Option<f64>,
    /// Independent draws that the 5 % and 95 % quantiles are worth.
    pub ess_tail: Option<f64>,
}

/// Draws of all parameters of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Names of the parameters.
    pub names: Vec<String>,
    /// A value for each name, draw by draw.
    pub rows: Vec<Vec<f64>>,
}

/// What a prediction reads of a posterior; other members are left alone.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct ModelPosterior {
    /// The draws.
    pub(in crate::summary) kept: Kept,
    /// The seed, from which draws of customers follow.
    #[serde(default = "first_seed")]
    pub(in crate::summary) seed: u64,
}

fn first_seed() -> u64 {
    1
}

impl Kept {
    /// The rows in the order of other names; `None` where a name or a value is missing, or there is no row.
    #[cfg(feature = "bayes")]
    pub(super) fn ordered(&self, names: &[impl AsRef<str>]) -> Option<Vec<Vec<f64>>> {
        let place = |name: &str| self.names.iter().position(|known| known == name);
        let places: Vec<usize> = names.iter().map(|name| place(name.as_ref())).collect::<Option<_>>()?;
        let row = |row: &Vec<f64>| places.iter().map(|place| row.get(*place).copied()).collect::<Option<Vec<f64>>>();
        let rows: Vec<Vec<f64>> = self.rows.iter().map(row).collect::<Option<_>>()?;
        (!rows.is_empty() && self.names.len() == names.len()).then_some(rows)
    }
}
