//! The description of the API: committed, fresh, and true of the router.

use std::path::Path;

#[test]
fn the_committed_description_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let made = patron_server::document_text().unwrap();
    if std::env::var_os("PATRON_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "docs/openapi.json is stale; run `tools/generate`");
}

#[tokio::test]
async fn the_server_describes_itself() {
    let desk = crate::desk::Desk::new().await;
    let described = desk.get("/api/v1/openapi.json").await.ok();
    assert_eq!(described, serde_json::from_str::<serde_json::Value>(&patron_server::document_text().unwrap()).unwrap());
    let paths = described["paths"].as_object().unwrap();
    assert!(paths.len() >= 20);
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().unwrap() {
            let responses = &operation["responses"];
            assert!(responses["default"].is_object(), "{method} {path} describes its problems");
            assert!(operation["summary"].is_string(), "{method} {path} says what it does");
        }
    }
    let cell = &described["components"]["schemas"]["CustomersPage"]["properties"]["rows"]["items"]["items"]["type"];
    assert_eq!(cell, &serde_json::json!(["string", "number", "null"]));
}
