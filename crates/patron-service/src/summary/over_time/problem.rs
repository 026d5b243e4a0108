//! The words for customers and covariates that do not go together.

use std::path::Path;

use crate::error::ServiceError;

/// A customer without any covariates.
pub(super) fn no_periods(covariates: &Path, customer: &str, summary: &Path, row: u64) -> ServiceError {
    let (covariates, summary) = (covariates.display().to_string(), summary.display().to_string());
    let message = format!(
        "file `{covariates}` has no periods of customer `{customer}`, expected those of every customer of file \
         `{summary}` (row `{row}`)"
    );
    ServiceError::new("covariates-over-time", message)
        .hint("give every customer a row for each period, or leave `customer_id` out where periods are those of all")
        .value("file", covariates)
        .value("customer", customer)
        .value("row", row)
}

/// A file in which nobody has two periods.
pub(super) fn no_step(covariates: &Path) -> ServiceError {
    let file = covariates.display().to_string();
    ServiceError::new(
        "covariates-over-time",
        format!("file `{file}` has one period at most, expected two or more, to tell how long they are"),
    )
    .hint("give the periods from the first purchase to the valuation date, one row each")
    .value("file", file)
}

/// A model that has no covariates over time.
pub(super) fn wrong_model(model: &str) -> ServiceError {
    let message = format!("covariates over time are given with `{model}`, expected `{}`", super::BASE);
    ServiceError::new("covariates-over-time", message)
        .hint("name columns of the summary file with `--covariates`, or fit `pareto-nbd`")
        .value("model", model)
}
