//! Long work: followed, alone, cancelled.

use std::time::Duration;

use async_trait::async_trait;
use axum::http::Method;
use datafusion::dataframe::DataFrame;
use patron_service::analyses::{Analysis, Fitted, Requirements};
use patron_service::catalogue::{Measure, Text};
use patron_service::error::Result;
use patron_service::run::RunContext;
use serde_json::json;

use crate::desk::{Desk, options, registry_with};
use crate::orders::Shop;

/// An analysis that takes for ever and listens whether it should stop.
#[derive(Debug)]
pub(crate) struct Endless;

#[async_trait]
impl Analysis for Endless {
    fn id(&self) -> &str {
        "endless"
    }

    fn label(&self) -> Text {
        Text::new("Endless", "无尽")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &[])
    }

    fn measures(&self) -> Vec<Measure> {
        Vec::new()
    }

    async fn fit(&self, _: &DataFrame, context: &RunContext) -> Result<Fitted> {
        loop {
            context.step("waiting", 1, 2)?;
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, _: &RunContext) -> Result<DataFrame> {
        Ok(customers)
    }
}

#[tokio::test]
async fn a_run_is_followed_and_cancelled() {
    let desk = Desk::with(registry_with(Endless), options()).await;
    desk.import("orders", &Shop::new(10).orders_csv()).await;
    let started = desk.post("/api/v1/runs", &json!({})).await;
    let id = started.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/jobs/{id}");
    while desk.get(&path).await.ok()["progress"]["stage"] != "waiting" {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let job = desk.get(&path).await.ok();
    assert_eq!((&job["kind"], &job["state"], &job["progress"]["total"]), (&json!("run"), &json!("running"), &json!(2)));
    assert_eq!(desk.get("/api/v1/jobs").await.ok()[0]["id"], id.as_str());

    // Only one writes; readers go on.
    let second = desk.post("/api/v1/runs", &json!({})).await;
    assert_eq!(second.problem(), (409, "busy".to_owned()));
    assert_eq!(second.json()["values"]["job"], id.as_str());
    assert!(second.json()["hint"].is_string());
    let change = desk.send(Method::PUT, "/api/v1/portfolio", &json!({"name": "x"})).await;
    assert_eq!(change.problem(), (409, "busy".to_owned()));
    assert!(desk.get("/api/v1/status").await.status.is_success());

    assert_eq!(desk.send(Method::DELETE, &path, &json!({})).await.status, 200);
    let ended = desk.follow(started).await;
    assert_eq!(ended["state"], "cancelled");
    assert!(ended["problem"].is_null() && ended["run"].is_null());
    assert_eq!(desk.get("/api/v1/runs").await.ok(), json!([]));
    let left = std::fs::read_dir(desk.folder.path().join("data/runs")).unwrap().count();
    assert_eq!(left, 0, "a cancelled run leaves no files");
    assert!(desk.send(Method::PUT, "/api/v1/portfolio", &json!({"name": "x"})).await.status.is_success());
    assert_eq!(desk.get("/api/v1/jobs/none").await.problem(), (404, "unknown-job".to_owned()));
}
