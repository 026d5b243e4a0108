//! Either model of what a purchase brings, behind one face.
//!
//! [`GammaGamma`] knows positive amounts, [`NormalSpend`] also losses. Both see of a customer the number of repeat
//! purchases and their mean.

mod laws;

pub use laws::SpendLaws;

use crate::fit::{NamedValues, ParameterError};
use crate::gamma_gamma::{GammaGamma, NoMean, SpendHistory};
use crate::interval::Purchase;
use crate::normal_spend::{Contribution, NormalSpend};

/// A model of spend at checked parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SpendModel {
    /// Positive amounts.
    GammaGamma(GammaGamma),
    /// Amounts that may be losses.
    Normal(NormalSpend),
}

/// Why there is no model of spend.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SpendModelError {
    /// No model has this name.
    #[error("spend model `{name}` is not known, expected `{}`", SpendModel::NAMES.join("`, `"))]
    Unknown {
        /// The name.
        name: String,
    },
    /// Parameters that it refuses.
    #[error(transparent)]
    Parameters(#[from] ParameterError),
}

impl SpendModel {
    /// Names of all.
    pub const NAMES: [&'static str; 2] = [GammaGamma::NAME, NormalSpend::NAME];

    /// The model of a name, at its parameters.
    ///
    /// # Errors
    /// When no model has the name, or it refuses the parameters.
    pub fn from_named(name: &str, parameters: &NamedValues) -> Result<Self, SpendModelError> {
        match name {
            GammaGamma::NAME => Ok(Self::GammaGamma(GammaGamma::from_named(parameters)?)),
            NormalSpend::NAME => Ok(Self::Normal(NormalSpend::from_named(parameters)?)),
            name => Err(SpendModelError::Unknown { name: name.to_owned() }),
        }
    }

    /// Whether the model can use the customer's own mean; the population stands in where it cannot.
    #[must_use]
    pub fn uses(&self, frequency: u32, mean: Option<f64>) -> bool {
        match self {
            Self::GammaGamma(_) => amounts(frequency, mean).is_some(),
            Self::Normal(_) => contributions(frequency, mean).is_some(),
        }
    }

    /// What a purchase of a customer brings, after `frequency` repeat purchases with this mean.
    #[must_use]
    pub fn purchase(&self, frequency: u32, mean: Option<f64>) -> Purchase {
        match self {
            Self::GammaGamma(model) => Purchase::from(&model.spend(amounts(frequency, mean).as_ref())),
            Self::Normal(model) => Purchase::from(&model.contribution(contributions(frequency, mean).as_ref())),
        }
    }

    /// The same of many customers, each by the number of repeat purchases and their mean.
    #[must_use]
    pub fn laws(&self, customers: impl Iterator<Item = (u32, Option<f64>)>) -> SpendLaws {
        match self {
            Self::GammaGamma(model) => {
                let law = |(frequency, mean)| model.spend(amounts(frequency, mean).as_ref());
                SpendLaws::GammaGamma(customers.map(law).collect())
            }
            Self::Normal(model) => {
                let law = |(frequency, mean)| model.contribution(contributions(frequency, mean).as_ref());
                SpendLaws::Normal(customers.map(law).collect())
            }
        }
    }

    /// Mean of a purchase of an unknown customer.
    ///
    /// # Errors
    /// When it is infinite.
    pub fn population_mean(&self) -> Result<f64, NoMean> {
        match self {
            Self::GammaGamma(model) => model.population_mean(),
            Self::Normal(model) => Ok(model.contribution(None).mean()),
        }
    }

    /// Whether a purchase, and so a total, may lose money.
    #[must_use]
    pub fn may_lose(&self) -> bool {
        matches!(self, Self::Normal(_))
    }
}

fn amounts(frequency: u32, mean: Option<f64>) -> Option<SpendHistory> {
    SpendHistory::new(frequency, mean?).ok()
}

fn contributions(frequency: u32, mean: Option<f64>) -> Option<Contribution> {
    Contribution::new(frequency, mean?, None).ok()
}

#[cfg(test)]
mod tests;
