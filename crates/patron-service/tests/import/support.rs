//! A data folder of its own for each test, and where data for larger checks is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::RecordBatch;
use chrono::{DateTime, Utc};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use patron_service::error::ServiceError;
use patron_service::folder::{Folder, Writer};
use patron_service::import::import;
use patron_service::views::{ImportReport, ImportRequest};
use tokio_util::sync::CancellationToken;

/// A data folder that goes away with the test.
pub(crate) struct Desk {
    pub(crate) files: tempfile::TempDir,
    pub(crate) writer: Writer,
}

/// The clock of the tests.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let files = tempfile::tempdir().unwrap();
        let folder = Folder::open_or_create(&files.path().join("data")).await.unwrap();
        let writer = folder.writer(now()).await.unwrap();
        Self { files, writer }
    }

    /// Writes a file to import.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.files.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) async fn import(
        &self,
        files: &[PathBuf],
        request: &ImportRequest,
    ) -> Result<ImportReport, ServiceError> {
        import(&self.writer, files, request, now(), Arc::new(|_| {}), CancellationToken::new()).await
    }

    /// Imports one file of orders.
    pub(crate) async fn orders(&self, file: &Path, request: ImportRequest) -> Result<ImportReport, ServiceError> {
        self.import(&[file.to_owned()], &request).await
    }

    /// Rows of the live files of a table, in order of commit.
    pub(crate) async fn rows(&self, table: &str) -> Vec<RecordBatch> {
        let mut rows = Vec::new();
        for file in self.writer.store().live_files(table).await.unwrap() {
            let file = std::fs::File::open(self.writer.path(&file.file.path)).unwrap();
            let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
            rows.extend(reader.map(Result::unwrap));
        }
        rows
    }

    /// Names of everything in the folders of the ledger and the quarantine.
    pub(crate) fn on_disk(&self) -> Vec<String> {
        let mut found = Vec::new();
        for folder in ["ledger/orders", "ledger/customers", "ledger/products", "quarantine"] {
            let Ok(entries) = std::fs::read_dir(self.writer.path(folder)) else { continue };
            found.extend(entries.map(|entry| format!("{folder}/{}", entry.unwrap().file_name().display())));
        }
        found
    }
}

pub(crate) fn texts<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

/// A request for orders with a mapping.
pub(crate) fn request<const N: usize>(mapping: [(&str, &str); N]) -> ImportRequest {
    ImportRequest { table: "orders".to_owned(), mapping: texts(mapping), ..ImportRequest::default() }
}

/// A file among the data for larger checks; prints a line and answers `None` where there is none.
pub(crate) fn shared(relative: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("PATRON_SHARED_DIR").map_or_else(beside, PathBuf::from);
    let path = root.join(relative);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: `{}` is not there", path.display());
    None
}

/// Sum of a decimal(18,4) column, in units of 1/10000.
pub(crate) fn total(rows: &[RecordBatch], column: &str) -> i128 {
    use arrow::array::AsArray;
    use arrow::datatypes::Decimal128Type;
    let values = |batch: &RecordBatch| {
        batch.column_by_name(column).unwrap().as_primitive::<Decimal128Type>().iter().flatten().sum::<i128>()
    };
    rows.iter().map(values).sum()
}

pub(crate) fn row_count(rows: &[RecordBatch]) -> usize {
    rows.iter().map(RecordBatch::num_rows).sum()
}
