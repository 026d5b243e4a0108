//! The tournament of models and the forecast, as pages ask for them.

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::orders::Shop;

#[tokio::test]
async fn models_are_tested_and_the_last_test_is_kept() {
    let desk = Desk::valued(&Shop::new(120)).await;
    assert_eq!(desk.get("/api/v1/backtest").await.ok(), Value::Null);
    let job = desk.follow(desk.post("/api/v1/backtest", &json!({ "origins": 2, "models": ["nbd"] })).await).await;
    assert_eq!((&job["kind"], &job["state"]), (&json!("backtest"), &json!("done")));
    let kept = desk.get("/api/v1/backtest").await.ok();
    assert_eq!(
        (&kept["verdict"]["id"], &kept["origins"]),
        (&job["backtest"]["verdict"]["id"], &job["backtest"]["origins"])
    );
    // One model, the same with a calendar, and the three rules of thumb.
    assert_eq!((kept["contestants"].as_array().unwrap().len(), kept["origins"].as_array().unwrap().len()), (5, 2));
    assert_eq!(desk.get("/api/v1/lifetime-value").await.ok()["backtest"], kept);

    let refused = desk.follow(desk.post("/api/v1/backtest", &json!({ "models": ["arima"] })).await).await;
    assert_eq!((&refused["state"], &refused["problem"]["code"]), (&json!("failed"), &json!("unknown-model")));
    let strange = desk.post("/api/v1/backtest", &json!({ "days": 3 })).await;
    assert_eq!(strange.status.as_u16(), 422);
}

#[tokio::test]
async fn the_forecast_comes_by_period() {
    let desk = Desk::valued(&Shop::new(120)).await;
    let reply = desk.get("/api/v1/forecast?period=month&periods=3").await.ok();
    assert_eq!(reply["refused"], Value::Null);
    let months = &reply["forecast"];
    // Three months and all of them together, whose mean is their sum.
    let means: Vec<f64> = months["ranges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|range| range["expected_purchases"].as_f64().unwrap())
        .collect();
    assert_eq!((means.len(), &months["period"]), (4, &json!("month")));
    assert!((means[..3].iter().sum::<f64>() / means[3] - 1.0).abs() < 1e-9, "{means:?}");
    let chances = months["purchases"]["probabilities"].as_array().unwrap();
    assert!(chances.iter().map(|chance| chance.as_f64().unwrap()).sum::<f64>() <= 1.0 + 1e-12);
    // A base on which nobody came back has no forecast and a reason.
    let once = Desk::new().await;
    let rows: String = (0..60).map(|n| format!("c{n},2024-01-{:02},5\n", 1 + n % 28)).collect();
    once.import("orders", &format!("customer_id,ordered_at,amount\n{rows}c0,2024-03-05,5\n")).await;
    let refused = once.get("/api/v1/forecast?recency=true").await.ok();
    assert_eq!(refused["forecast"], Value::Null);
    assert!(refused["refused"]["code"].as_str().unwrap().starts_with("fit-"), "{refused}");
    for bad in ["period=week", "periods=37", "recency=maybe", "horizon=3"] {
        let answer = desk.get(&format!("/api/v1/forecast?{bad}")).await;
        assert_eq!(answer.problem(), (422, "bad-parameter".to_owned()), "{bad}");
    }
}
