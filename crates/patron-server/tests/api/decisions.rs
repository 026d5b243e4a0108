//! The roster, tasks, playbooks and the account section over the API.

use axum::http::Method;
use serde_json::{Value, json};

use crate::desk::{Desk, encoded};
use crate::orders::{ODD, Shop};

fn rule() -> Value {
    let tiers = json!([
        { "id": "top", "name": { "en": "Top", "zh": "顶级" }, "from": 200.0, "keep": 150.0 },
        { "id": "key", "name": { "en": "Key", "zh": "重点" } },
    ]);
    json!({ "rule": { "enter_revenue": 100.0, "stay_revenue": 80.0, "tier": tiers }, "by": "Wang", "why": "policy" })
}

async fn decide(desk: &Desk, body: &Value) -> crate::desk::Answer {
    desk.post("/api/v1/roster/decisions", body).await
}

#[tokio::test]
async fn a_rule_proposes_and_decisions_make_the_roster() {
    let desk = Desk::valued(&Shop::new(60)).await;
    let none = desk.get("/api/v1/roster/proposals").await.ok();
    assert_eq!((&none["problem"]["code"], &none["proposals"]), (&json!("roster-rule-missing"), &json!([])));
    let kept = desk.send(Method::PUT, "/api/v1/roster/rule", &rule()).await.ok();
    assert_eq!(
        (&kept["version"], &kept["rule"]["window_days"], &kept["problem"]),
        (&json!(1), &json!(365), &Value::Null)
    );
    let waiting = desk.get("/api/v1/roster/proposals").await.ok();
    assert_eq!(waiting["problem"]["code"], "roster-rule-newer");
    desk.run().await;
    let open = desk.get("/api/v1/roster/proposals").await.ok();
    let proposals = open["proposals"].as_array().unwrap();
    assert!(proposals.len() > 1, "{open}");
    assert!(proposals.iter().all(|one| one["action"] == "enter" && one["revenue"].as_f64().unwrap() >= 100.0));
    let revenues: Vec<f64> = proposals.iter().map(|one| one["revenue"].as_f64().unwrap()).collect();
    assert!(revenues.is_sorted_by(|a, b| a >= b), "{revenues:?}");
    let first = proposals[0]["customer_id"].clone();

    let bare = decide(&desk, &json!({ "customers": [first], "decision": "confirm", "by": "Wang" })).await;
    assert_eq!(bare.problem(), (422, "why-missing".to_owned()));
    let unknown = json!({ "customers": ["nobody"], "decision": "confirm", "by": "Wang", "why": "x" });
    assert_eq!(decide(&desk, &unknown).await.problem(), (404, "unknown-customer".to_owned()));
    let confirm = json!({ "customers": [first], "decision": "confirm", "by": "Wang", "why": "signed" });
    assert_eq!(decide(&desk, &confirm).await.ok()[0]["action"], "enter");
    let again = decide(&desk, &confirm).await;
    assert_eq!(again.problem(), (409, "proposal-decided".to_owned()));
    assert_eq!(again.json()["values"]["by"], "Wang");
    let roster = desk.get("/api/v1/roster").await.ok();
    assert_eq!((&roster["accounts"][0]["customer_id"], &roster["rule"]["version"]), (&first, &json!(1)));
    assert_eq!(desk.get("/api/v1/roster?on=2020-01-01").await.ok()["accounts"], json!([]));
    assert_eq!(desk.get("/api/v1/roster?on=soon").await.problem(), (422, "bad-date".to_owned()));
    let history = desk.get(&format!("/api/v1/roster/history?customer={}", encoded(first.as_str().unwrap()))).await.ok();
    assert_eq!((history.as_array().unwrap().len(), &history[0]["why"]), (1, &json!("signed")));
    let mut odd = rule();
    odd["rule"]["stay_revenue"] = json!(500.0);
    let refused = desk.send(Method::PUT, "/api/v1/roster/rule", &odd).await;
    assert_eq!(refused.problem(), (422, "roster-rule".to_owned()));
    desk.run().await;
    let page = desk.get("/api/v1/customers?columns=key_account&f=key_account:not:off%7C").await.ok();
    assert_eq!((&page["total"], &page["rows"][0][0]), (&json!(1), &first));
}

#[tokio::test]
async fn tasks_and_the_account_of_a_customer() {
    let desk = Desk::valued(&Shop::new(20)).await;
    let people = format!("customer_id,person_id,name,role,contact\n\"{}\",1,Zhao,CFO,zhao@example.com\n", ODD[0]);
    desk.import("people", &people).await;
    desk.run().await;
    let task = json!({ "customer_id": ODD[0], "title": "Call", "due": "2026-02-20", "by": "Wang" });
    assert_eq!(desk.post("/api/v1/tasks", &task).await.ok()["id"], 1);
    // the clock of the tests stands on 2026-03-01
    let list = desk.get("/api/v1/tasks?state=open").await.ok();
    assert_eq!((&list["on"], &list["tasks"][0]["overdue_days"]), (&json!("2026-03-01"), &json!(9)));
    assert_eq!(desk.get("/api/v1/tasks?on=2026-02-20&overdue=true").await.ok()["tasks"], json!([]));
    assert_eq!(
        desk.post("/api/v1/tasks/9", &json!({ "note": "x", "by": "Li" })).await.problem(),
        (404, "unknown-task".to_owned())
    );
    assert_eq!(
        desk.post("/api/v1/tasks/x", &json!({ "note": "x", "by": "Li" })).await.problem(),
        (404, "unknown-task".to_owned())
    );
    let closed = desk
        .post("/api/v1/tasks/1", &json!({ "close": "done", "result": "sold", "amount": 5.5, "by": "Li" }))
        .await
        .ok();
    assert_eq!((&closed["state"], &closed["amount"]), (&json!("done"), &json!(5.5)));
    let again = desk.post("/api/v1/tasks/1", &json!({ "note": "x", "by": "Li" })).await;
    assert_eq!(again.problem(), (409, "task-closed".to_owned()));

    let path = format!("/api/v1/customers/{}/account", encoded(ODD[0]));
    let account = desk.get(&path).await.ok();
    assert_eq!((&account["people"][0]["name"], &account["people"][0]["contact"]), (&json!("Zhao"), &Value::Null));
    assert_eq!(account["tasks"][0]["result"], "sold");
    let asked = desk.get(&format!("{path}?contacts=true")).await.ok();
    assert_eq!(asked["people"][0]["contact"], "zhao@example.com");
    assert_eq!(desk.get("/api/v1/customers/nobody/account").await.problem(), (404, "unknown-customer".to_owned()));
}

#[tokio::test]
async fn playbooks_are_changed_for_every_page() {
    let desk = Desk::valued(&Shop::new(20)).await;
    let path = "/api/v1/playbooks/abc_class";
    assert_eq!(desk.get(path).await.ok()["version"], 0);
    let edit = |resources: u8| {
        json!({ "labels": [{ "id": "A", "resources": resources, "strategy": { "en": "Visit.", "zh": "拜访。" } }],
            "by": "Wang", "why": "budget" })
    };
    let refused = desk.send(Method::PUT, path, &edit(61)).await;
    assert_eq!(refused.problem(), (422, "playbook-resources".to_owned()));
    assert_eq!(refused.json()["values"]["sum"], 101);
    assert_eq!(desk.send(Method::PUT, path, &edit(60)).await.ok()["version"], 1);
    assert_eq!(desk.get("/api/v1/segments/abc_class").await.ok()["labels"][0]["strategy"]["zh"], "拜访。");
    assert_eq!(desk.get(&format!("{path}/history")).await.ok()[0]["by"], "Wang");
    let reset = json!({ "reset": ["A"], "by": "Wang", "why": "back" });
    assert_eq!(desk.send(Method::PUT, path, &reset).await.ok()["labels"][0]["edited"], false);
    assert_eq!(desk.get(&format!("{path}?version=7")).await.problem(), (404, "unknown-playbook-version".to_owned()));
    assert_eq!(desk.get("/api/v1/playbooks/none").await.problem(), (404, "unknown-scheme".to_owned()));
    assert!(desk.get("/api/v1/playbooks").await.ok().as_array().unwrap().len() > 4);
}
