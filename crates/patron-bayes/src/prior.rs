//! What is taken to be known of parameters before the sample is looked at.

use patron_models::transaction::TransactionModel;
use serde::{Deserialize, Serialize};

use crate::BayesError;

/// The law of a positive parameter before the sample.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "law", rename_all = "kebab-case")]
pub enum Prior {
    /// |Z| with Z normal around 0: small values are as likely as any, and those beyond two or three scales are not.
    HalfNormal {
        /// Standard deviation of Z, in the unit of the parameter.
        scale: f64,
    },
    /// The logarithm is normal.
    LogNormal {
        /// The median, in the unit of the parameter.
        median: f64,
        /// Standard deviation of the logarithm.
        spread: f64,
    },
    /// Gamma with shape and rate.
    Gamma {
        /// Shape.
        shape: f64,
        /// Rate, in one over the unit of the parameter.
        rate: f64,
    },
}

impl Prior {
    /// Standard deviation of the logarithm of a weak prior: nineteen in twenty lie within a factor of 50 of the median.
    pub const WEAK_SPREAD: f64 = 2.0;

    /// Log density at `value`, up to a constant, and its derivative by `value`.
    #[must_use]
    pub fn ln_density(&self, value: f64) -> (f64, f64) {
        match *self {
            Self::HalfNormal { scale } => {
                let standard = value / scale;
                (-0.5 * standard * standard, -standard / scale)
            }
            Self::LogNormal { median, spread } => {
                let ln = value.ln();
                let standard = (ln - median.ln()) / spread;
                (-ln - 0.5 * standard * standard, -(1.0 + standard / spread) / value)
            }
            Self::Gamma { shape, rate } => ((shape - 1.0) * value.ln() - rate * value, (shape - 1.0) / value - rate),
        }
    }

    /// A value where the prior is at home, to start a search from.
    #[must_use]
    pub fn centre(&self) -> f64 {
        match *self {
            Self::HalfNormal { scale } => 0.5 * scale,
            Self::LogNormal { median, .. } => median,
            Self::Gamma { shape, rate } => shape / rate,
        }
    }

    /// Fails unless its numbers are positive and finite.
    fn check(&self, parameter: &str) -> Result<(), BayesError> {
        let numbers = match *self {
            Self::HalfNormal { scale } => [("scale", scale), ("scale", scale)],
            Self::LogNormal { median, spread } => [("median", median), ("spread", spread)],
            Self::Gamma { shape, rate } => [("shape", shape), ("rate", rate)],
        };
        match numbers.into_iter().find(|(_, value)| !(*value > 0.0 && value.is_finite())) {
            Some((name, value)) => Err(BayesError::Prior { parameter: parameter.to_owned(), name, value }),
            None => Ok(()),
        }
    }
}

/// Priors by the names of parameters.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Priors(pub Vec<(String, Prior)>);

impl Priors {
    /// Weak priors of a model of purchases: log-normal with spread [`Prior::WEAK_SPREAD`] around 1, around `time` for
    /// parameters that are times and around 1/`time` for rates of time. A mean age of customers is a good `time`.
    #[must_use]
    pub fn weak(model: &dyn TransactionModel, time: f64) -> Self {
        let estimated = |name: &&&str| !model.whole_parameters().contains(*name);
        let prior = |name: &&str| ((*name).to_owned(), weak(unit(model.name(), name, time)));
        Self(model.parameter_names().iter().filter(estimated).map(prior).collect())
    }

    /// Weak priors of the spend model, around 1 and for gamma around an amount; a mean spend is a good one.
    #[must_use]
    pub fn weak_spend(amount: f64) -> Self {
        Self([("p", 1.0), ("q", 1.0), ("gamma", amount)].map(|(name, unit)| (name.to_owned(), weak(unit))).to_vec())
    }

    /// The priors in the order of `names`, checked.
    pub(crate) fn ordered(&self, names: &[&str]) -> Result<Vec<Prior>, BayesError> {
        let expected = || names.join(", ");
        if let Some((name, _)) = self.0.iter().find(|(name, _)| !names.contains(&name.as_str())) {
            return Err(BayesError::PriorUnknown { parameter: name.clone(), expected: expected() });
        }
        let find = |name: &&str| {
            let missing = || BayesError::PriorMissing { parameter: (*name).to_owned(), expected: expected() };
            let (_, prior) = self.0.iter().find(|(known, _)| known == name).ok_or_else(missing)?;
            prior.check(name)?;
            Ok(*prior)
        };
        names.iter().map(find).collect()
    }
}

fn weak(median: f64) -> Prior {
    Prior::LogNormal { median, spread: Prior::WEAK_SPREAD }
}

/// What a parameter is measured in, when times are about `time`.
fn unit(model: &str, name: &str, time: f64) -> f64 {
    match (model, name) {
        ("bg-bb", _) => 1.0,
        ("ggompertz-nbd", "beta") => 1.0,
        ("ggompertz-nbd", "b") => 1.0 / time,
        (_, "alpha" | "beta") => time,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use patron_models::transaction::transaction_models;

    use super::*;

    #[test]
    fn slopes_are_those_of_the_densities() {
        for prior in [
            Prior::HalfNormal { scale: 5.0 },
            Prior::LogNormal { median: 3.0, spread: 0.7 },
            Prior::Gamma { shape: 2.5, rate: 0.4 },
        ] {
            for value in [0.01, 1.0, 7.0] {
                let step = 1e-6 * value;
                let slope = (prior.ln_density(value + step).0 - prior.ln_density(value - step).0) / (2.0 * step);
                // Central differences of numbers of size one keep nine digits.
                assert!((prior.ln_density(value).1 - slope).abs() < 1e-7 * (1.0 + slope.abs()));
            }
            assert!(prior.centre() > 0.0);
        }
    }

    #[test]
    fn every_model_has_weak_priors_and_strange_ones_are_refused() {
        for model in transaction_models() {
            let priors = Priors::weak(*model, 40.0);
            assert_eq!(priors.0.len(), model.parameter_names().len() - model.whole_parameters().len());
        }
        let priors = Priors(vec![("r".into(), Prior::HalfNormal { scale: 5.0 })]);
        assert_eq!(priors.ordered(&["r", "alpha"]).unwrap_err().code(), "bayes-prior-missing");
        assert_eq!(priors.ordered(&["alpha"]).unwrap_err().code(), "bayes-prior-unknown");
        let priors = Priors(vec![("r".into(), Prior::HalfNormal { scale: 0.0 })]);
        let error = priors.ordered(&["r"]).unwrap_err();
        assert_eq!(error.to_string(), "the prior of `r` has scale `0`, expected a positive finite number");
    }

    #[test]
    fn priors_are_data() {
        let text =
            r#"[["r",{"law":"half-normal","scale":5.0}],["alpha",{"law":"log-normal","median":7.0,"spread":2.0}]]"#;
        let priors: Priors = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&priors).unwrap(), text);
    }
}
