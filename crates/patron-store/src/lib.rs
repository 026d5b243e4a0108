//! Metadata of a portfolio: settings, mappings, batches, runs and small documents.
//!
//! [`Store`] is the thin trait that every backend fulfils; [`sqlite::SqliteStore`] is the default,
//! one file in the data folder. Ledger rows never live here: a batch lists its Parquet files by path
//! relative to the data folder. Times are microseconds since 1970-01-01 UTC, days are days since
//! 1970-01-01, structured values are JSON text, identifiers are made by the caller.

mod batch;
mod changes;
mod error;
mod journal;
mod run;
pub mod sqlite;
mod store;

pub use batch::{BatchRecord, BatchState, FileRecord, LedgerFile, LedgerSnapshot};
pub use changes::Changes;
pub use error::StoreError;
pub use journal::{JournalEntry, JournalLine};
pub use run::RunRecord;
pub use store::Store;
