//! A server on a data folder that goes away with the test.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use chrono::{DateTime, Utc};
use patron_server::{AppState, ServeOptions, router};
use patron_service::{Registry, Service};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::orders::Shop;

/// Where the server believes to listen.
pub(crate) const HOST: &str = "127.0.0.1:7171";

/// The clock of the tests.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

/// Options as `patron serve` has them.
pub(crate) fn options() -> ServeOptions {
    ServeOptions::new(HOST.parse().unwrap(), now)
}

pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) router: Router,
}

/// An answer, whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    /// The body of a success.
    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text());
        if self.body.is_empty() { Value::Null } else { self.json() }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Status and code of a problem.
    pub(crate) fn problem(&self) -> (u16, String) {
        (self.status.as_u16(), self.json()["code"].as_str().unwrap_or_default().to_owned())
    }
}

impl Desk {
    pub(crate) async fn new() -> Self {
        Self::with(Registry::default(), options()).await
    }

    pub(crate) async fn with(registry: Registry, options: ServeOptions) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let service = Service::open_or_create(&folder.path().join("data"), registry).await.unwrap();
        Self { router: router(AppState::new(service, options)), folder }
    }

    /// A desk whose shop is imported and valued.
    pub(crate) async fn valued(shop: &Shop) -> Self {
        let desk = Self::new().await;
        desk.fill(shop).await;
        desk.run().await;
        desk
    }

    pub(crate) async fn fill(&self, shop: &Shop) {
        self.import("orders", &shop.orders_csv()).await;
        self.import("customers", &shop.customers_csv()).await;
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).header("host", HOST).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: &Value) -> Answer {
        let request = Request::builder().method(method).uri(path).header("host", HOST);
        let request = request.header("content-type", "application/json").header("origin", format!("http://{HOST}"));
        self.ask(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, body).await
    }

    /// Sends a file; its upload.
    pub(crate) async fn upload(&self, name: &str, content: impl Into<Body>) -> Answer {
        let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let request = Request::post(format!("/api/v1/uploads?name={name}")).header("host", HOST);
        self.ask(request.body(content.into()).unwrap()).await
    }

    /// Follows a job to its end.
    pub(crate) async fn follow(&self, started: Answer) -> Value {
        assert_eq!(started.status, StatusCode::ACCEPTED, "{}", started.text());
        let path = format!("/api/v1/jobs/{}", started.json()["id"].as_str().unwrap());
        for _ in 0..6000 {
            let job = self.get(&path).await.ok();
            if job["state"] != "running" {
                return job;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the job did not end within a minute");
    }

    /// Imports a text as one batch; its report.
    pub(crate) async fn import(&self, table: &str, csv: &str) -> Value {
        let upload = self.upload(&format!("{table}.csv"), csv.to_owned()).await.ok();
        let path = format!("/api/v1/uploads/{}/import", upload["id"].as_str().unwrap());
        let job = self.follow(self.post(&path, &json!({ "table": table })).await).await;
        assert_eq!(job["state"], "done", "{job}");
        job["import"].clone()
    }

    /// Values the portfolio; the run.
    pub(crate) async fn run(&self) -> Value {
        let job = self.follow(self.post("/api/v1/runs", &json!({})).await).await;
        assert_eq!(job["state"], "done", "{job}");
        job["run"].clone()
    }
}

/// The built-in analyses and one more.
pub(crate) fn registry_with(analysis: impl patron_service::analyses::Analysis + 'static) -> Registry {
    Registry::default().with(Arc::new(analysis))
}

/// A text for an address.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
