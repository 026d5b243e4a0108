//! The data folder: one portfolio on disk.
//!
//! ```text
//! FORMAT       number of its format
//! lock         held by the one writer
//! patron.db    metadata: what is listed there exists, everything else is swept
//! ledger/<table>/  quarantine/  runs/  uploads/
//! ```
//! Paths in the metadata are relative to the folder, so that it can be moved.

mod format;
mod store;
mod sweep;
mod writer;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use patron_ledger::batch::make_folder;
use patron_store::Store;
use patron_store::sqlite::SqliteStore;

use crate::error::{Result, ServiceError};
pub(crate) use sweep::quarantine_path;
pub use writer::Writer;

/// Ledger files of all tables.
pub const LEDGER: &str = "ledger";
/// Rejected rows, one file a batch.
pub const QUARANTINE: &str = "quarantine";
/// Customer tables of the runs.
pub const RUNS: &str = "runs";
/// Files that were sent and wait, and whatever spills.
pub const UPLOADS: &str = "uploads";

/// An open data folder, for readers.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    store: Arc<dyn Store>,
}

impl Folder {
    /// Opens a data folder.
    ///
    /// # Errors
    /// `data-folder-missing`, `not-a-data-folder`, `data-folder-newer`, `data-folder-damaged`.
    pub async fn open(root: &Path) -> Result<Self> {
        if !format::exists(root)? {
            let shown = root.display().to_string();
            return Err(ServiceError::new(
                "data-folder-missing",
                format!("data folder `{shown}` does not exist; expected a folder made by patron"),
            )
            .hint("import orders first, or name another folder with `--data-dir`")
            .value("folder", shown));
        }
        Self::open_checked(root).await
    }

    /// Opens a data folder, making it where there is none.
    ///
    /// # Errors
    /// As [`Folder::open`], or if it cannot be made.
    pub async fn open_or_create(root: &Path) -> Result<Self> {
        if !format::exists(root)? {
            format::create(root)?;
        }
        Self::open_checked(root).await
    }

    async fn open_checked(root: &Path) -> Result<Self> {
        format::check(root)?;
        for folder in [LEDGER, QUARANTINE, RUNS, UPLOADS] {
            make_folder(&root.join(folder)).map_err(|error| format::unusable(root, &error))?;
        }
        let root = fs::canonicalize(root)?;
        let store = SqliteStore::open(&root.join("patron.db")).await?;
        Ok(Self { root, store: Arc::new(store) })
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path of the metadata on this machine.
    #[must_use]
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The metadata.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }
}

#[cfg(test)]
mod tests;
