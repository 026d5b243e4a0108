//! Errors as the command line shows them.

use std::io::{self, Write};
use std::process::ExitCode;

use patron_service::error::ServiceError;

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
        Self::Failed(error)
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
