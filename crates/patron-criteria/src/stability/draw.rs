//! Weights around weights.

use rand::RngExt;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, Gamma};
use serde::{Deserialize, Serialize};

use super::StabilityError;
use crate::weights::Weights;

/// How weights move. A weight of 0 stays 0, and the sum stays 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "movement", rename_all = "kebab-case")]
pub enum Movement {
    /// Dirichlet with parameters concentration · wⱼ: each weight keeps its mean, with variance
    /// wⱼ (1 − wⱼ) / (concentration + 1).
    Dirichlet {
        /// At least 1; larger moves less.
        concentration: f64,
    },
    /// Each weight times an even draw from 1 − share to 1 + share, then scaled to sum 1.
    Within {
        /// Above 0, up to 1.
        share: f64,
    },
}

/// A movement around certain weights, ready to draw.
pub(super) enum Drawer {
    Dirichlet(Vec<Option<Gamma<f64>>>),
    Within(Vec<f64>, f64),
}

impl Movement {
    pub(super) fn around(self, weights: &Weights) -> Result<Drawer, StabilityError> {
        match self {
            Self::Dirichlet { concentration } => {
                let refused = StabilityError::Concentration { concentration };
                if !(concentration.is_finite() && concentration >= 1.0) {
                    return Err(refused);
                }
                let gamma = |weight: &f64| match *weight {
                    0.0 => Ok(None),
                    weight => Gamma::new(concentration * weight, 1.0).map(Some).map_err(|_| refused),
                };
                Ok(Drawer::Dirichlet(weights.values().iter().map(gamma).collect::<Result<_, _>>()?))
            }
            Self::Within { share } if share > 0.0 && share <= 1.0 => {
                Ok(Drawer::Within(weights.values().to_vec(), share))
            }
            Self::Within { share } => Err(StabilityError::Share { share }),
        }
    }
}

impl Drawer {
    pub(super) fn draw(&self, stream: &mut ChaCha8Rng, drawn: &mut [f64]) {
        loop {
            match self {
                Self::Dirichlet(gammas) => {
                    for (drawn, gamma) in drawn.iter_mut().zip(gammas) {
                        *drawn = gamma.as_ref().map_or(0.0, |gamma| gamma.sample(stream));
                    }
                }
                Self::Within(weights, share) => {
                    for (drawn, weight) in drawn.iter_mut().zip(weights) {
                        *drawn = weight * (1.0 + share * (2.0 * stream.random::<f64>() - 1.0));
                    }
                }
            }
            let sum: f64 = drawn.iter().sum();
            // All weights at 0 has no probability, but numbers are finite.
            if sum > 0.0 {
                drawn.iter_mut().for_each(|weight| *weight /= sum);
                return;
            }
        }
    }
}
