//! One import: which files it added, and whether readers see them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Whether readers see a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BatchState {
    /// part of the ledger
    Live,
    /// taken back; its files are kept
    Undone,
}

impl BatchState {
    /// The stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Undone => "undone",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Live, Self::Undone].into_iter().find(|state| state.as_str() == text)
    }
}

/// One committed import.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchRecord {
    /// identifier made by the caller
    pub id: String,
    /// ledger table
    pub table: String,
    /// when it was committed
    pub created_at_us: i64,
    /// whether readers see it
    pub state: BatchState,
    /// where every row went
    pub report: Value,
    /// SHA-256 of the raw source files, in hex
    pub content_hashes: Vec<String>,
    /// Parquet files of the batch
    pub files: Vec<FileRecord>,
}

/// One Parquet file of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// relative to the data folder, with `/`
    pub path: String,
    /// number of rows
    pub rows: u64,
    /// first local day in it; `None` for tables without a day
    pub min_day: Option<i32>,
    /// last local day in it
    pub max_day: Option<i32>,
    /// size on disk
    pub bytes: u64,
}

/// A file that readers see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerFile {
    /// ledger table
    pub table: String,
    /// batch it belongs to
    pub batch: String,
    /// when that batch was committed
    pub created_at_us: i64,
    /// the file
    pub file: FileRecord,
}

/// All live files of one moment, in order of commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerSnapshot {
    /// raised by every commit and every undo
    pub revision: u64,
    /// earliest batch first
    pub files: Vec<LedgerFile>,
}

impl LedgerSnapshot {
    /// The files of one table, earliest batch first.
    pub fn of_table<'a>(&'a self, table: &'a str) -> impl Iterator<Item = &'a LedgerFile> {
        self.files.iter().filter(move |file| file.table == table)
    }
}
