//! Costs over the API: an example is checked, kept, sent to customers, read as a statement and as a workbook; what does
//! not fit is an answer.

use axum::http::Method;
use serde_json::{Value, json};

use crate::desk::{Desk, encoded};
use crate::orders::Shop;

/// 900 of wages by orders, a tenth of revenue in fees, 70 of nobody.
pub(crate) fn costs(shop: &Shop) -> String {
    format!(
        r#"id = "shop"
name = {{ en = "Costs", zh = "成本" }}
from = "2000-01-01"
to = "2099-12-31"
[[resource]]
id = "wages"
amount = 900
behaviour = "shared"
to = {{ office = 1 }}
[[resource]]
id = "fees"
amount = {}
behaviour = "incremental"
driver = "revenue"
[[resource]]
id = "board"
amount = 70
behaviour = "sustaining"
[[department]]
id = "office"
to = {{ ordering = 1 }}
[[activity]]
id = "ordering"
driver = "orders"
"#,
        shop.total() / 10.0
    )
}

pub(crate) async fn put(desk: &Desk, text: &str) -> Value {
    desk.send(Method::PUT, "/api/v1/costs", &json!({ "text": text })).await.ok()
}

#[tokio::test]
async fn costs_are_checked_kept_and_sent_to_customers() {
    let shop = Shop::new(40);
    let desk = Desk::valued(&shop).await;
    assert_eq!(desk.get("/api/v1/costs").await.ok(), json!([]));
    let example = desk.get("/api/v1/costs/example").await.ok();
    let last = shop.orders.values().flatten().map(|(day, _)| day[..4].to_owned()).max().unwrap();
    assert!(example["text"].as_str().unwrap().contains(&format!("from = \"{last}-01-01\"")), "{example}");

    let text = costs(&shop);
    let check = desk.post("/api/v1/costs/check", &json!({ "text": text })).await.ok();
    assert_eq!((&check["problem"], &check["report"]["enterprise"]), (&Value::Null, &json!(70.0)));
    let wrong = text.replace("office = 1", "offise = 1");
    let refused = desk.post("/api/v1/costs/check", &json!({ "text": wrong })).await.ok();
    assert_eq!((&refused["report"], &refused["problem"]["values"]["line"]), (&Value::Null, &json!(5)));
    assert_eq!(desk.get("/api/v1/costs").await.ok(), json!([]), "a check keeps nothing");

    assert_eq!(put(&desk, &text).await["version"], 1);
    assert_eq!(desk.get("/api/v1/costs").await.ok()[0]["id"], "shop");
    let costed = desk.get("/api/v1/costs/shop/profit").await.ok()["costed"].clone();
    let total = |name: &str| costed["totals"][name].as_f64().unwrap();
    assert_eq!(total("customers"), shop.orders.len() as f64);
    assert!((total("revenue") - shop.total()).abs() < 1e-6, "{costed}");
    assert!((total("profit_incremental") - 0.9 * shop.total()).abs() < 1e-3, "{costed}");
    assert!((total("profit_full") - 0.9 * shop.total() + 900.0).abs() < 1e-3, "{costed}");
    let ends: Vec<&str> =
        costed["diagram"]["nodes"].as_array().unwrap().iter().filter_map(|node| node["kind"].as_str()).collect();
    assert!(ends.contains(&"customers") && ends.contains(&"enterprise") && !ends.contains(&"open"), "{ends:?}");

    // One customer by hand, under a name that is awkward in an address.
    let orders: usize = shop.orders.values().map(Vec::len).sum();
    let customer = "x&y=z#1";
    let own = 0.9 * shop.revenue(customer) - 900.0 * shop.orders[customer].len() as f64 / orders as f64;
    let path = format!("/api/v1/costs/shop/statement?customer={}", encoded(customer));
    let statement = desk.get(&path).await.ok()["statement"].clone();
    assert_eq!(statement["name"], customer);
    assert!((statement["profit_full"].as_f64().unwrap() - own).abs() < 1e-3, "{statement}");
    assert_eq!(statement["explanation"]["steps"][0]["from"][0]["id"], "office", "{statement}");
    let nobody = desk.get("/api/v1/costs/shop/statement?customer=nobody").await.ok();
    assert_eq!((&nobody["statement"], &nobody["problem"]["code"]), (&Value::Null, &json!("no-costs")));

    let book = desk.get("/api/v1/costs/shop/workbook?lang=zh&customers=3").await;
    assert!(book.header("content-type").contains("spreadsheetml"));
    assert!(book.body.starts_with(b"PK"));

    assert_eq!(put(&desk, &text.replace("900", "1000")).await["versions"], json!([1, 2]));
    let first = desk.get("/api/v1/costs/shop?version=1").await.ok();
    assert_eq!(first["text"], text);
    assert_eq!(desk.send(Method::DELETE, "/api/v1/costs/shop", &json!({})).await.ok(), json!([]));
    assert_eq!(desk.get("/api/v1/costs/shop/profit").await.problem(), (404, "unknown-costs".to_owned()));
}
