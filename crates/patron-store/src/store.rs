//! The trait that every metadata backend fulfils.

use async_trait::async_trait;
use serde_json::Value;

use crate::{
    BatchRecord, BatchState, Changes, JournalEntry, JournalLine, LedgerFile, LedgerSnapshot, RunRecord, StoreError,
};

/// Metadata of one portfolio. Every method is one transaction: all of it or none of it.
#[async_trait]
pub trait Store: Send + Sync + std::fmt::Debug {
    /// The setting under `key`.
    async fn setting(&self, key: &str) -> Result<Option<Value>, StoreError>;

    /// Stores a setting, replacing an earlier one.
    async fn put_setting(&self, key: &str, value: &Value) -> Result<(), StoreError>;

    /// The mapping kept for sources of this shape.
    async fn mapping(&self, table: &str, shape: &str) -> Result<Option<Value>, StoreError>;

    /// Keeps a mapping, replacing an earlier one.
    async fn put_mapping(&self, table: &str, shape: &str, mapping: &Value) -> Result<(), StoreError>;

    /// Adds a batch with its files to the ledger, stores what comes with it and raises the revision.
    async fn commit_batch(&self, batch: &BatchRecord, changes: &Changes) -> Result<(), StoreError>;

    /// All batches, latest first.
    async fn batches(&self) -> Result<Vec<BatchRecord>, StoreError>;

    /// Shows or hides a batch. If that changed anything, stores what comes with it, raises the revision and answers
    /// `true`.
    async fn set_batch_state(&self, id: &str, state: BatchState, changes: &Changes) -> Result<bool, StoreError>;

    /// All live files and the revision of one moment.
    async fn ledger_snapshot(&self) -> Result<LedgerSnapshot, StoreError>;

    /// The live files of one table, earliest batch first.
    async fn live_files(&self, table: &str) -> Result<Vec<LedgerFile>, StoreError> {
        let snapshot = self.ledger_snapshot().await?;
        Ok(snapshot.files.into_iter().filter(|file| file.table == table).collect())
    }

    /// A counter that every commit and every undo raises.
    async fn ledger_revision(&self) -> Result<u64, StoreError>;

    /// Stores a valuation.
    async fn commit_run(&self, run: &RunRecord) -> Result<(), StoreError>;

    /// All valuations, latest first.
    async fn runs(&self) -> Result<Vec<RunRecord>, StoreError>;

    /// Identifiers of all valuations, latest first.
    async fn run_ids(&self) -> Result<Vec<String>, StoreError>;

    /// Identifier of the latest valuation.
    async fn latest_run_id(&self) -> Result<Option<String>, StoreError>;

    /// One valuation.
    async fn run(&self, id: &str) -> Result<Option<RunRecord>, StoreError>;

    /// A small document, for example a saved view.
    async fn document(&self, kind: &str, id: &str) -> Result<Option<Value>, StoreError>;

    /// Stores a document, replacing an earlier one.
    async fn put_document(&self, kind: &str, id: &str, value: &Value) -> Result<(), StoreError>;

    /// All documents of a kind by id.
    async fn documents(&self, kind: &str) -> Result<Vec<(String, Value)>, StoreError>;

    /// Removes a document; `true` if there was one.
    async fn delete_document(&self, kind: &str, id: &str) -> Result<bool, StoreError>;

    /// Adds decisions in their order.
    async fn append_journal(&self, entries: &[JournalEntry]) -> Result<(), StoreError>;

    /// Decisions of a kind, about one subject or all, in the order in which they were added.
    async fn journal(&self, kind: &str, subject: Option<&str>) -> Result<Vec<JournalLine>, StoreError>;
}
