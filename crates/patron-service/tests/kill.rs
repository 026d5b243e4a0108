//! An import killed at any moment leaves the ledger as before or after, and the next start leaves no orphan.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says what it skips")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use parquet::file::reader::{FileReader, SerializedFileReader};
use patron_service::folder::Folder;
use patron_service::import::import;
use patron_service::views::ImportRequest;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio_util::sync::CancellationToken;

const ROWS: u64 = 4_000;
const REJECTED: u64 = 20;
const KILLS: usize = 60;
const FOLDER: &str = "PATRON_KILL_FOLDER";
const FILE: &str = "PATRON_KILL_FILE";

fn now() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

/// What the process that is killed does; without its environment it is no test.
#[tokio::test(flavor = "multi_thread")]
async fn one_import() {
    let (Some(folder), Some(file)) = (std::env::var_os(FOLDER), std::env::var_os(FILE)) else { return };
    let folder = Folder::open_or_create(Path::new(&folder)).await.unwrap();
    let writer = folder.writer(now()).await.unwrap();
    let request = ImportRequest { table: "orders".to_owned(), ..ImportRequest::default() };
    let files = [PathBuf::from(file)];
    import(&writer, &files, &request, now(), Arc::new(|_| {}), CancellationToken::new()).await.unwrap();
}

fn start(folder: &Path, file: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "one_import", "--nocapture"])
        .env(FOLDER, folder)
        .env(FILE, file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Orders that no other attempt has, some of them in the future.
fn orders(path: &Path, attempt: usize) {
    let row = |i: u64| {
        let year = if i % (ROWS / REJECTED) == 7 { 2031 } else { 2024 };
        format!("{attempt}-{i},c{},{year}-01-{:02},{}.25\n", i % 311, 1 + i % 28, i % 97)
    };
    let rows: String = (0..ROWS).map(row).collect();
    fs::write(path, format!("order_id,customer_id,date,amount\n{rows}")).unwrap();
}

/// Opens the folder as the next start does and checks that what is listed and what is there are the same.
///
/// Answers the number of batches, and of files that were swept.
async fn check(root: &Path) -> (usize, usize) {
    let left = files_of(root).len();
    let folder = Folder::open_or_create(root).await.unwrap();
    let writer = folder.writer(now()).await.unwrap();
    let batches = writer.store().batches().await.unwrap();
    assert_eq!(writer.store().ledger_revision().await.unwrap(), batches.len() as u64);
    let mut listed = BTreeSet::new();
    for batch in &batches {
        assert_eq!(batch.report["loaded"], ROWS - REJECTED);
        assert_eq!(batch.report["quarantined"], REJECTED);
        let rejects = format!("quarantine/{}.parquet", batch.id);
        assert_eq!(rows(&writer.path(&rejects)), REJECTED);
        listed.insert(rejects);
        for file in &batch.files {
            assert_eq!(rows(&writer.path(&file.path)), ROWS - REJECTED);
            listed.insert(file.path.clone());
        }
    }
    let there = files_of(root);
    assert_eq!(there, listed, "every file is listed, and every listed file is there");
    (batches.len(), left - there.len())
}

fn files_of(root: &Path) -> BTreeSet<String> {
    let mut there = BTreeSet::new();
    for folder in ["ledger/orders", "quarantine"] {
        let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
        there.extend(entries.map(|entry| format!("{folder}/{}", entry.unwrap().file_name().display())));
    }
    there
}

fn rows(path: &Path) -> u64 {
    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_import_is_all_or_nothing() {
    let place = tempfile::tempdir().unwrap();
    let file = |attempt: usize| {
        let path = place.path().join(format!("orders-{attempt}.csv"));
        orders(&path, attempt);
        path
    };
    // how long an import takes when nobody kills it; the shortest of three, because others use the machine
    let mut whole = Duration::MAX;
    for attempt in 0..3 {
        let begun = Instant::now();
        let root = place.path().join(format!("measured-{attempt}"));
        assert!(start(&root, &file(attempt)).wait().unwrap().success());
        whole = whole.min(begun.elapsed());
        assert_eq!(check(&root).await, (1, 0));
    }

    let mut random = StdRng::seed_from_u64(20_260_301);
    let (mut kills, mut committed, mut orphans, mut attempt) = (0, 0, 0, 3);
    let mut root = place.path().join("data-0");
    let mut before = 0;
    while kills < KILLS {
        attempt += 1;
        assert!(attempt < 10 * KILLS, "imports end before they are killed");
        if attempt % 8 == 0 {
            // the making of the folder is killed too
            root = place.path().join(format!("data-{attempt}"));
            before = 0;
        }
        let source = file(attempt);
        // half of the kills fall where files are written and committed
        let from = if random.random_bool(0.5) { 0.0 } else { 0.6 };
        let wait = whole.mul_f64(random.random_range(from..1.1));
        let mut child = start(&root, &source);
        std::thread::sleep(wait);
        let alive = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        fs::remove_file(&source).unwrap();
        let (after, swept) = check(&root).await;
        assert!(after == before || after == before + 1, "{before} -> {after}");
        kills += usize::from(alive);
        committed += usize::from(alive && after > before);
        orphans += swept;
        before = after;
    }
    assert!(orphans > 0, "no kill came between writing and committing");
    println!("{kills} kills of imports of {whole:.1?}, {committed} after the commit, {orphans} files swept");
}
