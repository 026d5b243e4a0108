//! Committed imports, and taking one back.

use chrono::{DateTime, SecondsFormat, Utc};
use patron_store::{BatchRecord, BatchState, Changes, Store};

use crate::error::{Result, ServiceError};
use crate::folder::{Folder, Writer};
use crate::portfolio;
use crate::views::BatchView;

/// All batches, latest first.
///
/// # Errors
/// If the metadata cannot be read.
pub async fn batches(folder: &Folder) -> Result<Vec<BatchView>> {
    folder.store().batches().await?.into_iter().map(view).collect()
}

/// Takes a batch back: its rows are gone for readers, its files stay. With the last orders goes a currency that an import
/// found. `id` may be the beginning of an identifier.
///
/// # Errors
/// `unknown-batch`, `batch-ambiguous`, `batch-undone`.
pub async fn undo(writer: &Writer, id: &str) -> Result<BatchView> {
    let _turn = writer.turn().await;
    let mut batch = find(writer.store(), id).await?;
    let settings = portfolio::after_undo(writer.store(), &batch).await?.into_iter().collect();
    let changes = Changes { settings, ..Changes::default() };
    if !writer.store().set_batch_state(&batch.id, BatchState::Undone, &changes).await? {
        return Err(ServiceError::new(
            "batch-undone",
            format!("batch `{}` is undone already; expected a live batch", batch.id),
        )
        .hint("list batches with `patron batches list`")
        .value("batch", batch.id));
    }
    batch.state = BatchState::Undone;
    view(batch)
}

/// The batch whose identifier begins so.
pub(super) async fn find(store: &dyn Store, id: &str) -> Result<BatchRecord> {
    let all = store.batches().await?;
    let mut found: Vec<BatchRecord> =
        all.into_iter().filter(|batch| !id.is_empty() && batch.id.starts_with(id)).collect();
    match (found.len(), found.pop()) {
        (1, Some(batch)) => Ok(batch),
        (0, _) => Err(ServiceError::new(
            "unknown-batch",
            format!("batch `{id}` is not known; expected a batch of this data folder"),
        )
        .hint("list batches with `patron batches list`")
        .value("batch", id)),
        (count, _) => Err(ServiceError::new("batch-ambiguous", format!("`{id}` begins {count} batches; expected one"))
            .hint("write more of the identifier")
            .value("batch", id)),
    }
}

fn view(batch: BatchRecord) -> Result<BatchView> {
    let created: DateTime<Utc> = DateTime::from_timestamp_micros(batch.created_at_us).unwrap_or_default();
    Ok(BatchView {
        id: batch.id,
        table: batch.table,
        state: batch.state.as_str().to_owned(),
        created_at: created.to_rfc3339_opts(SecondsFormat::Secs, true),
        report: serde_json::from_value(batch.report)?,
    })
}
