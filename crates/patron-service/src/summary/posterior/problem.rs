//! The words for a posterior that is not given.

use patron_bayes::BayesError;

use crate::error::ServiceError;
use crate::summary::problem::not_fitted;

/// A posterior that cannot be had.
pub(super) fn not_sampled(model: &str, error: &BayesError) -> ServiceError {
    if let BayesError::Fit(error) = error {
        return not_fitted(model, error);
    }
    let hint = match error {
        BayesError::NotMixed { .. } | BayesError::TooFewEffective { .. } => {
            "ask for more with `--warmup` and `--draws`; where that does not help, the data leave the parameter open"
        }
        BayesError::NotNormal { .. } => "sample it with `--posterior nuts`",
        BayesError::Setting { .. } => "say `--chains`, `--warmup` or `--draws` with another number, or leave it out",
        other => other.hint(),
    };
    let problem = ServiceError::new(error.code(), format!("`{model}` has no posterior: {error}"));
    let problem = problem.hint(hint).value("model", model);
    match error {
        BayesError::NotMixed { parameter, r_hat, most } => {
            problem.value("parameter", parameter.as_str()).value("r_hat", *r_hat).value("most", *most)
        }
        BayesError::TooFewEffective { parameter, found, least } => {
            problem.value("parameter", parameter.as_str()).value("found", *found).value("least", *least)
        }
        BayesError::NotNormal { k_hat, limit } => problem.value("k_hat", *k_hat).value("limit", *limit),
        BayesError::Setting { name, value, .. } => problem.value("name", *name).value("value", *value),
        BayesError::CovariateNotFinite { name, .. } | BayesError::CovariateDependent { name } => {
            problem.value("covariate", name.as_str())
        }
        _ => problem,
    }
}

/// An option that the model has no use for.
pub(super) fn no_use(option: &str, model: &str, expected: &str, hint: &str) -> ServiceError {
    ServiceError::new("posterior-option", format!("`{option}` is given with `{model}`, expected {expected}"))
        .hint(hint)
        .value("option", option)
        .value("model", model)
}

/// Draws in a file that are not of its model.
pub(super) fn draws(model: &str, expected: &str) -> ServiceError {
    let message = format!("the draws of `{model}` in the model file are not of its parameters, expected {expected}");
    ServiceError::new("model-file", message)
        .hint("fit the model again, or take `posterior` out of the file")
        .value("model", model)
        .value("expected", expected)
}
