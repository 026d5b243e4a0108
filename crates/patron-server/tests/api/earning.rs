//! Winning customers, prices and gross profit over the API: what is missing is an answer with its reason.

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::orders::Shop;

#[tokio::test]
async fn what_is_missing_is_an_answer() {
    let desk = Desk::valued(&Shop::new(60)).await;
    let none = desk.get("/api/v1/acquisition").await.ok();
    assert_eq!((&none["acquisition"], &none["problem"]["code"]), (&Value::Null, &json!("no-marketing-spend")));
    let price = desk.get("/api/v1/price?by=product").await.ok();
    assert!(price["price"].is_object() != price["problem"].is_object(), "{price}");
    let refused = desk.get("/api/v1/price?by=colour").await;
    assert_eq!(refused.problem(), (422, "bad-parameter".to_owned()));
    let forecast = desk.get("/api/v1/forecast/profit?period=quarter&periods=2&recency=true&backtest=true").await.ok();
    assert!(forecast["forecast"].is_object() != forecast["problem"].is_object(), "{forecast}");
    let nobody = desk.get("/api/v1/forecast/profit?customer=nobody").await.ok();
    assert!(nobody["problem"]["code"].is_string(), "{nobody}");
    let refused = desk.get("/api/v1/forecast/profit?recency=perhaps").await;
    assert_eq!(refused.problem(), (422, "bad-parameter".to_owned()));
}
