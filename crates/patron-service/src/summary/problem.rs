//! The words for a summary file or a model file that cannot be used.

use std::path::Path;

use patron_ledger::source::SourceError;
use patron_models::fit::{FitError, ParameterError};

use super::columns::FileColumn;
use crate::error::ServiceError;

/// Where in a file something stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: &'a Path,
    /// Row as a person counts: the header is row 1.
    pub(super) row: u64,
    /// The column, as the file names it.
    pub(super) column: &'a str,
}

/// A value that is not what its column holds.
pub(super) fn bad_value(place: Place<'_>, value: &str, expected: &str, hint: &str) -> ServiceError {
    let Place { file, row, column } = place;
    let file = file.display().to_string();
    let message = format!("file `{file}`, row `{row}`, column `{column}`: `{value}`, expected {expected}");
    ServiceError::new("summary-value", message)
        .hint(hint)
        .value("file", file)
        .value("row", row)
        .value("column", column)
        .value("value", value)
        .value("expected", expected)
}

/// An empty cell where a value is needed.
pub(super) fn empty(place: Place<'_>) -> ServiceError {
    bad_value(place, "", "a value", "fill the cell, or leave the row out")
}

/// A cell that is no number.
pub(super) fn no_number(place: Place<'_>, cell: &str) -> ServiceError {
    bad_value(place, cell, "a number", "write numbers as 1234.56, without signs for thousands")
}

/// A row that the reader could not take apart.
pub(super) fn bad_row(file: &Path, row: u64, value: &str, expected: &str) -> ServiceError {
    let file = file.display().to_string();
    let message = format!("file `{file}`, row `{row}`: `{value}`, expected {expected}");
    ServiceError::new("summary-row", message)
        .hint("correct the row, or write the file again with the delimiter quoted inside values")
        .value("file", file)
        .value("row", row)
        .value("value", value)
        .value("expected", expected)
}

pub(super) fn column_missing(file: &Path, column: impl FileColumn, names: &[String]) -> ServiceError {
    let file = file.display().to_string();
    let (name, found) = (column.name(), names.join(", "));
    ServiceError::new(
        "summary-column-missing",
        format!("file `{file}` has no column `{name}`; expected it among `{found}`"),
    )
    .hint(format!("name the column `{name}`, or one of {}", column.aliases().join(", ")))
    .value("file", file)
    .value("column", name)
    .value("found", found)
}

pub(super) fn no_covariate(file: &Path, name: &str, names: &[String]) -> ServiceError {
    let (file, found) = (file.display().to_string(), names.join(", "));
    ServiceError::new(
        "summary-column-missing",
        format!("file `{file}` has no column `{name}`; expected it among `{found}`"),
    )
    .hint("a covariate is a column of that very name, with a number in every row")
    .value("file", file)
    .value("column", name)
    .value("found", found)
}

pub(super) fn two_columns(file: &Path, column: impl FileColumn, one: &str, other: &str) -> ServiceError {
    let file = file.display().to_string();
    let name = column.name();
    ServiceError::new(
        "summary-columns-alike",
        format!("file `{file}` has columns `{one}` and `{other}`; expected one of them to be `{name}`"),
    )
    .hint(format!("rename the right one to `{name}`"))
    .value("file", file)
    .value("column", name)
}

pub(super) fn no_time_unit(file: &Path) -> ServiceError {
    let file = file.display().to_string();
    ServiceError::new(
        "summary-time-unit",
        format!("file `{file}` does not say in which unit `recency` and `T` are; expected day, week or month"),
    )
    .hint("say `--time-unit week`, or add a column `time_unit`")
    .value("file", file)
}

pub(super) fn unknown_model(name: &str, expected: &str) -> ServiceError {
    ServiceError::new("unknown-model", format!("model `{name}` is not known: expected {expected}"))
        .hint("names are those of the models' papers in lower case with dashes")
        .value("model", name)
        .value("expected", expected)
}

/// A file that the reader refuses.
pub(super) fn source(error: &SourceError) -> ServiceError {
    let problem = ServiceError::new(error.code(), error.to_string()).hint(error.hint());
    error.values().iter().fold(problem, |problem, (name, value)| problem.value(name, value.as_str()))
}

/// A model that cannot be fitted.
pub(crate) fn not_fitted(model: &str, error: &FitError) -> ServiceError {
    let hint = match error.code() {
        "fit-gaps-unknown" => format!("`patron summary --gaps` writes it; or {}", error.hint()),
        _ => error.hint().to_string(),
    };
    let problem = ServiceError::new(error.code(), format!("`{model}` cannot be fitted: {error}")).hint(hint);
    let problem = problem.value("model", model);
    error.values().into_iter().fold(problem, |problem, (name, value)| problem.value(name, value))
}

/// Parameters that are not those of the model.
pub(super) fn parameters(model: &str, error: &ParameterError) -> ServiceError {
    ServiceError::new("model-parameters", format!("`{model}` cannot be used: {error}"))
        .hint("parameters are named as in the model's paper; all are positive")
        .value("model", model)
}
