//! What can go wrong with the metadata.

use std::path::PathBuf;

/// An error of the metadata store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be opened.
    #[error("metadata `{path}` could not be opened: {reason}", path = path.display())]
    Open {
        /// database file
        path: PathBuf,
        /// what the driver said
        reason: String,
    },
    /// The database was written by a newer program, or a migration failed.
    #[error("metadata `{path}` could not be brought up to date: {reason}", path = path.display())]
    Migrate {
        /// database file
        path: PathBuf,
        /// what the driver said
        reason: String,
    },
    /// A query failed.
    #[error("metadata could not be read or written: {reason}")]
    Query {
        /// what the driver said
        reason: String,
    },
    /// A stored value is not what was written.
    #[error("metadata holds a damaged {what}: {reason}")]
    Damaged {
        /// for example `batch report`
        what: &'static str,
        /// why it could not be read
        reason: String,
    },
    /// Nothing is stored under this identifier.
    #[error("{kind} `{id}` is not known")]
    NotFound {
        /// for example `batch`
        kind: &'static str,
        /// what was asked for
        id: String,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Query { reason: error.to_string() }
    }
}
