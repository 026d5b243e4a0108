//! A posterior and how it was come by.

use patron_models::fit::NamedValues;
use serde::{Deserialize, Serialize};

use super::Target;
use super::mode::Touching;
use crate::draws::{Draws, Summary};
use crate::{BayesError, Sampling};

/// How a posterior was drawn from, and what speaks for the draws.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case")]
pub enum Method {
    /// By normal approximation with importance weights. The draws are independent, some come up more than once.
    Laplace {
        /// Shape of the Pareto law of the largest weights.
        k_hat: f64,
        /// Below what it had to stay.
        limit: f64,
        /// Independent draws that they are worth.
        effective: f64,
        /// Standard deviations of the logarithms of the parameters in the normal law.
        spreads: NamedValues,
    },
    /// By the no-U-turn sampler.
    Nuts {
        /// Trajectories after tuning that broke off because the energy went astray: places that may be missing.
        divergences: usize,
        /// Evaluations of the likelihood after tuning.
        evaluations: u64,
    },
}

/// A posterior that may be believed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Posterior {
    /// Name of the model.
    pub model: String,
    /// Customers of the sample: the sum of their weights.
    pub customers: f64,
    /// How it was drawn from.
    #[serde(flatten)]
    pub method: Method,
    /// What is known of each parameter.
    pub parameters: Vec<Summary>,
    /// The draws.
    pub draws: Draws,
    /// All parameters of the model in order: those not sampled count.
    pub(super) template: Vec<f64>,
    /// Positions of those sampled.
    pub(super) places: Vec<usize>,
}

impl Posterior {
    pub(super) fn new(target: &Target<'_>, method: Method, parameters: Vec<Summary>, draws: Draws) -> Self {
        Self {
            model: target.model.to_owned(),
            customers: target.customers,
            method,
            parameters,
            draws,
            template: target.template.clone(),
            places: target.places.clone(),
        }
    }

    /// What is known of a parameter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Summary> {
        self.parameters.iter().find(|summary| summary.name == name)
    }

    /// All parameters of the model in its order, draw by draw: at most `most` draws, evenly taken.
    #[must_use]
    pub fn vectors(&self, most: usize) -> Vec<Vec<f64>> {
        let vector = |row: Vec<f64>| {
            let mut parameters = self.template.clone();
            for (place, value) in self.places.iter().zip(row) {
                parameters[*place] = value;
            }
            parameters
        };
        self.draws.thinned(most).into_iter().map(vector).collect()
    }
}

impl Target<'_> {
    /// The posterior by normal approximation where k-hat allows it, else by the no-U-turn sampler;
    /// [`Posterior::method`] says which.
    ///
    /// # Errors
    /// When no maximum is found, or the chains disagree or are worth too few draws.
    pub fn sample(&self, sampling: &Sampling) -> Result<Posterior, BayesError> {
        sampling.check()?;
        let touching = Touching::new(self)?;
        match self.laplace_at(&touching, sampling) {
            Err(BayesError::NotNormal { .. }) => self.nuts_at(&touching, sampling),
            other => other,
        }
    }
}
