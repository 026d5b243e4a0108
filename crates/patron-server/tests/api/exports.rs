//! Files arrive whole.

use serde_json::json;

use crate::desk::{Desk, encoded};
use crate::orders::Shop;

#[tokio::test]
async fn the_whole_filtered_base_is_exported() {
    let shop = Shop::new(70);
    let desk = Desk::valued(&shop).await;
    let file = desk.get("/api/v1/export/customers?format=csv&columns=customer_id,name,revenue&lang=en").await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"customers.csv\"; filename*=UTF-8''customers.csv"
    );
    assert_eq!(file.header("content-length"), file.body.len().to_string());
    let text = file.text();
    assert_eq!(text.lines().count(), 71);
    // Sums of the last column are the sums of the orders; texts cannot run as formulas.
    let sum: f64 = text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().parse::<f64>().unwrap()).sum();
    assert!((sum - shop.total()).abs() < 1e-6, "{sum}");
    assert!(text.contains("'=1+1") && !text.contains(",=1+1"), "{text}");

    let path = format!("/api/v1/export/customers?format=csv&lang=zh&f=region:is:north&q={}", encoded("c00"));
    let filtered = desk.get(&path).await;
    let shown = desk.get("/api/v1/customers?f=region:is:north&q=c00").await.ok();
    assert_eq!(filtered.text().lines().count() as u64, 1 + shown["total"].as_u64().unwrap());
    assert!(filtered.header("content-disposition").ends_with("filename*=UTF-8''%E5%AE%A2%E6%88%B7.csv"));
    let label = &desk.get("/api/v1/catalogue").await.ok()["measures"][0]["label"]["zh"];
    assert!(filtered.text().starts_with(label.as_str().unwrap()), "headings are Chinese");

    for (format, start) in [("xlsx", &b"PK"[..]), ("parquet", b"PAR1"), ("json", b"[")] {
        let file = desk.get(&format!("/api/v1/export/customers?format={format}")).await;
        assert!(file.status.is_success() && file.body.starts_with(start), "{format}");
    }
    let rows = desk.get("/api/v1/export/customers?format=json").await.ok();
    assert_eq!(rows.as_array().unwrap().len(), 70);
    assert_eq!(desk.get("/api/v1/export/customers?format=doc").await.problem(), (422, "unknown-format".to_owned()));
    let left: Vec<_> = std::fs::read_dir(desk.folder.path().join("data/uploads")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn a_tile_becomes_a_sheet() {
    let desk = Desk::new().await;
    let sheet = json!({"name": "价值树", "columns": ["a", "b"], "rows": [["x", 1.5], [null, -2]]});
    let file = desk.post("/api/v1/export/sheet", &sheet).await;
    assert!(file.body.starts_with(b"PK"));
    assert!(file.header("content-disposition").ends_with("UTF-8''%E4%BB%B7%E5%80%BC%E6%A0%91.xlsx"));
    let refused = desk.post("/api/v1/export/sheet", &json!({"name": "x"})).await;
    assert_eq!(refused.problem(), (422, "bad-body".to_owned()));
}

#[tokio::test]
async fn a_report_is_a_file() {
    let desk = Desk::new().await;
    assert_eq!(desk.get("/api/v1/report?format=html").await.problem(), (409, "no-run".to_owned()));
    let desk = Desk::valued(&Shop::new(30)).await;
    let page = desk.get("/api/v1/report?format=html&lang=zh").await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.header("content-disposition").starts_with("attachment"), "it does not open as one of our pages");
    let text = page.text();
    assert!(text.trim_start().starts_with("<!doctype html>") && text.contains("客户"));
    assert!(!text.contains("src=\"http") && !text.contains("href=\"http"), "it opens without a network");
    assert!(desk.get("/api/v1/report?format=xlsx&lang=en").await.body.starts_with(b"PK"));
    assert_eq!(desk.get("/api/v1/report?format=pdf").await.problem(), (422, "unknown-format".to_owned()));
}
