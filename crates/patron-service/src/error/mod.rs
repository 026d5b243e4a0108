//! The one error of the service: what happened, with which values, and what to do.

use std::fmt;

use serde_json::{Map, Value};

use crate::views::Problem;

/// Result of every use case.
pub type Result<T, E = ServiceError> = std::result::Result<T, E>;

/// An error that a person reads: `message` is lowercase with values in backticks and says what was expected.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceError {
    problem: Box<Problem>,
}

impl ServiceError {
    /// An error with its stable kebab-case code.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        let problem = Problem { code: code.to_owned(), message: message.into(), hint: None, values: Map::new() };
        Self { problem: Box::new(problem) }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.problem.hint = Some(hint.into());
        self
    }

    /// Names a value of the message, so that pages can translate it.
    #[must_use]
    pub fn value(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.problem.values.insert(name.to_owned(), value.into());
        self
    }

    /// Work that its owner stopped.
    #[must_use]
    pub fn cancelled() -> Self {
        Self::new("cancelled", "the work was cancelled before it was done; nothing was changed")
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.problem.code
    }

    /// The error as every way in shows it.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem.message)
    }
}

impl std::error::Error for ServiceError {}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        *error.problem
    }
}

impl From<Problem> for ServiceError {
    fn from(problem: Problem) -> Self {
        Self { problem: Box::new(problem) }
    }
}

impl From<datafusion::error::DataFusionError> for ServiceError {
    fn from(error: datafusion::error::DataFusionError) -> Self {
        let cause = error.strip_backtrace();
        Self::new("engine", format!("the query engine failed: {cause}")).value("cause", cause)
    }
}

impl From<arrow::error::ArrowError> for ServiceError {
    fn from(error: arrow::error::ArrowError) -> Self {
        datafusion::error::DataFusionError::from(error).into()
    }
}

impl From<std::io::Error> for ServiceError {
    fn from(error: std::io::Error) -> Self {
        Self::new("io", format!("the data folder could not be read or written: {error}"))
            .hint("check that the folder exists, is writable and has room")
    }
}

impl From<serde_json::Error> for ServiceError {
    fn from(error: serde_json::Error) -> Self {
        Self::new("stored-json", format!("a stored document could not be read: {error}"))
            .hint("the data folder may have been written by another version of patron")
    }
}
