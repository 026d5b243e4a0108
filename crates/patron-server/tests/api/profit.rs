//! Profit over the API: by dimension, below cost, along the curve, and lost; bad questions are refused by name.

use serde_json::{Value, json};

use crate::costs::{costs, put};
use crate::desk::{Desk, encoded};
use crate::orders::Shop;

/// Money has four decimals: sums of a hundred rows differ by less.
const CENT: f64 = 0.01;

fn number(of: &Value, name: &str) -> f64 {
    of.pointer(name).and_then(Value::as_f64).unwrap_or_else(|| panic!("no number at {name}: {of}"))
}

fn sum(rows: &Value, name: &str) -> f64 {
    rows.as_array().unwrap().iter().map(|row| number(row, name)).sum()
}

/// A shop with 900 of shared wages, a tenth of revenue in fees, and 70 that stay with the enterprise.
async fn desk(shop: &Shop) -> Desk {
    let desk = Desk::valued(shop).await;
    put(&desk, &costs(shop)).await;
    desk
}

#[tokio::test]
async fn without_costs_the_reason_is_an_answer() {
    let desk = Desk::valued(&Shop::new(12)).await;
    for (path, name) in [
        ("profit", "profit"),
        ("profit/below-cost", "below"),
        ("profit/curves", "curves"),
        ("profit/loss?customer=C0009", "loss"),
    ] {
        let answer = desk.get(&format!("/api/v1/{path}")).await.ok();
        assert_eq!((&answer[name], &answer["problem"]["code"]), (&Value::Null, &json!("no-costs-kept")), "{path}");
    }
}

#[tokio::test]
async fn every_dimension_divides_the_same_money() {
    let shop = Shop::new(40);
    let desk = desk(&shop).await;
    let first = desk.get("/api/v1/profit").await.ok()["profit"].clone();
    assert_eq!((&first["by"], &first["label"]["zh"]), (&json!("tier"), &json!("销售额档次")));
    let dimensions: Vec<String> =
        first["dimensions"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    for known in ["customer", "product", "category", "channel", "tier", "rfm_segment", "abc_class", "region"] {
        assert!(dimensions.iter().any(|id| id == known), "{known} is offered: {dimensions:?}");
    }
    for by in dimensions {
        let found = desk.get(&format!("/api/v1/profit?limit=1000&by={by}&costs=shop")).await.ok()["profit"].clone();
        assert_eq!((&found["by"], &found["problem"]), (&json!(by), &Value::Null));
        let (rows, total) = (&found["rows"], &found["total"]);
        assert_eq!(number(&found, "/rows_in_all"), rows.as_array().unwrap().len() as f64, "{by}");
        assert!((number(total, "/revenue") - shop.total()).abs() < CENT, "{by}: {total}");
        assert!((number(total, "/full/profit") - (0.9 * shop.total() - 900.0)).abs() < CENT, "{by}: {total}");
        assert!((number(total, "/incremental/profit") - 0.9 * shop.total()).abs() < CENT, "{by}: {total}");
        for name in ["/revenue", "/product_cost", "/cost_to_serve", "/full/profit", "/incremental/profit"] {
            let difference = sum(rows, name) - number(total, name);
            assert!(difference.abs() < CENT, "{by}: rows of {name} differ by {difference}");
        }
        assert_eq!(number(&found, "/outside/enterprise"), 70.0, "{by}");
    }
    // Bounds of one's own, and fewer rows than there are.
    let tiers = desk.get("/api/v1/profit?tiers=50,%20100").await.ok()["profit"].clone();
    let above = shop.orders.keys().filter(|customer| shop.revenue(customer) >= 100.0).count();
    assert_eq!(number(&tiers["rows"][0], "/customers"), above as f64, "{tiers}");
    let few = desk.get("/api/v1/profit?by=customer&limit=3").await.ok()["profit"].clone();
    assert_eq!((few["rows"].as_array().unwrap().len(), number(&few, "/rows_in_all")), (3, shop.orders.len() as f64));
}

#[tokio::test]
async fn losses_curves_and_customers_below_cost() {
    let shop = Shop::new(40);
    let desk = desk(&shop).await;
    let below = desk.get("/api/v1/profit/below-cost?margin=0.05&limit=5").await.ok()["below"].clone();
    assert_eq!((number(&below, "/target"), number(&below, "/count")), (0.05, 0.0), "fees are a tenth: {below}");
    let curves = desk.get("/api/v1/profit/curves?costs=shop").await.ok()["curves"].clone();
    assert!((number(&curves, "/incremental/total") - 0.9 * shop.total()).abs() < CENT, "{curves}");
    let points = curves["full"]["shape"]["points"].as_array().unwrap();
    assert_eq!(points.last().unwrap(), &json!({ "customers": 1.0, "profit": 1.0 }));

    let customer = "x&y=z#1";
    let loss = desk.get(&format!("/api/v1/profit/loss?customer={}", encoded(customer))).await.ok()["loss"].clone();
    assert!((number(&loss, "/profit_lost") - 0.9 * shop.revenue(customer)).abs() < CENT, "{loss}");
    let tier = desk.get("/api/v1/profit/loss?by=region&label=north").await.ok()["loss"].clone();
    let north: Vec<&String> = shop.orders.keys().enumerate().filter(|(at, _)| at % 3 == 0).map(|(_, id)| id).collect();
    let revenue: f64 = north.iter().map(|id| shop.revenue(id)).sum();
    assert_eq!((&tier["who"], number(&tier, "/customers")), (&json!("region=north"), north.len() as f64));
    assert!((number(&tier, "/revenue") - revenue).abs() < CENT, "{tier}");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_or_an_answer() {
    let desk = desk(&Shop::new(12)).await;
    let refused = [
        "profit?colour=red",
        "profit?by=tier&by=customer",
        "profit?limit=many",
        "profit?limit=1001",
        "profit?tiers=few,many",
        "profit/below-cost?margin=much",
        "profit/below-cost?limit=-1",
        "profit/below-cost?by=tier",
        "profit/curves?tiers=10",
        "profit/loss",
        "profit/loss?label=A",
        "profit/loss?customer=C0009&by=tier",
    ];
    for path in refused {
        let answer = desk.get(&format!("/api/v1/{path}")).await;
        assert_eq!(answer.problem(), (422, "bad-parameter".to_owned()), "{path}");
    }
    let target = desk.get("/api/v1/profit/below-cost?margin=1").await;
    assert_eq!(target.problem(), (422, "bad-target".to_owned()));
    for path in ["profit", "profit/below-cost", "profit/curves"] {
        let answer = desk.get(&format!("/api/v1/{path}?costs=none")).await;
        assert_eq!(answer.problem(), (404, "unknown-costs".to_owned()), "{path}");
    }
    let answers = [
        ("profit?by=shoe_size", "unknown-dimension"),
        ("profit?tiers=20,10", "bad-tiers"),
        ("profit/loss?customer=nobody", "unknown-customer"),
        ("profit/loss?by=tier&label=none", "unknown-label"),
        ("profit/loss?by=product&label=tea", "unknown-dimension"),
    ];
    for (path, code) in answers {
        let answer = desk.get(&format!("/api/v1/{path}")).await.ok();
        assert_eq!(answer["problem"]["code"], code, "{path}: {answer}");
    }
}
