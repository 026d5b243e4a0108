//! Questionnaires over the API: a template is checked, kept, changed and removed; what does not fit is an answer.

use axum::http::Method;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::orders::Shop;

#[tokio::test]
async fn questionnaires_are_checked_kept_and_removed() {
    let desk = Desk::valued(&Shop::new(4)).await;
    assert_eq!(desk.get("/api/v1/surveys").await.ok(), json!([]));
    let templates = desk.get("/api/v1/surveys/templates").await.ok();
    let ids: Vec<&str> = templates.as_array().unwrap().iter().map(|one| one["asked"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["nps", "csat", "ces", "servqual-22", "loyalty", "perceived-value-7"]);
    let text = templates[0]["text"].as_str().unwrap();

    let check = desk.post("/api/v1/surveys/check", &json!({ "text": text })).await.ok();
    assert_eq!((&check["asked"]["instrument"], &check["problem"]), (&json!("nps"), &Value::Null));
    let wrong = text.replace("high = 10", "high = 9");
    let refused = desk.post("/api/v1/surveys/check", &json!({ "text": wrong })).await.ok();
    assert_eq!(refused["asked"], Value::Null);
    assert!(refused["problem"]["code"].is_string(), "{refused}");
    assert_eq!(desk.get("/api/v1/surveys").await.ok(), json!([]));

    let desk = &desk;
    let put = |text: String| async move { desk.send(Method::PUT, "/api/v1/surveys", &json!({ "text": text })).await };
    assert_eq!(put(text.to_owned()).await.ok()["version"], json!(1));
    let second = put(text.replace("to others?", "to a friend?")).await.ok();
    assert_eq!((&second["version"], &second["versions"]), (&json!(2), &json!([1, 2])));
    assert_eq!(desk.get("/api/v1/surveys/nps?version=1").await.ok()["text"], json!(text));
    let left = desk.send(Method::DELETE, "/api/v1/surveys/nps", &json!({})).await.ok();
    assert_eq!(left, json!([]));
}
