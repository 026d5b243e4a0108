//! The app's own addresses.

use axum::body::Body;
use axum::http::Request;

use crate::desk::{Desk, HOST};

#[tokio::test]
async fn every_place_of_the_app_is_its_page() {
    let desk = Desk::new().await;
    for path in ["/", "/index.html", "/customers", "/customers/acme.com", "/customers/%E5%AE%A2%2F1"] {
        let answer = desk.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.text().starts_with("<!doctype html>"), "{path}");
        assert!(["no-cache", "no-store"].contains(&answer.header("cache-control")), "{path}");
    }
    assert_eq!(desk.get("/assets/gone-123.js").await.problem(), (404, "unknown-address".to_owned()));
    assert_eq!(desk.get("/../../Cargo.toml").await.text().find("[package]"), None);
}

#[tokio::test]
async fn files_are_kept_by_the_browser_and_packed() {
    let desk = Desk::new().await;
    let index = desk.get("/").await;
    let Some(start) = index.text().find("/assets/") else {
        println!("skipped: the pages are not built");
        return;
    };
    let path = index.text()[start..].split('"').next().unwrap().to_owned();
    let file = desk.get(&path).await;
    assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    let tag = file.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = Request::get(&path).header("host", HOST).header("if-none-match", &tag).body(Body::empty()).unwrap();
    let again = desk.ask(again).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    for packing in ["br", "gzip"] {
        let packed = Request::get(&path).header("host", HOST).header("accept-encoding", packing);
        let packed = desk.ask(packed.body(Body::empty()).unwrap()).await;
        assert_eq!(packed.header("content-encoding"), packing);
        assert!(packed.body.len() * 2 < file.body.len(), "{packing}: {} of {}", packed.body.len(), file.body.len());
    }
}
