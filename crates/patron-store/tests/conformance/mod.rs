//! What every metadata backend must do.

use patron_store::{BatchRecord, BatchState, Changes, FileRecord, JournalEntry, RunRecord, Store, StoreError};
use serde_json::json;

fn batch(id: &str, table: &str, created_at_us: i64) -> BatchRecord {
    BatchRecord {
        id: id.to_owned(),
        table: table.to_owned(),
        created_at_us,
        state: BatchState::Live,
        report: json!({ "read": 3, "名称": "客户" }),
        content_hashes: vec![format!("{id}-b"), format!("{id}-a")],
        files: vec![
            FileRecord {
                path: format!("ledger/{table}/{id}-0.parquet"),
                rows: 2,
                min_day: Some(-1),
                max_day: Some(20_000),
                bytes: 10,
            },
            FileRecord {
                path: format!("ledger/{table}/{id}-1.parquet"),
                rows: 1,
                min_day: None,
                max_day: None,
                bytes: 5,
            },
        ],
    }
}

/// Runs every check against an empty store.
pub(crate) async fn suite(store: &dyn Store) {
    settings(store).await;
    mappings(store).await;
    batches(store).await;
    what_comes_with_a_batch(store).await;
    runs(store).await;
    documents(store).await;
    journal(store).await;
}

async fn settings(store: &dyn Store) {
    assert_eq!(store.setting("portfolio").await.unwrap(), None);
    store.put_setting("portfolio", &json!({ "currency": "CNY" })).await.unwrap();
    store.put_setting("portfolio", &json!({ "currency": "USD", "margin": 0.3 })).await.unwrap();
    assert_eq!(store.setting("portfolio").await.unwrap(), Some(json!({ "currency": "USD", "margin": 0.3 })));
}

async fn mappings(store: &dyn Store) {
    store.put_mapping("orders", "s1", &json!({ "amount": "\"金额\"" })).await.unwrap();
    assert_eq!(store.mapping("orders", "s1").await.unwrap(), Some(json!({ "amount": "\"金额\"" })));
    assert_eq!(store.mapping("orders", "s2").await.unwrap(), None);
    assert_eq!(store.mapping("products", "s1").await.unwrap(), None);
}

async fn batches(store: &dyn Store) {
    assert_eq!(store.ledger_revision().await.unwrap(), 0);
    let (first, second) = (batch("b1", "orders", 100), batch("b2", "orders", 200));
    let none = Changes::default();
    store.commit_batch(&first, &none).await.unwrap();
    store.commit_batch(&second, &none).await.unwrap();
    store.commit_batch(&batch("c1", "customers", 300), &none).await.unwrap();
    assert_eq!(store.ledger_revision().await.unwrap(), 3);

    let all = store.batches().await.unwrap();
    assert_eq!(all.iter().map(|b| b.id.as_str()).collect::<Vec<_>>(), ["c1", "b2", "b1"]);
    assert_eq!(all[2], first);

    let paths = |files: Vec<patron_store::LedgerFile>| files.into_iter().map(|f| f.file.path).collect::<Vec<_>>();
    let both = ["b1-0", "b1-1", "b2-0", "b2-1"].map(|name| format!("ledger/orders/{name}.parquet"));
    assert_eq!(paths(store.live_files("orders").await.unwrap()), both);

    assert!(store.set_batch_state("b1", BatchState::Undone, &none).await.unwrap());
    assert!(!store.set_batch_state("b1", BatchState::Undone, &none).await.unwrap(), "nothing changed");
    assert_eq!(paths(store.live_files("orders").await.unwrap()), both[2..]);
    let snapshot = store.ledger_snapshot().await.unwrap();
    assert_eq!((snapshot.revision, snapshot.files.len()), (4, 4));
    assert_eq!(snapshot.of_table("customers").count(), 2);

    let unknown = store.set_batch_state("b9", BatchState::Undone, &none).await;
    assert!(matches!(unknown, Err(StoreError::NotFound { kind: "batch", .. })));

    // a batch whose second file is already listed leaves nothing behind
    let mut clash = batch("b3", "orders", 400);
    clash.files[1].path = second.files[1].path.clone();
    assert!(store.commit_batch(&clash, &none).await.is_err());
    assert_eq!(store.batches().await.unwrap().len(), 3);
    assert_eq!(store.ledger_revision().await.unwrap(), 4);
}

/// A batch and what comes with it are stored together or not at all.
async fn what_comes_with_a_batch(store: &dyn Store) {
    let with = |currency: &str| Changes {
        settings: vec![("with".to_owned(), json!({ "currency": currency }))],
        mappings: vec![("orders".to_owned(), "with".to_owned(), json!({ "amount": currency }))],
        documents: vec![("with".to_owned(), "one".to_owned(), json!(currency))],
    };
    let stored = async || {
        let setting = store.setting("with").await.unwrap().map(|value| value["currency"].clone());
        let mapping = store.mapping("orders", "with").await.unwrap().map(|value| value["amount"].clone());
        [setting, mapping, store.document("with", "one").await.unwrap()]
    };
    let all = |currency: &str| [(); 3].map(|()| Some(json!(currency)));
    // the second file of this batch is listed already
    let mut clash = batch("w0", "orders", 500);
    clash.files[1].path = "ledger/orders/b2-1.parquet".to_owned();
    assert!(store.commit_batch(&clash, &with("CNY")).await.is_err());
    assert_eq!(stored().await, [None, None, None]);

    store.commit_batch(&batch("w1", "orders", 600), &with("EUR")).await.unwrap();
    assert_eq!(stored().await, all("EUR"));
    assert!(store.set_batch_state("w9", BatchState::Undone, &with("USD")).await.is_err());
    assert!(!store.set_batch_state("w1", BatchState::Live, &with("USD")).await.unwrap());
    assert_eq!(stored().await, all("EUR"), "nothing changed");
    assert!(store.set_batch_state("w1", BatchState::Undone, &with("GBP")).await.unwrap());
    assert_eq!(stored().await, all("GBP"));
}

async fn runs(store: &dyn Store) {
    let run = |id: &str, created_at_us| RunRecord {
        id: id.to_owned(),
        as_of_day: 10_409,
        created_at_us,
        ledger_revision: 4,
        batches: (id == "r1").then(|| vec!["b1".to_owned(), "c1".to_owned()]),
        head: json!({ "customers": 2357 }),
        config: json!({ "horizon_days": 365 }),
        parameters: json!({ "r": 0.2426 }),
        catalogue: json!([]),
        path: format!("runs/{id}"),
    };
    assert_eq!(store.latest_run_id().await.unwrap(), None);
    store.commit_run(&run("r1", 1)).await.unwrap();
    store.commit_run(&run("r2", 2)).await.unwrap();
    assert_eq!(store.runs().await.unwrap(), [run("r2", 2), run("r1", 1)]);
    assert_eq!(store.run_ids().await.unwrap(), ["r2", "r1"]);
    assert_eq!(store.latest_run_id().await.unwrap().as_deref(), Some("r2"));
    assert_eq!(store.run("r1").await.unwrap(), Some(run("r1", 1)));
    assert_eq!(store.run("r9").await.unwrap(), None);
    assert!(store.commit_run(&run("r1", 3)).await.is_err(), "a run is never replaced");
}

async fn documents(store: &dyn Store) {
    store.put_document("view", "b", &json!(1)).await.unwrap();
    store.put_document("view", "a", &json!(2)).await.unwrap();
    store.put_document("view", "a", &json!(3)).await.unwrap();
    assert_eq!(store.document("view", "a").await.unwrap(), Some(json!(3)));
    assert_eq!(store.documents("view").await.unwrap(), [("a".to_owned(), json!(3)), ("b".to_owned(), json!(1))]);
    assert!(store.delete_document("view", "a").await.unwrap());
    assert!(!store.delete_document("view", "a").await.unwrap());
    assert_eq!(store.document("note", "b").await.unwrap(), None);
}

async fn journal(store: &dyn Store) {
    let entry = |subject: &str, at_us: i64, why: &str| JournalEntry {
        kind: "roster".to_owned(),
        subject: subject.to_owned(),
        at_us,
        who: "王经理".to_owned(),
        why: why.to_owned(),
        value: json!({ "tier": "key" }),
    };
    assert_eq!(store.journal("roster", None).await.unwrap(), []);
    store.append_journal(&[entry("b", 9, "first"), entry("a", 7, "second")]).await.unwrap();
    // the order is that of adding, whatever the clock said
    store.append_journal(&[entry("b", 3, "")]).await.unwrap();
    let all = store.journal("roster", None).await.unwrap();
    let kept: Vec<_> = all.iter().map(|line| line.entry.clone()).collect();
    assert_eq!(kept, [entry("b", 9, "first"), entry("a", 7, "second"), entry("b", 3, "")]);
    assert!(all.is_sorted_by_key(|line| line.sequence));
    let of_b = store.journal("roster", Some("b")).await.unwrap();
    assert_eq!(of_b, [all[0].clone(), all[2].clone()]);
    assert_eq!(store.journal("task", None).await.unwrap(), []);
    store.append_journal(&[]).await.unwrap();
    assert_eq!(store.journal("roster", None).await.unwrap().len(), 3);
}
