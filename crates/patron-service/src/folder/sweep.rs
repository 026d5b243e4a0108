//! What a crash left behind: files that nothing lists.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};

use super::{Folder, LEDGER, QUARANTINE, RUNS, UPLOADS};
use crate::error::Result;

/// Uploads wait this long for their import.
const UPLOADS_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes unlisted files; only the one writer may, because what it writes is listed last.
pub(super) async fn unlisted(folder: &Folder, now: DateTime<Utc>) -> Result<()> {
    let batches = folder.store().batches().await?;
    let runs = folder.store().runs().await?;
    let mut listed: HashSet<String> = HashSet::new();
    for batch in batches {
        listed.insert(quarantine_path(&batch.id));
        listed.extend(batch.files.into_iter().map(|file| file.path));
    }
    let ledger = folder.path(LEDGER);
    for table in names(&ledger)? {
        let relative = format!("{LEDGER}/{table}");
        if folder.path(&relative).is_dir() {
            keep_only(folder, &relative, |path| listed.contains(path))?;
        }
    }
    keep_only(folder, LEDGER, |path| folder.path(path).is_dir())?;
    keep_only(folder, QUARANTINE, |path| listed.contains(path))?;
    // a run lists its folder or a file in it
    let of_run = |path: &str| runs.iter().any(|run| run.path == path || run.path.starts_with(&format!("{path}/")));
    keep_only(folder, RUNS, of_run)?;
    let oldest = SystemTime::from(now).checked_sub(UPLOADS_KEPT).unwrap_or(SystemTime::UNIX_EPOCH);
    keep_only(folder, UPLOADS, |path| modified(&folder.path(path)).is_none_or(|at| at >= oldest))
}

/// Where the rejected rows of a batch are.
pub(crate) fn quarantine_path(batch: &str) -> String {
    format!("{QUARANTINE}/{batch}.parquet")
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        // what we write has names in ASCII; others are not ours to remove
        if let Ok(name) = entry?.file_name().into_string() {
            names.push(name);
        }
    }
    Ok(names)
}

fn keep_only(folder: &Folder, relative: &str, keep: impl Fn(&str) -> bool) -> Result<()> {
    for name in names(&folder.path(relative))? {
        let entry = format!("{relative}/{name}");
        if keep(&entry) {
            continue;
        }
        tracing::info!(path = entry, "removing a file that no batch or run lists");
        let path = folder.path(&entry);
        if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
    }
    Ok(())
}
