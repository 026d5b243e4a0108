//! Metadata in one SQLite file.
//!
//! Write-ahead log with full synchronisation: what was committed survives a crash, and readers of
//! other processes never wait for the writer.

mod batches;
mod changes;
mod documents;
mod journal;
mod json;
mod runs;
mod settings;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use serde_json::Value;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::{
    BatchRecord, BatchState, Changes, JournalEntry, JournalLine, LedgerSnapshot, RunRecord, Store, StoreError,
};

/// How long a statement waits for another process's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
const CONNECTIONS: u32 = 4;

/// The default backend.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    pool: SqlitePool,
}

impl SqliteStore {
    /// Opens the database file, creating it and bringing its tables up to date.
    ///
    /// # Errors
    /// [`StoreError::Open`] if it is no database or not writable, [`StoreError::Migrate`] if it was
    /// written by a newer program.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT);
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .connect_with(options)
            .await
            .map_err(|error| StoreError::Open { path: path.to_owned(), reason: error.to_string() })?;
        sqlx::migrate!("./migrations/sqlite")
            .run(&pool)
            .await
            .map_err(|error| StoreError::Migrate { path: path.to_owned(), reason: error.to_string() })?;
        Ok(Self { pool })
    }

    /// Closes all connections, so that the log is folded into the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn setting(&self, key: &str) -> Result<Option<Value>, StoreError> {
        settings::setting(&self.pool, key).await
    }

    async fn put_setting(&self, key: &str, value: &Value) -> Result<(), StoreError> {
        settings::put_setting(&mut *self.pool.acquire().await?, key, value).await
    }

    async fn mapping(&self, table: &str, shape: &str) -> Result<Option<Value>, StoreError> {
        settings::mapping(&self.pool, table, shape).await
    }

    async fn put_mapping(&self, table: &str, shape: &str, mapping: &Value) -> Result<(), StoreError> {
        settings::put_mapping(&mut *self.pool.acquire().await?, table, shape, mapping).await
    }

    async fn commit_batch(&self, batch: &BatchRecord, changes: &Changes) -> Result<(), StoreError> {
        batches::commit(&self.pool, batch, changes).await
    }

    async fn batches(&self) -> Result<Vec<BatchRecord>, StoreError> {
        batches::all(&self.pool).await
    }

    async fn set_batch_state(&self, id: &str, state: BatchState, changes: &Changes) -> Result<bool, StoreError> {
        batches::set_state(&self.pool, id, state, changes).await
    }

    async fn ledger_snapshot(&self) -> Result<LedgerSnapshot, StoreError> {
        batches::snapshot(&self.pool).await
    }

    async fn ledger_revision(&self) -> Result<u64, StoreError> {
        batches::revision(&self.pool).await
    }

    async fn commit_run(&self, run: &RunRecord) -> Result<(), StoreError> {
        runs::commit(&self.pool, run).await
    }

    async fn runs(&self) -> Result<Vec<RunRecord>, StoreError> {
        runs::all(&self.pool).await
    }

    async fn run_ids(&self) -> Result<Vec<String>, StoreError> {
        runs::ids(&self.pool).await
    }

    async fn latest_run_id(&self) -> Result<Option<String>, StoreError> {
        runs::latest_id(&self.pool).await
    }

    async fn run(&self, id: &str) -> Result<Option<RunRecord>, StoreError> {
        runs::one(&self.pool, id).await
    }

    async fn document(&self, kind: &str, id: &str) -> Result<Option<Value>, StoreError> {
        documents::one(&self.pool, kind, id).await
    }

    async fn put_document(&self, kind: &str, id: &str, value: &Value) -> Result<(), StoreError> {
        documents::put(&mut *self.pool.acquire().await?, kind, id, value).await
    }

    async fn documents(&self, kind: &str) -> Result<Vec<(String, Value)>, StoreError> {
        documents::all(&self.pool, kind).await
    }

    async fn delete_document(&self, kind: &str, id: &str) -> Result<bool, StoreError> {
        documents::delete(&self.pool, kind, id).await
    }

    async fn append_journal(&self, entries: &[JournalEntry]) -> Result<(), StoreError> {
        journal::append(&self.pool, entries).await
    }

    async fn journal(&self, kind: &str, subject: Option<&str>) -> Result<Vec<JournalLine>, StoreError> {
        journal::read(&self.pool, kind, subject).await
    }
}
