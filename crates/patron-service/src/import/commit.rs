//! The one transaction that makes an import visible, and what is remembered of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use patron_ledger::batch::{Corrections, NewFile, Written};
use patron_store::{BatchRecord, BatchState, Changes, FileRecord, Store};

use super::corrections;
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
    /// Rejected rows of earlier batches that came again.
    pub(super) corrections: Corrections,
}

/// Commits; afterwards the report carries the batch.
pub(super) async fn commit(writer: &Writer, commit: Commit, mut report: ImportReport) -> Result<ImportReport> {
    let store = writer.store();
    report.batch = Some(commit.id.clone());
    for reject in &mut report.rejects {
        reject.batch = Some(commit.id.clone());
    }
    let changes = changes(store, &commit, &report.table).await?;
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
    store.commit_batch(&batch, &changes).await?;
    Ok(report)
}

/// What the rows mean and what is remembered of them stands when the rows do, and not before.
async fn changes(store: &dyn Store, commit: &Commit, table: &str) -> Result<Changes> {
    let found = portfolio::Found { zone: commit.zone, currency: commit.currency.clone(), rules: commit.rules.clone() };
    let mut changes = Changes { settings: vec![portfolio::after_import(store, found).await?], ..Changes::default() };
    for (shape, kept) in &commit.kept {
        changes.mappings.push((table.to_owned(), shape.clone(), serde_json::to_value(kept)?));
    }
    if !commit.corrections.is_empty() {
        let document = serde_json::to_value(&commit.corrections)?;
        changes.documents.push((corrections::KIND.to_owned(), commit.id.clone(), document));
    }
    Ok(changes)
}
