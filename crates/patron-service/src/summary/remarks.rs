//! What a reader of predictions should know.

use serde_json::Value;

use super::{ModelFile, Summary};
use crate::views::{Notice, Severity};

/// How many repeaters are given the mean of all.
pub(super) fn population_mean(summary: &Summary) -> Option<Notice> {
    let count = summary.rows.iter().filter(|row| row.frequency > 0 && row.spend().is_none()).count();
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

fn warning(code: &str, message: String, name: &str, value: Value) -> Notice {
    let values = [(name.to_owned(), value)].into_iter().collect();
    Notice { code: code.to_owned(), severity: Severity::Warning, message, values }
}
