//! A portfolio in a folder of its own.
#![allow(dead_code, unreachable_pub, missing_debug_implementations, reason = "each test file uses its part")]

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use patron_service::error::Result;
use patron_service::run::Cancel;
use patron_service::views::{BacktestRequest, BacktestView, ImportReport, ImportRequest, RunRequest, RunView};
use patron_service::{Registry, Service};

/// A file of the shared data, where that is; says what is skipped where it is not.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("PATRON_SHARED_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let file = root.join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: {path} is not here");
    None
}

/// The moment at which a test imports or values: a second later at every call.
pub fn now() -> DateTime<Utc> {
    static SECONDS: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(1_767_225_600);
    DateTime::from_timestamp(SECONDS.fetch_add(1, std::sync::atomic::Ordering::Relaxed), 0).unwrap()
}

pub struct Portfolio {
    pub folder: tempfile::TempDir,
    pub service: Service,
}

impl Portfolio {
    pub async fn new(registry: Registry) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let service = Service::open_or_create(&folder.path().join("data"), registry).await.unwrap();
        Self { folder, service }
    }

    pub async fn import(&self, file: PathBuf, request: ImportRequest) -> Result<ImportReport> {
        self.service.import(&[file], &request, now(), Arc::new(|_| {}), Cancel::default()).await
    }

    /// Imports a table from CSV text.
    pub async fn import_text(&self, table: &str, name: &str, text: &str) -> ImportReport {
        let file = self.folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        let report = self.import(file, orders(table, &[], &[])).await.unwrap();
        assert_eq!(report.read, report.loaded + report.quarantined + report.duplicates + report.excluded);
        report
    }

    pub async fn backtest(&self, request: &BacktestRequest) -> Result<BacktestView> {
        self.service.backtest(request, now(), Arc::new(|_| {}), Cancel::default()).await
    }

    pub async fn run(&self) -> Result<RunView> {
        self.service.run(&RunRequest::default(), now(), Arc::new(|_| {}), Cancel::default()).await
    }
}

/// A request with a mapping and rules.
pub fn orders(table: &str, mapping: &[(&str, &str)], rules: &[(&str, &str)]) -> ImportRequest {
    let owned = |pairs: &[(&str, &str)]| pairs.iter().map(|&(k, v)| (k.to_owned(), v.to_owned())).collect();
    ImportRequest { table: table.to_owned(), mapping: owned(mapping), rules: owned(rules), ..ImportRequest::default() }
}
