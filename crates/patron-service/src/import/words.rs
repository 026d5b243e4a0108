//! Errors of the ledger as errors of the service.

use patron_ledger::source::SourceError;
use patron_ledger::table::Refusal;

use crate::error::ServiceError;

impl From<SourceError> for ServiceError {
    fn from(error: SourceError) -> Self {
        let named = Self::new(error.code(), error.to_string()).hint(error.hint());
        error.values().iter().fold(named, |named, (name, value)| named.value(name, value.as_str()))
    }
}

impl From<Refusal> for ServiceError {
    fn from(error: Refusal) -> Self {
        let named = Self::new(error.code(), error.to_string()).hint(error.hint());
        error.values().iter().fold(named, |named, (name, value)| named.value(name, value.as_str()))
    }
}

impl From<parquet::errors::ParquetError> for ServiceError {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Self::new("ledger-file", format!("a file of the data folder could not be read or written: {error}"))
            .hint("check that the disk has room; if a file is damaged, restore the data folder from a copy")
    }
}

/// A task that ended without an answer.
pub(super) fn broken(error: &tokio::task::JoinError) -> ServiceError {
    ServiceError::new("internal", format!("a task of the import ended without an answer: {error}"))
        .hint("nothing was changed; run the import again and report it if it happens twice")
}
