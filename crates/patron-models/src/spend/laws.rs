//! What is known of the spend of many customers.

use crate::gamma_gamma::SpendLaw;
use crate::history::History;
use crate::interval::{ResidualValue, Uncertainty, residual_values};
use crate::normal_spend::{ContributionLaw, residual_contributions};
use crate::transaction::{Prediction, Predictor};

/// One law a customer, in the order in which they were given.
#[derive(Debug, Clone, PartialEq)]
pub enum SpendLaws {
    /// Of positive amounts.
    GammaGamma(Vec<SpendLaw>),
    /// Of amounts that may be losses.
    Normal(Vec<ContributionLaw>),
}

impl SpendLaws {
    /// Mean of a purchase; `None` where it is infinite.
    #[must_use]
    pub fn expected(&self) -> Vec<Option<f64>> {
        match self {
            Self::GammaGamma(laws) => laws.iter().map(|law| law.expected().ok()).collect(),
            Self::Normal(laws) => laws.iter().map(|law| Some(law.mean())).collect(),
        }
    }

    /// Residual values of the customers; `predictions` are the predictor's for `histories`.
    #[must_use]
    pub fn values(
        &self,
        predictor: &dyn Predictor,
        histories: &[History],
        predictions: &[Prediction],
        uncertainty: &Uncertainty,
    ) -> Vec<ResidualValue> {
        match self {
            Self::GammaGamma(laws) => residual_values(predictor, histories, predictions, Some(laws), uncertainty),
            Self::Normal(laws) => residual_contributions(predictor, histories, predictions, laws, uncertainty),
        }
    }
}
