//! Schemes over the API: a template is previewed, kept, valued and shown; what does not fit is an answer.

use axum::http::Method;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::orders::Shop;

async fn template(desk: &Desk, id: &str) -> String {
    let view = desk.get(&format!("/api/v1/schemes/templates/{id}")).await.ok();
    view["text"].as_str().unwrap().to_owned()
}

async fn check(desk: &Desk, text: &str) -> Value {
    desk.post("/api/v1/schemes/check", &json!({ "text": text })).await.ok()
}

#[tokio::test]
async fn a_template_is_previewed_kept_and_shown() {
    let desk = Desk::valued(&Shop::new(60)).await;
    assert_eq!(desk.get("/api/v1/schemes").await.ok(), json!([]));
    assert_eq!(desk.get("/api/v1/schemes/templates").await.ok().as_array().unwrap().len(), 8);
    let text = template(&desk, "profit-tiers").await;
    let preview = check(&desk, &text).await;
    assert_eq!((&preview["problem"], &preview["waiting"]), (&Value::Null, &Value::Null));
    let counted: u64 =
        preview["labels"].as_array().unwrap().iter().map(|label| label["customers"].as_u64().unwrap()).sum();
    assert_eq!(counted + preview["unlabelled"].as_u64().unwrap(), 60);

    let kept = desk.send(Method::PUT, "/api/v1/schemes", &json!({ "text": text })).await.ok();
    assert_eq!((&kept["version"], &kept["versions"], &kept["cards"]), (&json!(1), &json!([1]), &json!([])));
    let listed = desk.get("/api/v1/schemes").await.ok();
    assert_eq!((&listed[0]["kind"], &listed[0]["valued"]), (&json!("bounds"), &Value::Null));
    desk.run().await;
    assert_eq!(desk.get("/api/v1/schemes").await.ok()[0]["valued"], 1);
    let shown = desk.get("/api/v1/segments/scheme.profit-tiers").await.ok();
    let counts = |labels: &Value| -> Vec<u64> {
        labels
            .as_array()
            .unwrap()
            .iter()
            .filter(|label| label["id"] != "")
            .map(|label| label["customers"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(counts(&shown["labels"]), counts(&preview["labels"]), "a run labels as the preview counted");
    assert_eq!((&shown["own"]["kind"], &shown["own"]["bounds"]["by"]), (&json!("bounds"), &json!("customers")));
    assert!(shown["schemes"].as_array().unwrap().iter().any(|scheme| scheme["own"] == "profit-tiers"));
    let list = desk.get("/api/v1/customers?columns=scheme.profit-tiers&f=scheme.profit-tiers:is:large").await.ok();
    assert_eq!(list["total"].as_u64(), shown["labels"][1]["customers"].as_u64());

    let gone = desk.send(Method::DELETE, "/api/v1/schemes/profit-tiers", &json!({})).await.ok();
    assert_eq!(gone, json!([]));
    assert_eq!(desk.get("/api/v1/schemes/profit-tiers").await.problem(), (404, "unknown-own-scheme".to_owned()));
}

#[tokio::test]
async fn forms_become_texts_and_conditions_are_counted() {
    let desk = Desk::valued(&Shop::new(60)).await;
    let text = template(&desk, "win-back").await;
    let draft = check(&desk, &text).await["draft"].clone();
    assert_eq!(draft["label"][0]["when"]["all"][0]["value"], json!(["A", "B"]));
    let written = desk.post("/api/v1/schemes/write", &json!({ "draft": draft })).await.ok();
    assert_eq!(check(&desk, written["text"].as_str().unwrap()).await["draft"], draft);
    // A form that changed one name leaves the rest of the text as it was typed.
    let typed = format!("# ours\n{text}");
    let mut renamed = draft.clone();
    renamed["name"]["en"] = json!("Come back");
    let kept = desk.post("/api/v1/schemes/write", &json!({ "draft": renamed, "text": typed })).await.ok();
    let old = draft["name"]["en"].as_str().unwrap();
    assert_eq!(kept["text"], typed.replacen(&format!("\"{old}\""), "\"Come back\"", 1));

    let count =
        async |condition: Value| desk.post("/api/v1/schemes/count", &json!({ "condition": condition })).await.ok();
    let all = count(json!({ "measure": "revenue", "is": "known" })).await;
    assert_eq!((&all["customers"], &all["of"], &all["problem"]), (&json!(60), &json!(60), &Value::Null));
    let none = count(json!({ "not": { "sql": "revenue is not null" } })).await;
    assert_eq!(none["customers"], 0);
    let wrong = count(json!({ "sql": "revenue > (select max(revenue) from customers)" })).await;
    assert_eq!((&wrong["customers"], &wrong["problem"]["code"]), (&Value::Null, &json!("scheme-sql")));

    let problem = check(&desk, &text.replacen("days_idle", "days_idel", 1)).await["problem"].clone();
    assert_eq!(
        (&problem["code"], &problem["values"]["measure"]),
        (&json!("scheme-measure-unknown"), &json!("days_idel"))
    );
    assert_eq!(problem["hint"], "did you mean `days_idle`? all: `patron catalogue`");
    let matrix = check(&desk, &template(&desk, "match-matrix").await).await;
    assert_eq!((&matrix["problem"], &matrix["waiting"]["code"]), (&Value::Null, &json!("scheme-not-run")));
    let refused = desk.send(Method::PUT, "/api/v1/schemes", &json!({ "text": "id = 1" })).await;
    assert_eq!(refused.problem(), (422, "scheme-not-read".to_owned()));
}
