//! Why there is no posterior.

use patron_models::fit::{FitError, ParameterError};
use patron_models::history::HistoryError;

/// Why a posterior is not given: never a number that is not one.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BayesError {
    /// The sample cannot be fitted.
    #[error(transparent)]
    Fit(#[from] FitError),
    /// A parameter is not one of the model.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// A customer's numbers are no history.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// A number of a prior is not what its law asks for.
    #[error("the prior of `{parameter}` has {name} `{value}`, expected a positive finite number")]
    Prior {
        /// The parameter.
        parameter: String,
        /// What of its prior.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A parameter has no prior.
    #[error("parameter `{parameter}` has no prior: expected one for each of {expected}")]
    PriorMissing {
        /// The parameter.
        parameter: String,
        /// All that want one.
        expected: String,
    },
    /// A prior is of no parameter of the model.
    #[error("the prior of `{parameter}` belongs to no parameter: expected {expected}")]
    PriorUnknown {
        /// The name given.
        parameter: String,
        /// The names of the model.
        expected: String,
    },
    /// A setting of the sampler is out of its range.
    #[error("{name} is `{value}`, expected {expected}")]
    Setting {
        /// What it is.
        name: &'static str,
        /// Its value.
        value: f64,
        /// What is accepted.
        expected: &'static str,
    },
    /// What is known of the customers does not fit together.
    #[error("{what} has `{found}` rows, expected `{expected}`")]
    Rows {
        /// What has the rows.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A covariate is not a number.
    #[error("covariate `{name}` of customer `{row}` is `{value}`, expected a finite number")]
    CovariateNotFinite {
        /// Its name.
        name: String,
        /// The customer, counted from 1.
        row: usize,
        /// Its value.
        value: f64,
    },
    /// A covariate follows from the others.
    #[error("covariate `{name}` never varies or follows from the others, expected one that adds something")]
    CovariateDependent {
        /// Its name.
        name: String,
    },
    /// The posterior has no inner maximum that could be found.
    #[error("no maximum of the posterior was found: the largest slope left is `{slope}`")]
    NoMode {
        /// The largest derivative by the logarithm of a parameter.
        slope: f64,
    },
    /// Chains disagree.
    #[error("the chains disagree about `{parameter}`: r-hat is `{r_hat:.4}`, expected at most `{most}`")]
    NotMixed {
        /// The parameter.
        parameter: String,
        /// Its rank-normalised split r-hat.
        r_hat: f64,
        /// The largest that is accepted.
        most: f64,
    },
    /// There are too few independent draws.
    #[error("the draws of `{parameter}` are worth `{found:.0}` independent ones, expected at least `{least}`")]
    TooFewEffective {
        /// The parameter.
        parameter: String,
        /// Effective sample size, the smaller of bulk and tail.
        found: f64,
        /// The least that is accepted.
        least: f64,
    },
    /// The posterior is too far from normal for the quick way.
    #[error(
        "the normal approximation does not cover the posterior: k-hat is `{k_hat:.2}`, expected below `{limit:.2}`"
    )]
    NotNormal {
        /// Pareto shape of the largest importance weights.
        k_hat: f64,
        /// Where it stops to be reliable for this number of draws.
        limit: f64,
    },
    /// A posterior is used with a model it is not of.
    #[error("the posterior is of `{found}`, expected `{expected}`")]
    OtherModel {
        /// Its model.
        found: String,
        /// The model it is used with.
        expected: String,
    },
    /// The sampler gave up.
    #[error("the sampler stopped: {reason}")]
    Sampler {
        /// Its own words.
        reason: String,
    },
}

impl BayesError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fit(error) => error.code(),
            Self::Parameter(error) => error.code(),
            Self::History(error) => error.code(),
            Self::Prior { .. } => "bayes-prior",
            Self::PriorMissing { .. } => "bayes-prior-missing",
            Self::PriorUnknown { .. } => "bayes-prior-unknown",
            Self::Setting { .. } => "bayes-setting",
            Self::Rows { .. } => "bayes-rows",
            Self::CovariateNotFinite { .. } => "bayes-covariate-not-finite",
            Self::CovariateDependent { .. } => "bayes-covariate-dependent",
            Self::NoMode { .. } => "bayes-no-mode",
            Self::NotMixed { .. } => "bayes-not-mixed",
            Self::TooFewEffective { .. } => "bayes-too-few-effective",
            Self::NotNormal { .. } => "bayes-not-normal",
            Self::OtherModel { .. } => "bayes-other-model",
            Self::Sampler { .. } => "bayes-sampler",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Fit(error) => error.hint(),
            Self::Parameter(error) => error.hint(),
            Self::History(error) => error.hint(),
            Self::Prior { .. } => "a scale, median or spread is a positive number",
            Self::PriorMissing { .. } | Self::PriorUnknown { .. } => {
                "give one prior for each parameter, by the names of the model's paper"
            }
            Self::Setting { .. } => "leave it out to take the usual one",
            Self::Rows { .. } => "one row for each customer, in the same order",
            Self::CovariateNotFinite { .. } => "leave the customer out or fill in the value beforehand",
            Self::CovariateDependent { .. } => "leave it out; the intercept is there already",
            Self::NoMode { .. } => "narrower priors decide what the data leave open",
            Self::NotMixed { .. } | Self::TooFewEffective { .. } => "ask for more draws, or narrower priors",
            Self::NotNormal { .. } => "sample the posterior instead of approximating it",
            Self::OtherModel { .. } => "use the model that the posterior was sampled for",
            Self::Sampler { .. } => {
                "check the priors: the posterior may have no finite density where it was looked for"
            }
        }
    }
}
