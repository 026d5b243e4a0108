//! What customers think over the API: what is missing is an answer, what is asked wrongly is refused.

use std::collections::BTreeMap;

use patron_service::summary::OpenOptions;
use patron_service::voice::{AnswerFile, template};
use patron_service::{Registry, Service};
use serde_json::json;

use crate::desk::{Desk, now};
use crate::orders::Shop;

#[tokio::test]
async fn without_answers_every_address_says_why() {
    let desk = Desk::valued(&Shop::new(20)).await;
    for (address, part, code) in [
        ("voice", "voice", "voice-nothing"),
        ("voice/nps", "survey", "unknown-survey"),
        ("voice/nps/groups?by=abc_class", "groups", "unknown-survey"),
        ("voice/nps/drivers", "drivers", "unknown-survey"),
        ("voice/nps/compare", "comparison", "unknown-survey"),
        ("voice/nps/stake", "stake", "unknown-survey"),
        ("voice/nps/association", "association", "unknown-survey"),
        ("voice/nps/loyalty", "loyalty", "unknown-survey"),
        ("voice/calls", "calls", "voice-nothing"),
        ("voice/complaints", "complaints", "voice-no-contacts"),
        ("customers/C0010/voice", "voice", "voice-nothing"),
    ] {
        let found = desk.get(&format!("/api/v1/{address}")).await.ok();
        assert_eq!((&found[part], &found["problem"]["code"]), (&json!(null), &json!(code)), "{address}");
    }
    let refused = desk.get("/api/v1/voice/nps/compare?waves=1,2&by=region").await;
    assert_eq!(refused.problem(), (422, "bad-parameter".to_owned()));
    let refused = desk.get("/api/v1/voice/nps?waves=1").await;
    assert_eq!(refused.problem(), (422, "bad-parameter".to_owned()));
}

#[tokio::test]
async fn answers_come_with_what_customers_are_worth() {
    let desk = Desk::valued(&Shop::new(60)).await;
    let answers: String = (10..60)
        .map(|who| format!("r{who},C{who:04},2025-{:02}-10,{}\n", 1 + who % 6, who % 11))
        .collect();
    let path = desk.folder.path().join("answers.csv");
    std::fs::write(&path, format!("respondent_id,customer_id,answered_at,recommend\n{answers}")).unwrap();
    let service = Service::open(&desk.folder.path().join("data"), Registry::default()).await.unwrap();
    let file = AnswerFile { path, options: OpenOptions::default() };
    service.import_survey(template("nps").unwrap().text, file, None, &BTreeMap::new(), now()).await.unwrap();

    let all = desk.get("/api/v1/voice").await.ok();
    let head = &all["voice"]["surveys"][0];
    assert_eq!((&head["id"], &head["respondents"], &head["waves"]), (&json!("nps"), &json!(50), &json!(["2025-Q1", "2025-Q2"])));
    let survey = desk.get("/api/v1/voice/nps?wave=2025-Q1").await.ok();
    assert_eq!(survey["survey"]["waves"][0]["nps"]["score"], survey["survey"]["index"]["items"][0]["nps"]["score"]);
    let none = desk.get("/api/v1/voice/nps?wave=2024-Q1").await.ok();
    assert_eq!(none["problem"]["code"], json!("unknown-wave"));
    let groups = desk.get("/api/v1/voice/nps/groups?by=abc_class").await.ok();
    let answered: u64 = groups["groups"]["groups"].as_array().unwrap().iter().map(|group| group["figure"]["answers"].as_u64().unwrap()).sum();
    assert_eq!(answered, 50);
    let stake = desk.get("/api/v1/voice/nps/stake").await.ok();
    assert_eq!(stake["stake"]["customers"], json!(50));
    let calls = desk.get("/api/v1/voice/calls?limit=3").await.ok();
    assert_eq!(calls["calls"]["rows"].as_array().unwrap().len(), 3);
    let file = desk.get("/api/v1/export/voice/calls?format=csv").await;
    let lines = file.text().lines().count();
    assert_eq!(json!(lines - 1), calls["calls"]["customers"]);
    assert!(file.text().starts_with("place,customer_id,name,account_manager,class,score"), "{}", file.text());
    let loyalty = desk.get("/api/v1/voice/nps/loyalty").await.ok();
    assert_eq!(loyalty["loyalty"]["points"].as_array().unwrap().len(), 50);
    let association = desk.get("/api/v1/voice/nps/association?days=60").await.ok();
    assert_eq!(association["association"]["effects"].as_array().unwrap().len(), 4);
    let one = desk.get("/api/v1/customers/C0010/voice").await.ok();
    assert_eq!((&one["voice"]["scores"][0]["score"], &one["voice"]["scores"][0]["class"]), (&json!(10.0), &json!("promoter")));
}
