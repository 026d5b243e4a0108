use chrono::Utc;
use patron_store::{BatchRecord, BatchState, Changes, FileRecord};
use serde_json::json;

use super::{Settings, change, portfolio};
use crate::folder::Folder;
use crate::views::{PortfolioChange, PortfolioView};

fn message(settings: &Settings) -> String {
    settings.resolve().unwrap_err().to_string()
}

#[test]
fn defaults_are_those_of_the_documentation() {
    let view = PortfolioView::from(&Settings::default().resolve().unwrap());
    let found = serde_json::to_value(view).unwrap();
    let expected = json!({
        "name": "Portfolio", "currency": "XXX", "time_zone": "UTC", "margin": null, "discount_rate": 0.1,
        "horizon_days": 365, "value_after_service": true, "calendar": "auto", "festivals": [], "events": [], "history_every": "quarter",
        "history_periods": 8, "alert_months": 3, "alert_drop": 0.2, "alert_amount": null, "simulated": false,
        "origin": null,
    });
    assert_eq!(found, expected);
}

#[test]
fn values_that_do_not_fit_are_refused() {
    let margin = |margin| message(&Settings { margin: Some(margin), ..Settings::default() });
    assert_eq!(margin(0.0), "setting `margin` is `0`; expected a share above 0 and at most 1, such as `0.3`");
    assert_eq!(margin(30.0), "setting `margin` is `30`; expected a share above 0 and at most 1, such as `0.3`");
    assert!(margin(f64::NAN).contains("`NaN`"));
    let currency = |text: &str| message(&Settings { currency: Some(text.to_owned()), ..Settings::default() });
    assert_eq!(currency("usd"), "setting `currency` is `usd`; expected an ISO 4217 code such as `CNY` or `USD`");
    let zone = Settings { time_zone: Some("Beijing".to_owned()), ..Settings::default() };
    assert!(message(&zone).starts_with("setting `time-zone` is `Beijing`; expected an IANA name"));
    assert!(message(&Settings { discount_rate: Some(10.0), ..Settings::default() }).contains("from 0 to 1"));
    assert!(message(&Settings { horizon_days: Some(0), ..Settings::default() }).contains("from 1 to 36525"));
    assert!(message(&Settings { name: Some(" ".to_owned()), ..Settings::default() }).contains("1 to 200"));
}

#[tokio::test]
async fn the_time_zone_is_fixed_while_orders_are_live() {
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::open_or_create(&root.path().join("data")).await.unwrap();
    let writer = folder.writer(Utc::now()).await.unwrap();
    let zone = |zone: &str| PortfolioChange { time_zone: Some(zone.to_owned()), ..PortfolioChange::default() };
    change(&writer, &zone("Asia/Shanghai")).await.unwrap();
    let file =
        FileRecord { path: "ledger/orders/b.parquet".to_owned(), rows: 1, min_day: None, max_day: None, bytes: 1 };
    let batch = BatchRecord {
        id: "b".to_owned(),
        table: "orders".to_owned(),
        created_at_us: 1,
        state: BatchState::Live,
        report: json!({}),
        content_hashes: Vec::new(),
        files: vec![file],
    };
    folder.store().commit_batch(&batch, &Changes::default()).await.unwrap();
    let error = change(&writer, &zone("UTC")).await.unwrap_err();
    assert_eq!(error.code(), "time-zone-fixed");
    change(&writer, &PortfolioChange { margin: Some(0.4), ..zone("Asia/Shanghai") }).await.unwrap();
    folder.store().set_batch_state("b", BatchState::Undone, &Changes::default()).await.unwrap();
    change(&writer, &zone("Europe/London")).await.unwrap();
    let now = portfolio(folder.store()).await.unwrap();
    assert_eq!((now.time_zone.name(), now.margin), ("Europe/London", Some(0.4)));
}
