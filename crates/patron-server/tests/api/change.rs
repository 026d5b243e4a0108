//! Customers over time: movement, alerts, history.

use axum::http::StatusCode;
use serde_json::json;

use crate::desk::Desk;

const ORDERS: &str = "customer_id,ordered_at,amount\na,2024-01-05,85\nb,2024-01-10,12\nc,2024-01-31,3\n\
    b,2024-02-10,900\nc,2024-02-12,7\nd,2024-02-29,62\n";

#[tokio::test]
async fn movement_is_answered_whatever_there_is() {
    let desk = Desk::new().await;
    desk.import("orders", ORDERS).await;
    let none = desk.get("/api/v1/movement/abc_class").await.ok();
    assert_eq!((&none["movement"], &none["problem"]["code"]), (&json!(null), &json!("no-run")));
    let january = desk.follow(desk.post("/api/v1/runs", &json!({ "as_of": "2024-01-31" })).await).await;
    let alone = desk.get("/api/v1/movement/abc_class").await.ok();
    assert_eq!(alone["problem"]["code"], "no-earlier-run");
    desk.run().await;
    let found = desk.get("/api/v1/movement/abc_class").await.ok();
    assert_eq!(found["problem"], json!(null));
    let movement = &found["movement"];
    assert_eq!(movement["before"]["id"], january["run"]["id"]);
    assert_eq!((&movement["promoted"]["customers"], &movement["entered"]["customers"]), (&json!(1), &json!(1)));

    let list = desk.get("/api/v1/movement/abc_class/customers?from=is:A&to=is:B").await.ok();
    assert_eq!((&list["customers"], &list["rows"][0]["customer_id"]), (&json!(1), &json!("a")));
    let new = desk.get("/api/v1/movement/abc_class/customers?from=new").await.ok();
    assert_eq!(new["rows"][0]["customer_id"], "d");
    let bad = desk.get("/api/v1/movement/abc_class/customers?from=A").await;
    assert!(bad.status.is_client_error() && bad.json()["code"] == "bad-parameter", "{}", bad.text());
    let file = desk.get("/api/v1/export/movement/abc_class?from=is:A&to=is:B&format=csv").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.text().contains("a,,A,B,85"), "{}", file.text());
}

#[tokio::test]
async fn alerts_and_history_say_why_there_are_none() {
    let desk = Desk::new().await;
    desk.import("orders", ORDERS).await;
    desk.run().await;
    let alerts = desk.get("/api/v1/alerts").await.ok();
    assert_eq!((&alerts["alerts"], &alerts["problem"]["code"]), (&json!(null), &json!("alerts-too-early")));
    let history = desk.get("/api/v1/customers/a/history").await.ok();
    assert_eq!((&history["points"], &history["runs"][0]["as_of"]), (&json!([]), &json!("2024-02-29")));
    assert_eq!(desk.get("/api/v1/customers/nobody/history").await.status, StatusCode::NOT_FOUND);
}
