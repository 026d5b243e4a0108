//! Errors as the command line shows them.

use std::io::{self, Write};
use std::process::ExitCode;

use patron_service::error::ServiceError;

/// Codes of what was typed wrong: a name that nothing has, or a value that its option does not take. What files, records
/// and the machine say no to has other codes.
const USAGE: [&str; 26] = [
    "address-not-loopback",
    "answer-value",
    "bad-condition",
    "bad-date",
    "bad-discount-rate",
    "bad-filter",
    "bad-horizon",
    "bad-sql",
    "roster-until",
    "rule-value",
    "setting-value",
    "simulation",
    "task-value",
    "terms",
    "unknown-answer",
    "unknown-column",
    "unknown-field",
    "unknown-format",
    "unknown-label",
    "unknown-model",
    "unknown-rule",
    "unknown-scheme",
    "unknown-table",
    "unknown-tier",
    "who-missing",
    "why-missing",
];

pub(crate) type Result<T, E = Problem> = std::result::Result<T, E>;

/// Why a command did not end well.
#[derive(Debug)]
pub(crate) enum Problem {
    /// The work failed.
    Failed(ServiceError),
    /// The options do not go together.
    Usage(ServiceError),
}

impl Problem {
    /// Options that do not go together.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage(ServiceError::new("usage", message).hint(hint))
    }

    /// An import that was refused: the columns it misses are those of a file.
    pub(crate) fn of_import(error: ServiceError) -> Self {
        if error.code() == "unknown-column" { Self::Failed(error) } else { error.into() }
    }

    /// 1 failed, 2 usage.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Failed(_) => ExitCode::FAILURE,
            Self::Usage(_) => ExitCode::from(2),
        }
    }

    /// `error: message`, and `hint: …` on a line of its own, to stderr.
    pub(crate) fn show(&self) {
        let (Self::Failed(error) | Self::Usage(error)) = self;
        let mut stderr = io::stderr().lock();
        // Nothing is left to be said where stderr is closed.
        writeln!(stderr, "error: {error}").ok();
        if let Some(hint) = &error.problem().hint {
            writeln!(stderr, "hint: {hint}").ok();
        }
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        if USAGE.contains(&error.code()) { Self::Usage(error) } else { Self::Failed(error) }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        let problem = ServiceError::new("output", format!("the output could not be written: {error}"));
        Self::Failed(problem.hint("check that the target exists, is writable and has room"))
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

impl From<datafusion::error::DataFusionError> for Problem {
    fn from(error: datafusion::error::DataFusionError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<arrow::error::ArrowError> for Problem {
    fn from(error: arrow::error::ArrowError) -> Self {
        Self::Failed(error.into())
    }
}
