//! The SQLite backend.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, and says what it skips")]

mod conformance;

use patron_store::sqlite::SqliteStore;
use patron_store::{Store, StoreError};
use serde_json::json;

#[tokio::test]
async fn fulfils_the_conformance_suite() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("patron.db")).await.unwrap();
    conformance::suite(&store).await;
}

#[tokio::test]
async fn keeps_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("patron.db");
    let store = SqliteStore::open(&path).await.unwrap();
    store.put_setting("a", &json!([1, "二"])).await.unwrap();
    store.close().await;
    let again = SqliteStore::open(&path).await.unwrap();
    assert_eq!(again.setting("a").await.unwrap(), Some(json!([1, "二"])));
}

#[tokio::test]
async fn refuses_what_is_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("patron.db");
    std::fs::write(&path, "not a database, but long enough to be looked at by the driver".repeat(40)).unwrap();
    let error = SqliteStore::open(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::Open { .. } | StoreError::Migrate { .. }), "{error}");
    assert!(error.to_string().contains("patron.db"), "{error}");
}
