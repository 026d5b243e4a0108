use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::run::Cancel;
use crate::views::PortfolioChange;
use crate::{Registry, Service};

/// A clock that does not move.
fn now() -> DateTime<Utc> {
    "2026-07-01T08:00:00Z".parse().unwrap()
}

async fn service(folder: &tempfile::TempDir) -> Service {
    Service::open_or_create(&folder.path().join("data"), Registry::default()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bundled_purchases_are_all_loaded_and_valued_once() {
    let folder = tempfile::tempdir().unwrap();
    let service = service(&folder).await;
    let load = || service.load_demo(now(), Arc::new(|_| {}), Cancel::default());
    let run = load().await.unwrap();
    assert_eq!((run.as_of.as_str(), run.customers, run.model.as_str()), ("1998-06-30", 23_570, "pareto-nbd"));
    let batches = service.batches().await.unwrap();
    assert_eq!(batches.len(), 1);
    let report = &batches[0].report;
    assert_eq!((report.read, report.loaded, report.duplicates), (69_659, 69_659, 0));
    assert_eq!(report.amount_loaded.as_deref(), Some("2500315.63"));
    let status = service.status().await.unwrap();
    assert_eq!((status.portfolio.name.as_str(), status.portfolio.currency.as_str()), ("CDNOW", "USD"));
    assert!(!status.portfolio.simulated && status.portfolio.origin.unwrap().contains("lifetimes 0.11.3"));
    assert_eq!(std::fs::read_dir(folder.path().join("data/uploads")).unwrap().count(), 0);
    assert_eq!(load().await.unwrap().id, run.id);
    let other = service.load_simulated(1, now(), Arc::new(|_| {}), Cancel::default()).await.unwrap_err();
    assert_eq!(other.code(), "demo-folder-taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_load_goes_on_and_own_settings_stay() {
    let folder = tempfile::tempdir().unwrap();
    let service = service(&folder).await;
    let stop = Cancel::default();
    stop.cancel();
    let error = service.load_demo(now(), Arc::new(|_| {}), stop).await.unwrap_err();
    assert_eq!((error.code(), service.batches().await.unwrap().len()), ("cancelled", 0));
    let change = PortfolioChange { name: Some("Music".to_owned()), ..PortfolioChange::default() };
    let writer = service.folder().writer(now()).await.unwrap();
    crate::portfolio::change(&writer, &change).await.unwrap();
    drop(writer);
    service.load_demo(now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    assert_eq!(service.status().await.unwrap().portfolio.name, "Music");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_simulated_company_says_that_it_is_simulated() {
    let folder = tempfile::tempdir().unwrap();
    let service = service(&folder).await;
    let run = service.load_simulated(1, now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    assert_eq!(run.model, "bg-nbd");
    let status = service.status().await.unwrap();
    assert!(status.portfolio.simulated && status.portfolio.origin.unwrap().contains("seed 1"));
    let tables: Vec<&str> = status.tables.iter().filter(|(_, rows)| **rows > 0).map(|(id, _)| id.as_str()).collect();
    let expected = [
        "assessments",
        "contracts",
        "customers",
        "interactions",
        "marketing_spend",
        "opportunities",
        "orders",
        "people",
        "products",
        "receivables",
        "wallets",
    ];
    assert_eq!(tables, expected);
    // no card lacks a line, and nobody spends more with the company than altogether
    let codes: Vec<&str> = run.notices.iter().map(|notice| notice.code.as_str()).collect();
    assert!(!codes.iter().any(|code| code.starts_with("card-line") || code.starts_with("wallet")), "{codes:?}");
    let cards = service.cards().await.unwrap();
    assert_eq!(cards.len(), 5);
    for card in cards {
        let score = service.score(&card.id, None).await.unwrap();
        assert!((200..800).contains(&score.accounts), "{}: {}", card.id, score.accounts);
        let held: Vec<u64> = score.tiers.iter().map(|tier| tier.accounts).collect();
        assert!(held.iter().filter(|accounts| **accounts > 0).count() >= 2, "{}: {held:?}", card.id);
    }
    // every label of every scheme has somebody
    for scheme in ["value_cube", "pyramid", "lifecycle_stage", "abc_class"] {
        let view = service.segments(scheme, &crate::query::CustomerFilter::default()).await.unwrap();
        for label in &view.labels {
            assert!(label.customers > 0, "{scheme}: {}", label.id);
        }
    }
    for batch in service.batches().await.unwrap() {
        assert_eq!(batch.report.read, batch.report.loaded, "{:?}", batch.report);
    }
}
