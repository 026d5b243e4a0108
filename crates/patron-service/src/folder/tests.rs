use std::fs;
use std::path::Path;

use chrono::{DateTime, Duration, Utc};
use patron_store::{BatchRecord, BatchState, Changes, FileRecord, RunRecord};
use serde_json::json;

use super::Folder;

fn now() -> DateTime<Utc> {
    DateTime::from(fs::metadata("Cargo.toml").unwrap().modified().unwrap()).max(Utc::now())
}

async fn code(root: &Path) -> (String, String) {
    let error = Folder::open_or_create(root).await.unwrap_err();
    assert!(error.problem().hint.is_some());
    (error.code().to_owned(), error.to_string())
}

#[tokio::test]
async fn is_made_once_and_opened_again() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("data");
    assert_eq!(Folder::open(&path).await.unwrap_err().code(), "data-folder-missing");
    Folder::open_or_create(&path).await.unwrap();
    assert_eq!(fs::read_to_string(path.join("FORMAT")).unwrap(), "1\n");
    Folder::open(&path).await.unwrap();
    // a crash while it was made
    let half = root.path().join("half");
    fs::create_dir(&half).unwrap();
    fs::write(half.join("FORMAT.new"), "").unwrap();
    Folder::open_or_create(&half).await.unwrap();
}

#[tokio::test]
async fn refuses_what_it_cannot_read() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("notes.txt"), "mine").unwrap();
    assert_eq!(code(root.path()).await.0, "not-a-data-folder");
    fs::write(root.path().join("FORMAT"), "2").unwrap();
    let (newer, message) = code(root.path()).await;
    assert_eq!(newer, "data-folder-newer");
    assert!(message.ends_with("has format `2`; expected at most `1`"), "{message}");
    fs::write(root.path().join("FORMAT"), "one").unwrap();
    assert_eq!(code(root.path()).await.0, "data-folder-damaged");
    assert_eq!(code(&root.path().join("notes.txt")).await.0, "data-folder-unusable");
}

#[tokio::test]
async fn has_one_writer() {
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::open_or_create(&root.path().join("data")).await.unwrap();
    let writer = folder.writer(now()).await.unwrap();
    assert_eq!(folder.writer(now()).await.unwrap_err().code(), "data-folder-busy");
    drop(writer);
    folder.writer(now()).await.unwrap();
}

#[tokio::test]
async fn sweeps_what_nothing_lists() {
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::open_or_create(&root.path().join("data")).await.unwrap();
    let put = |relative: &str| {
        let path = folder.path(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    };
    let kept = ["ledger/orders/b1-0.parquet", "quarantine/b1.parquet", "runs/r1/customers.parquet", "uploads/u1/a.csv"];
    let gone = ["ledger/orders/b2-0.parquet", "ledger/stray", "quarantine/b2.parquet", "runs/r2/customers.parquet"];
    kept.iter().chain(&gone).for_each(|path| put(path));
    let file = FileRecord { path: kept[0].to_owned(), rows: 1, min_day: None, max_day: None, bytes: 1 };
    let batch = BatchRecord {
        id: "b1".to_owned(),
        table: "orders".to_owned(),
        created_at_us: 1,
        state: BatchState::Undone,
        report: json!({}),
        content_hashes: Vec::new(),
        files: vec![file],
    };
    folder.store().commit_batch(&batch, &Changes::default()).await.unwrap();
    let run = RunRecord {
        id: "r1".to_owned(),
        as_of_day: 0,
        created_at_us: 1,
        ledger_revision: 1,
        batches: None,
        head: json!({}),
        config: json!({}),
        parameters: json!({}),
        catalogue: json!([]),
        path: "runs/r1".to_owned(),
    };
    folder.store().commit_run(&run).await.unwrap();

    drop(folder.writer(now()).await.unwrap());
    for path in kept {
        assert!(folder.path(path).exists(), "{path}: an undone batch keeps its files");
    }
    for path in gone {
        assert!(!folder.path(path).exists(), "{path}");
    }
    drop(folder.writer(now() + Duration::hours(25)).await.unwrap());
    assert!(!folder.path("uploads/u1").exists(), "an upload older than a day");
}
