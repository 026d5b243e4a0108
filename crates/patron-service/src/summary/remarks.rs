//! What a reader of predictions should know.

use patron_models::interval::Interval;
use serde_json::Value;

use super::ModelFile;
use crate::views::{Notice, Severity};

/// How many repeaters are given the mean of all.
pub(super) fn population_mean(count: usize) -> Option<Notice> {
    let message =
        format!("`{count}` repeat customers have no positive mean spend and are given the mean of all customers");
    (count > 0).then(|| warning("population-mean-spend", message, "customers", count.into()))
}

/// Which models bring no uncertainty to an interval.
pub(super) fn known_parameters(model: &ModelFile, spend: Option<&ModelFile>) -> Vec<Notice> {
    let without = std::iter::once(model).chain(spend).filter(|file| file.covariance.is_empty());
    let notice = |file: &ModelFile| {
        let name = file.model.as_str();
        let message = format!("the file of `{name}` has no covariance: intervals hold its parameters for exact");
        warning("parameters-taken-as-known", message, "model", name.into())
    };
    without.map(notice).collect()
}

/// The draws of a population are missing.
#[cfg(feature = "bayes")]
pub(super) fn known_population(model: &str) -> Notice {
    let message = format!("the file of `{model}` has no draws of its parameters: intervals hold them for exact");
    warning("parameters-taken-as-known", message, "model", model.into())
}

/// What all cohorts of a renewal table are worth together.
pub(super) fn renewal_total(total: f64, interval: Option<Interval>) -> Notice {
    let range =
        interval.map_or(String::new(), |Interval { low, high }| format!(", 90 % interval {low:.2} to {high:.2}"));
    let message = format!("residual value of all cohorts together: {total:.2}{range}");
    let values = [("total".to_owned(), Value::from(total))].into_iter().collect();
    Notice { code: "renewal-total".to_owned(), severity: Severity::Info, message, values }
}

fn warning(code: &str, message: String, name: &str, value: Value) -> Notice {
    let values = [(name.to_owned(), value)].into_iter().collect();
    Notice { code: code.to_owned(), severity: Severity::Warning, message, values }
}
