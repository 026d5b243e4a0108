//! Files that were sent and wait for their import: `<data folder>/uploads/<id>/<name>`.

mod name;
mod receive;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use patron_service::error::{Result, ServiceError};
use patron_service::folder::{Folder, UPLOADS};
use uuid::{NoContext, Timestamp, Uuid};

/// Files wait this long.
const KEPT: Duration = Duration::from_hours(24);

/// The waiting files of a data folder.
#[derive(Debug, Clone)]
pub(crate) struct Uploads {
    root: PathBuf,
    limit_bytes: u64,
}

impl Uploads {
    pub(crate) fn new(folder: &Folder, limit_bytes: u64) -> Self {
        Self { root: folder.path(UPLOADS), limit_bytes }
    }

    /// The folder of all of them.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The file of an upload.
    pub(crate) fn find(&self, id: &str) -> Result<PathBuf> {
        let file = self.folder(id).and_then(|folder| std::fs::read_dir(folder).ok()?.next()?.ok());
        file.map(|entry| entry.path()).ok_or_else(|| unknown(id))
    }

    /// Removes an upload.
    pub(crate) fn remove(&self, id: &str) -> Result<()> {
        let folder = self.folder(id).filter(|folder| folder.is_dir()).ok_or_else(|| unknown(id))?;
        Ok(std::fs::remove_dir_all(folder)?)
    }

    /// Removes what has waited too long.
    pub(crate) fn remove_old(&self, now: DateTime<Utc>) -> Result<()> {
        let oldest = SystemTime::from(now).checked_sub(KEPT).unwrap_or(SystemTime::UNIX_EPOCH);
        for entry in std::fs::read_dir(&self.root)? {
            let entry = entry?;
            // Other files here belong to sorting and to exports under way.
            let is_upload = entry.file_name().to_str().is_some_and(is_id);
            if is_upload && entry.metadata().and_then(|metadata| metadata.modified()).is_ok_and(|at| at < oldest) {
                std::fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }

    /// Identifiers are checked, so that none leads out of the folder.
    fn folder(&self, id: &str) -> Option<PathBuf> {
        is_id(id).then(|| self.root.join(id))
    }
}

fn is_id(text: &str) -> bool {
    Uuid::try_parse(text).is_ok_and(|id| id.to_string() == text)
}

fn unknown(id: &str) -> ServiceError {
    ServiceError::new("unknown-upload", format!("upload `{id}` is not here; files wait a day for their import"))
        .value("upload", id)
        .hint("send the file again")
}

/// An identifier that nobody can guess; later ones sort later.
pub(crate) fn new_id(now: DateTime<Utc>) -> String {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos())).to_string()
}
