use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::error::Result;
use crate::import;
use crate::run::{Cancel, ProgressSink};
use crate::views::{BatchView, ImportReport, ImportRequest, PreviewView, QuarantinePage};

use super::Service;

impl Service {
    /// What a file holds and how it would be read.
    ///
    /// # Errors
    /// When the file cannot be read or the request does not fit.
    pub async fn preview(&self, path: &Path, request: &ImportRequest) -> Result<PreviewView> {
        import::preview(&self.folder, path, request).await
    }

    /// Imports files as one batch: all of it or nothing.
    ///
    /// # Errors
    /// What [`import::import`] refuses, or `data-folder-busy`.
    pub async fn import(
        &self,
        files: &[PathBuf],
        request: &ImportRequest,
        now: DateTime<Utc>,
        progress: ProgressSink,
        cancel: Cancel,
    ) -> Result<ImportReport> {
        let writer = self.folder.writer(now).await?;
        import::import(&writer, files, request, now, progress, cancel.token()).await
    }

    /// Every batch, newest first.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn batches(&self) -> Result<Vec<BatchView>> {
        import::batches(&self.folder).await
    }

    /// Takes a batch back.
    ///
    /// # Errors
    /// `unknown-batch`, `batch-ambiguous`, `batch-undone` or `data-folder-busy`.
    pub async fn undo(&self, batch: &str, now: DateTime<Utc>) -> Result<BatchView> {
        let writer = self.folder.writer(now).await?;
        import::undo(&writer, batch).await
    }

    /// Rejected rows of one batch or of all.
    ///
    /// # Errors
    /// `unknown-batch`, or when a quarantine file cannot be read.
    pub async fn quarantine(&self, batch: Option<&str>, offset: usize, limit: usize) -> Result<QuarantinePage> {
        import::quarantine(&self.folder, batch, offset, limit).await
    }

    /// Rejected rows as CSV with their original columns, to be corrected and imported again.
    ///
    /// # Errors
    /// `unknown-batch`, or when a file cannot be read or written.
    pub async fn export_quarantine<W: Write + Send + 'static>(&self, batch: Option<&str>, output: W) -> Result<u64> {
        import::export_quarantine(&self.folder, batch, output).await
    }
}
