//! The one transaction that makes an import visible, and what is remembered of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use patron_ledger::batch::{NewFile, Written};
use patron_store::{BatchRecord, BatchState, FileRecord};

use super::prepare::Kept;
use crate::error::Result;
use crate::folder::Writer;
use crate::portfolio;
use crate::views::ImportReport;

/// Everything a commit writes.
#[derive(Debug)]
pub(super) struct Commit {
    pub(super) id: String,
    pub(super) now: DateTime<Utc>,
    /// The file of the ledger, relative to the data folder.
    pub(super) path: String,
    pub(super) written: Option<Written>,
    pub(super) quarantine: Option<NewFile>,
    pub(super) hashes: Vec<String>,
    /// Set with this import, if it was answered.
    pub(super) zone: Option<Tz>,
    /// Found in the orders, if the portfolio has none.
    pub(super) currency: Option<String>,
    pub(super) kept: Vec<(String, Kept)>,
    pub(super) rules: BTreeMap<String, String>,
}

/// Commits; afterwards the report carries the batch.
pub(super) async fn commit(writer: &Writer, commit: Commit, mut report: ImportReport) -> Result<ImportReport> {
    let store = writer.store();
    // the local days in the files hang on the zone, so it is set before they are visible
    if let Some(zone) = commit.zone {
        portfolio::set_time_zone(store, zone).await?;
    }
    report.batch = Some(commit.id.clone());
    for reject in &mut report.rejects {
        reject.batch = Some(commit.id.clone());
    }
    let file = commit.written.as_ref().map(|written| FileRecord {
        path: commit.path.clone(),
        rows: written.rows,
        min_day: written.days.map(|(first, _)| first),
        max_day: written.days.map(|(_, last)| last),
        bytes: written.bytes,
    });
    let batch = BatchRecord {
        id: commit.id,
        table: report.table.clone(),
        created_at_us: commit.now.timestamp_micros(),
        state: BatchState::Live,
        report: serde_json::to_value(&report)?,
        content_hashes: commit.hashes,
        files: file.into_iter().collect(),
    };
    // if the commit fails half-way through its answer, a file too many is swept, a file too few would be a loss
    commit.written.into_iter().map(|written| written.file).chain(commit.quarantine).for_each(NewFile::keep);
    // what the rows mean stands before the rows do: a crash in between leaves settings without rows, never rows in a
    // currency that nobody knows
    if let Some(currency) = commit.currency {
        portfolio::set_currency(store, &currency).await?;
    }
    for (shape, kept) in commit.kept {
        store.put_mapping(&report.table, &shape, &serde_json::to_value(kept)?).await?;
    }
    portfolio::keep_rules(store, &commit.rules).await?;
    store.commit_batch(&batch).await?;
    Ok(report)
}
