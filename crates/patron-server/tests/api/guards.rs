//! Who may ask, and what every answer carries.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request};
use patron_server::{ServeOptions, Server};
use patron_service::{Registry, Service};

use crate::desk::{Desk, HOST, now, options};

fn request(method: Method, host: Option<&str>, origin: Option<&str>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri("/api/v1/portfolio");
    for (name, value) in [("host", host), ("origin", origin), ("content-type", Some("application/json"))] {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    request.body(Body::from("{}")).unwrap()
}

#[tokio::test]
async fn foreign_hosts_are_refused() {
    let desk = Desk::new().await;
    for host in ["localhost", "localhost:8080", "127.0.0.1:7171", "[::1]:7171"] {
        assert_eq!(desk.ask(request(Method::GET, Some(host), None)).await.status, 200, "{host}");
    }
    for host in [Some("example.org"), Some("127.0.0.1.example.org:7171"), Some("192.168.0.9:7171"), None] {
        let answer = desk.ask(request(Method::GET, host, None)).await;
        assert_eq!(answer.problem(), (403, "wrong-host".to_owned()), "{host:?}");
    }
    let page = Request::get("/").header("host", "example.org").body(Body::empty()).unwrap();
    assert_eq!(desk.ask(page).await.status, 403);
}

#[tokio::test]
async fn foreign_pages_change_nothing() {
    let desk = Desk::new().await;
    let own = format!("http://{HOST}");
    assert_eq!(desk.ask(request(Method::PUT, Some(HOST), Some(&own))).await.status, 200);
    assert_eq!(desk.ask(request(Method::PUT, Some(HOST), None)).await.status, 200);
    for origin in ["http://example.org", "http://127.0.0.1:9999", "https://127.0.0.1:7171", "null", ""] {
        let answer = desk.ask(request(Method::PUT, Some(HOST), Some(origin))).await;
        assert_eq!(answer.problem(), (403, "wrong-origin".to_owned()), "{origin}");
        assert_eq!(desk.ask(request(Method::GET, Some(HOST), Some(origin))).await.status, 200);
    }
}

#[tokio::test]
async fn answers_carry_their_guards() {
    let desk = Desk::new().await;
    for path in ["/", "/api/v1/status", "/api/v1/nothing", "/assets/nothing.js"] {
        let answer = desk.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("http"), "{path}: no other hosts");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
    assert_eq!(desk.get("/api/v1/status").await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn wrong_addresses_and_methods_are_problems() {
    let desk = Desk::new().await;
    assert_eq!(desk.get("/api/v1/nothing").await.problem(), (404, "unknown-address".to_owned()));
    assert_eq!(desk.get("/api").await.problem(), (404, "unknown-address".to_owned()));
    let wrong = desk.send(Method::DELETE, "/api/v1/status", &serde_json::json!({})).await;
    assert_eq!(wrong.problem(), (405, "wrong-method".to_owned()));
    assert_eq!(desk.get("/api/v1/customers/%FF").await.problem(), (400, "bad-path".to_owned()));
    let plain = Request::put("/api/v1/portfolio").header("host", HOST).body(Body::from("{}")).unwrap();
    assert_eq!(desk.ask(plain).await.problem(), (415, "bad-media-type".to_owned()));
    let long = Request::put("/api/v1/portfolio").header("host", HOST).header("content-type", "application/json");
    let long = long.body(Body::from(format!("{{\"name\":\"{}\"}}", "x".repeat(33 << 20)))).unwrap();
    assert_eq!(desk.ask(long).await.problem(), (413, "body-too-large".to_owned()));
}

#[tokio::test]
async fn slow_answers_are_given_up() {
    let hasty = ServeOptions { answer_within: Duration::ZERO, ..options() };
    let desk = Desk::with(Registry::default(), hasty).await;
    let answer = desk.get("/api/v1/status").await;
    assert_eq!(answer.problem(), (504, "too-slow".to_owned()));
}

#[tokio::test]
async fn only_this_machine_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::open_or_create(&folder.path().join("data"), Registry::default()).await.unwrap();
    let bind = |listen: &str| Server::bind(service.clone(), ServeOptions::new(listen.parse().unwrap(), now));
    for listen in ["0.0.0.0:0", "[::]:0", "192.0.2.1:7171"] {
        let error = bind(listen).await.unwrap_err();
        assert_eq!(error.code(), "address-not-loopback", "{listen}");
        assert!(error.problem().hint.is_some());
    }
    let first = bind("127.0.0.1:0").await.unwrap();
    assert_ne!(first.address().port(), 0);
    let second = bind(&first.address().to_string()).await.unwrap_err();
    assert_eq!(second.code(), "address-in-use");
}
