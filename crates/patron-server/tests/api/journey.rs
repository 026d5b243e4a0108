//! From an empty folder to a valued customer, as the pages do it.

use axum::http::Method;
use serde_json::json;

use crate::desk::{Desk, encoded};
use crate::orders::{ODD, Shop};

#[tokio::test]
async fn an_empty_folder_says_what_is_missing() {
    let desk = Desk::new().await;
    let status = desk.get("/api/v1/status").await.ok();
    assert_eq!(status["tables"]["orders"], 0);
    assert!(status["current_run"].is_null());
    assert_eq!(desk.get("/api/v1/runs").await.ok(), json!([]));
    assert_eq!(desk.get("/api/v1/overview").await.problem(), (409, "no-run".to_owned()));
    let job = desk.follow(desk.post("/api/v1/runs", &json!({})).await).await;
    assert_eq!((job["state"].as_str(), job["problem"]["code"].as_str()), (Some("failed"), Some("no-orders")));
    assert!(job["problem"]["hint"].as_str().is_some_and(|hint| !hint.is_empty()));
}

#[tokio::test]
async fn a_file_becomes_a_valued_base() {
    let (desk, shop) = (Desk::new().await, Shop::new(80));
    let lines: u64 = shop.orders.values().map(|orders| orders.len() as u64).sum();

    let upload = desk.upload("bestellungen.csv", shop.orders_csv()).await.ok();
    assert_eq!(upload["name"], "bestellungen.csv");
    let place = format!("/api/v1/uploads/{}", upload["id"].as_str().unwrap());
    let preview = desk.post(&format!("{place}/preview"), &json!({"table": "orders"})).await.ok();
    assert_eq!(preview["rows"], lines);
    let amount = preview["fields"].as_array().unwrap().iter().find(|field| field["field"] == "amount").unwrap();
    assert!(amount["expression"].as_str().unwrap().contains("amount"), "{amount}");

    let check = json!({"table": "orders", "dry_run": true});
    let checked = desk.follow(desk.post(&format!("{place}/import"), &check).await).await;
    assert_eq!((&checked["import"]["loaded"], &checked["import"]["batch"]), (&json!(lines), &json!(null)));
    assert_eq!(desk.get("/api/v1/batches").await.ok(), json!([]));

    let job = desk.follow(desk.post(&format!("{place}/import"), &json!({"table": "orders"})).await).await;
    assert_eq!(job["import"]["loaded"], lines);
    assert_eq!(job["import"]["amount_loaded"].as_str().unwrap().parse::<f64>().unwrap(), shop.total());
    assert_eq!(desk.post(&format!("{place}/preview"), &check).await.problem(), (404, "unknown-upload".to_owned()));
    desk.import("customers", &shop.customers_csv()).await;

    let run = desk.run().await;
    assert_eq!(run["customers"], 80);
    let status = desk.get("/api/v1/status").await.ok();
    assert_eq!((&status["current_run"]["id"], &status["run_is_stale"]), (&run["id"], &json!(false)));
    assert_eq!(desk.get("/api/v1/runs").await.ok()[0]["id"], run["id"]);

    // Every customer has the revenue of its own orders, whatever its id is made of.
    for id in ODD {
        let customer = desk.get(&format!("/api/v1/customers/{}", encoded(id))).await.ok();
        assert_eq!(customer["customer_id"], id);
        assert_eq!(customer["values"]["revenue"].as_f64(), Some(shop.revenue(id)), "{id}");
        let spent: f64 = customer["days"].as_array().unwrap().iter().filter_map(|day| day["revenue"].as_f64()).sum();
        assert!((spent - shop.revenue(id)).abs() < 1e-9, "{id}: decimals summed as floats");
    }
    assert_eq!(desk.get("/api/v1/customers/nobody").await.problem(), (404, "unknown-customer".to_owned()));

    let overview = desk.get("/api/v1/overview").await.ok();
    assert_eq!(overview["customers"], 80);
    assert!((overview["value_tree"]["revenue"].as_f64().unwrap() - shop.total()).abs() < 1e-6);
    let north = desk.get("/api/v1/overview?f=region:is:north").await.ok();
    assert_eq!(north["customers"], 27);
    let segments = desk.get("/api/v1/segments/rfm_segment?f=region:is:north").await.ok();
    assert_eq!(segments["customers"], 27);
    assert_eq!(desk.get("/api/v1/segments/nonsense").await.problem(), (404, "unknown-scheme".to_owned()));
    let value = desk.get("/api/v1/lifetime-value").await.ok();
    assert_eq!(value["run"]["id"], run["id"]);

    let catalogue = desk.get("/api/v1/catalogue").await.ok();
    let attribute = catalogue["attributes"].as_array().unwrap().iter().find(|one| one["id"] == "region").unwrap();
    assert_eq!(attribute["values"], json!(["north", "south"]));
}

#[tokio::test]
async fn filters_find_whom_they_name() {
    let shop = Shop::new(60);
    let desk = Desk::valued(&shop).await;
    let ids = |answer: serde_json::Value| -> Vec<String> {
        let rows = answer["rows"].as_array().unwrap().iter();
        rows.map(|row| row[0].as_str().unwrap().to_owned()).collect()
    };
    let get = async |query: &str| ids(desk.get(&format!("/api/v1/customers?limit=1000&{query}")).await.ok());
    let rich = get("f=revenue:ge:120").await;
    let expected = shop.orders.keys().filter(|id| shop.revenue(id) >= 120.0).count();
    assert!(expected > 0 && rich.len() == expected, "{} found, {expected} expected", rich.len());
    let middle = get("f=revenue:ge:50&f=revenue:le:100").await;
    assert!(middle.iter().all(|id| (50.0..=100.0).contains(&shop.revenue(id))) && !middle.is_empty());
    assert_eq!(get("f=region:is:").await.len(), 20);
    assert_eq!(get("f=region:is:north%7Csouth").await.len(), 40);
    assert_eq!(get("f=region:not:north").await.len(), 40);
    assert_eq!(get(&format!("q={}", encoded("户"))).await, ["客户 七"]);
    assert_eq!(get(&format!("q={}", encoded("50% OFF"))).await, ["50% off?"]);
    assert_eq!(get(&format!("f=customer_id:is:{}", encoded("x&y=z#1"))).await, ["x&y=z#1"]);
    let chosen = desk.get("/api/v1/customers?columns=revenue,region&limit=2").await.ok();
    assert_eq!(chosen["columns"], json!(["customer_id", "revenue", "region"]));
    assert_eq!((&chosen["total"], chosen["rows"].as_array().unwrap().len()), (&json!(60), 2));
}

#[tokio::test]
async fn settings_change_and_are_checked() {
    let desk = Desk::new().await;
    let changed = desk.send(Method::PUT, "/api/v1/portfolio", &json!({"name": "北方商贸", "margin": 0.4})).await.ok();
    assert_eq!((&changed["name"], &changed["margin"]), (&json!("北方商贸"), &json!(0.4)));
    assert_eq!(desk.get("/api/v1/portfolio").await.ok(), changed);
    let refused = desk.send(Method::PUT, "/api/v1/portfolio", &json!({"margin": 40})).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    let unknown = desk.send(Method::PUT, "/api/v1/portfolio", &json!({"colour": "red"})).await;
    assert_eq!(unknown.problem(), (422, "bad-body".to_owned()));
    assert!(unknown.text().contains("colour"));
}

#[tokio::test]
async fn a_batch_is_taken_back() {
    let (desk, shop) = (Desk::new().await, Shop::new(20));
    let report = desk.import("orders", &shop.orders_csv()).await;
    desk.run().await;
    let path = format!("/api/v1/batches/{}/undo", report["batch"].as_str().unwrap());
    assert_eq!(desk.post(&path, &json!({})).await.ok()["state"], "undone");
    assert_eq!(desk.post(&path, &json!({})).await.problem(), (409, "batch-undone".to_owned()));
    let status = desk.get("/api/v1/status").await.ok();
    assert_eq!((&status["tables"]["orders"], &status["run_is_stale"]), (&json!(0), &json!(true)));
    assert_eq!(desk.post("/api/v1/batches/none/undo", &json!({})).await.problem(), (404, "unknown-batch".to_owned()));
}

#[tokio::test]
async fn bad_rows_are_listed_and_exported() {
    let desk = Desk::new().await;
    let mut csv =
        "customer_id,ordered_at,amount\nA,2024-01-05,10.00\nB,2024-13-05,11.00\nC,2024-01-07,ten\n".to_owned();
    // So many good rows that the columns are recognised.
    for day in (1..=28).cycle().take(140) {
        csv.push_str(&format!("D,2024-02-{day:02},12.50\n"));
    }
    let report = desk.import("orders", &csv).await;
    assert_eq!((&report["loaded"], &report["quarantined"]), (&json!(141), &json!(2)));
    let batch = report["batch"].as_str().unwrap();
    let page = desk.get(&format!("/api/v1/quarantine?batch={batch}&limit=1&offset=1")).await.ok();
    assert_eq!(
        (&page["total"], &page["rows"][0]["row"], &page["rows"][0]["value"]),
        (&json!(2), &json!(4), &json!("ten"))
    );
    let file = desk.get(&format!("/api/v1/quarantine/{batch}/export")).await;
    assert!(file.header("content-disposition").contains(&format!("quarantine-{batch}.csv")));
    assert_eq!(file.header("content-length"), file.body.len().to_string());
    let text = file.text();
    assert!(text.contains("2024-13-05") && text.contains("ten") && !text.contains("12.50"), "{text}");
    assert_eq!(desk.get("/api/v1/quarantine?batch=none").await.problem(), (404, "unknown-batch".to_owned()));
}
