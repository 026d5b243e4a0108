//! A summary file on disk.

use std::path::PathBuf;

use patron_ledger::source::OpenOptions;

/// A summary file and how to open it.
#[derive(Debug, Clone)]
pub struct SummaryFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What the caller knows of its form.
    pub options: OpenOptions,
}

impl SummaryFile {
    /// A file whose form is recognised.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), options: OpenOptions::default() }
    }
}
