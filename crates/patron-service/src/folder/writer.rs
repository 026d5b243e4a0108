//! The one writer of a data folder.

use std::fs::{File, TryLockError};
use std::ops::Deref;

use chrono::{DateTime, Utc};
use tokio::sync::{Mutex, MutexGuard};

use super::{Folder, sweep};
use crate::error::{Result, ServiceError};

/// A data folder held for writing: by one process at a time, and within it by one task at a time.
///
/// The operating system lets go of the lock when the process ends, however it ends.
#[derive(Debug)]
pub struct Writer {
    folder: Folder,
    _lock: File,
    turn: Mutex<()>,
}

impl Folder {
    /// Takes the folder for writing and sweeps files that no batch or run lists.
    ///
    /// # Errors
    /// `data-folder-busy` if another process writes.
    pub async fn writer(&self, now: DateTime<Utc>) -> Result<Writer> {
        let lock = File::options().create(true).write(true).truncate(false).open(self.root().join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let shown = self.root().display().to_string();
                return Err(ServiceError::new(
                    "data-folder-busy",
                    format!("data folder `{shown}` is being written by another patron; expected to be its only writer"),
                )
                .hint("import in the browser while `patron serve` runs, or stop it first")
                .value("folder", shown));
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        sweep::unlisted(self, now).await?;
        Ok(Writer { folder: self.clone(), _lock: lock, turn: Mutex::new(()) })
    }
}

impl Writer {
    /// Waits until no other task of this process writes.
    pub async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// The folder, for readers.
    #[must_use]
    pub const fn folder(&self) -> &Folder {
        &self.folder
    }
}

impl Deref for Writer {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.folder
    }
}
