//! Scorecards over the API: a template becomes a card, a run scores it, and what does not fit is said with its line.

use axum::http::Method;
use patron_server::{AppState, router};
use patron_service::{Registry, Service};
use serde_json::{Value, json};

use crate::desk::{Desk, options, registry_with};
use crate::orders::Shop;
use crate::spend_pace::SpendPace;

/// Printed weights of the worked example have six digits.
const PRINTED: f64 = 1e-6;
/// Points are added in another order than the score was.
const ROUNDING: f64 = 1e-9;

async fn template(desk: &Desk, id: &str) -> String {
    let view = desk.get(&format!("/api/v1/cards/templates/{id}")).await.ok();
    assert_eq!((view["version"].as_u64(), &view["id"]), (Some(0), &json!(id)));
    view["text"].as_str().unwrap().to_owned()
}

async fn put(desk: &Desk, text: &str) -> Value {
    desk.send(Method::PUT, "/api/v1/cards", &json!({ "text": text })).await.ok()
}

async fn check(desk: &Desk, text: &str) -> Value {
    desk.post("/api/v1/cards/check", &json!({ "text": text })).await.ok()
}

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
}

#[tokio::test]
async fn a_template_becomes_a_ranking() {
    let desk = Desk::valued(&Shop::new(60)).await;
    assert_eq!(desk.get("/api/v1/cards").await.ok(), json!([]));
    let templates = desk.get("/api/v1/cards/templates").await.ok();
    assert!(templates.as_array().unwrap().iter().any(|card| card["id"] == "telecom-key-account"));
    let text = template(&desk, "key-account").await;
    let kept = put(&desk, &text).await;
    assert_eq!((&kept["version"], &kept["versions"], &kept["text"]), (&json!(1), &json!([1]), &json!(text)));
    assert_eq!(desk.get("/api/v1/cards").await.ok()[0]["name"]["zh"], "重点客户评分");

    // newer than the run: an answer, not an error
    let waiting = desk.get("/api/v1/cards/key-account/score").await.ok();
    assert_eq!((&waiting["problem"]["code"], &waiting["score"]), (&json!("card-not-scored"), &Value::Null));

    desk.run().await;
    let answer = desk.get("/api/v1/cards/key-account/score?limit=7").await.ok();
    assert_eq!(answer["problem"], Value::Null);
    let score = &answer["score"];
    let rows = score["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &score["accounts"], &score["version"]), (7, &json!(60), &json!(1)));
    let groups: Vec<&Value> = score["groups"].as_array().unwrap().iter().map(|group| &group["id"]).collect();
    assert_eq!(groups, ["value", "prospect", "relationship"]);
    assert_eq!(score["lines"][0]["group"], "value");
    assert_eq!(score["correlations"].as_array().unwrap().len(), score["lines"].as_array().unwrap().len());
    let tiers = score["tiers"].as_array().unwrap();
    assert_eq!(tiers.iter().map(|tier| tier["accounts"].as_u64().unwrap()).sum::<u64>(), 60);
    let mean: f64 = tiers
        .iter()
        .map(|tier| tier["keeps_tier"].as_f64().unwrap_or(0.0) * tier["accounts"].as_f64().unwrap() / 60.0)
        .sum();
    assert!((mean - score["keeps_tier"].as_f64().unwrap()).abs() < ROUNDING, "tiers make up the whole: {mean}");
    let scores: Vec<f64> = rows.iter().map(|row| row["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    // an index counts from the most that can be taken away, 12 of 112 points: s = 100 (points + 12) / 112
    let start = 100.0 * 12.0 / 112.0;
    for (row, score) in rows.iter().zip(&scores) {
        let points: f64 = numbers(&row["points"]).iter().sum();
        assert!((points + start - score).abs() < ROUNDING, "{row}");
    }

    let one = rows[3]["customer_id"].as_str().unwrap();
    let alone = desk.get(&format!("/api/v1/cards/key-account/score?customer={}", crate::desk::encoded(one))).await.ok();
    assert_eq!(alone["score"]["rows"], json!([rows[3]]), "its place among all, not among itself");

    let gone = desk.send(Method::DELETE, "/api/v1/cards/key-account", &json!({})).await.ok();
    assert_eq!(gone, json!([]));
    assert_eq!(desk.get("/api/v1/cards/key-account").await.problem(), (404, "unknown-card".to_owned()));
    // the run keeps what it scored, without the headings of a card that is gone
    let kept = desk.get("/api/v1/cards/key-account/score?limit=7").await.ok();
    assert_eq!((&kept["score"]["rows"], &kept["score"]["groups"]), (&json!(rows), &json!([])));
}

#[tokio::test]
async fn versions_are_kept_and_asked_for() {
    let desk = Desk::new().await;
    let first = template(&desk, "points").await;
    put(&desk, &first).await;
    let second = format!("{first}\n# looked at again\n");
    assert_eq!(put(&desk, &second).await["versions"], json!([1, 2]));
    assert_eq!(desk.get("/api/v1/cards/points").await.ok()["text"], second);
    assert_eq!(desk.get("/api/v1/cards/points?version=1").await.ok()["text"], first);
    let unknown = desk.get("/api/v1/cards/points?version=9").await;
    assert_eq!(unknown.problem(), (404, "unknown-card-version".to_owned()));
    assert_eq!(desk.get("/api/v1/cards/points?version=x").await.problem(), (422, "bad-parameter".to_owned()));
    let waiting = desk.get("/api/v1/cards/points/score").await.ok();
    assert_eq!(waiting["problem"]["code"], "no-run");
}

#[tokio::test]
async fn a_card_that_does_not_fit_is_an_answer_with_its_line() {
    let desk = Desk::new().await;
    let text = template(&desk, "key-account").await;
    let fits = check(&desk, &text).await;
    assert_eq!((&fits["id"], &fits["indicators"], &fits["problem"]), (&json!("key-account"), &json!(12), &Value::Null));

    let heavy = text.replacen("weight = 20", "weight = 25", 1);
    let problem = check(&desk, &heavy).await["problem"].clone();
    assert_eq!((&problem["code"], &problem["values"]["sum"]), (&json!("card-weights-sum"), &json!(105.0)));
    assert_eq!(problem["hint"], "take 5 off one or more weights");

    let unknown = text.replacen("monthly_billing", "monthly_billings", 1);
    let problem = check(&desk, &unknown).await["problem"].clone();
    let line = 1 + text.lines().position(|line| line == "id = \"billing\"").unwrap();
    assert_eq!(problem["code"], "card-measure-unknown");
    assert_eq!(
        (&problem["values"]["line"], &problem["values"]["measure"]),
        (&json!(line - 1), &json!("monthly_billings"))
    );
    assert_eq!(desk.get("/api/v1/cards").await.ok(), json!([]), "a check keeps nothing");
    let refused = desk.send(Method::PUT, "/api/v1/cards", &json!({ "text": unknown })).await;
    assert_eq!(refused.problem(), (422, "card-measure-unknown".to_owned()));

    let long = format!("{text}{}", "#".repeat(300 << 10));
    assert_eq!(check(&desk, &long).await["problem"]["code"], "card-too-long");
    let huge = json!({ "text": "#".repeat(2 << 20) });
    assert_eq!(desk.post("/api/v1/cards/check", &huge).await.problem(), (413, "body-too-large".to_owned()));
    assert_eq!(desk.get("/api/v1/cards/templates/none").await.problem(), (404, "unknown-template".to_owned()));
    assert_eq!(desk.get("/api/v1/cards/none/score").await.ok()["problem"]["code"], "no-run");
}

#[tokio::test]
async fn judgements_become_weights_or_a_proposal() {
    let desk = Desk::new().await;
    let ask = async |matrix: Value| desk.post("/api/v1/weights/pairwise", &json!({ "matrix": matrix })).await.ok();
    // three criteria of the worked example
    let fine = ask(json!([["1", "3", "5"], ["1/3", "1", "3"], ["1/5", "1/3", "1"]])).await;
    for (found, known) in numbers(&fine["weights"]).iter().zip([0.636_986, 0.258_285, 0.104_729]) {
        assert!((found - known).abs() < PRINTED, "{found} {known}");
    }
    assert!((fine["consistency_ratio"].as_f64().unwrap() - 0.033_199).abs() < PRINTED);
    assert_eq!((&fine["mend"], &fine["accepted_ratio"]), (&json!([]), &json!(0.1)));

    let circle = ask(json!([["1", "5", "1/5"], ["1/5", "1", "5"], ["5", "1/5", "1"]])).await;
    let mend = &circle["mend"][0];
    assert_eq!((&mend["row"], &mend["column"], &mend["from"]), (&json!(0), &json!(1), &json!(5.0)));
    assert!(circle["consistency_ratio"].as_f64().unwrap() > 2.7);

    let odd = ask(json!([["1", "much"], ["1", "1"]])).await;
    assert_eq!((&odd["problem"]["code"], &odd["weights"]), (&json!("pairwise-unreadable"), &json!([])));
}

#[tokio::test]
async fn a_card_weighed_by_judges_says_what_they_compare() {
    let desk = Desk::new().await;
    let text = r#"
id = "judged"
name = { en = "Judged", zh = "判断" }

[weights]
people = "ahp"

[[indicator]]
id = "sales"
name = { en = "Sales", zh = "销售" }
measure = "revenue"

[[indicator]]
id = "orders"
name = { en = "Orders", zh = "订单" }
measure = "orders"
"#;
    let bare = check(&desk, text).await;
    assert_eq!(bare["problem"]["code"], "card-judgements");
    assert_eq!(bare["judged"][0]["criteria"][1]["id"], "orders");
    assert_eq!((&bare["judged"][0]["matrix"], &bare["judged"][0]["judges"]), (&Value::Null, &json!(0)));
    let judged = format!("{text}\n[[judgements]]\nmatrix = [[\"1\", \"3\"], [\"1/3\", \"1\"]]\n");
    let whole = check(&desk, &judged).await;
    assert_eq!((&whole["problem"], &whole["judged"][0]["matrix"][1]), (&Value::Null, &json!(["1/3", "1"])));
}

#[tokio::test]
async fn a_card_whose_measure_is_gone_says_so() {
    let desk = Desk::with(registry_with(SpendPace), options()).await;
    desk.fill(&Shop::new(20)).await;
    let text = "id = \"pace\"\nname = { en = \"Pace\", zh = \"节奏\" }\n\n[[indicator]]\nid = \"spend\"\n\
        name = { en = \"Spend\", zh = \"金额\" }\nmeasure = \"spend_per_order\"\nweight = 100\n";
    put(&desk, text).await;
    desk.run().await;
    assert_eq!(desk.get("/api/v1/cards/pace/score").await.ok()["score"]["accounts"], 20);

    // the same folder, opened by a program without that analysis
    let Desk { folder, router: old } = desk;
    drop(old);
    let service = Service::open_or_create(&folder.path().join("data"), Registry::default()).await.unwrap();
    let desk = Desk { router: router(AppState::new(service, options())), folder };
    assert_eq!(desk.get("/api/v1/cards").await.ok()[0]["problem"]["code"], "card-measure-unknown");
    let run = desk.run().await;
    let codes: Vec<&Value> = run["notices"].as_array().unwrap().iter().map(|notice| &notice["code"]).collect();
    assert!(codes.contains(&&json!("card-unfit")), "{codes:?}");
    let answer = desk.get("/api/v1/cards/pace/score").await.ok();
    assert_eq!(
        (&answer["problem"]["code"], &answer["problem"]["values"]["line"]),
        (&json!("card-measure-unknown"), &json!(4))
    );
}

#[tokio::test]
async fn weights_ways_forms_and_reviews_are_answered_and_refusals_are_answers() {
    let desk = Desk::valued(&Shop::new(60)).await;
    put(&desk, &template(&desk, "key-account").await).await;
    let waiting = desk.post("/api/v1/cards/key-account/what-if", &json!({})).await.ok();
    assert_eq!(waiting["problem"]["code"], "card-not-scored");
    desk.run().await;
    let tried =
        desk.post("/api/v1/cards/key-account/what-if", &json!({ "groups": { "value": 80 }, "limit": 5 })).await.ok();
    let view = &tried["what_if"];
    assert_eq!((view["rows"].as_array().unwrap().len(), &view["accounts"]), (5, &json!(60)));
    let of_group: f64 = view["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["group"] == "value" && line["deduction"] == false)
        .map(|line| line["points"].as_f64().unwrap())
        .sum();
    assert!((of_group - 80.0).abs() < ROUNDING, "{of_group}");
    let refused = desk.post("/api/v1/cards/key-account/what-if", &json!({ "groups": { "value": 180 } })).await.ok();
    assert_eq!((&refused["problem"]["code"], &refused["what_if"]), (&json!("card-weights"), &Value::Null));

    let score = desk.get("/api/v1/cards/key-account/score").await.ok();
    let last = score["score"]["rows"].as_array().unwrap().last().unwrap().clone();
    let id = crate::desk::encoded(last["customer_id"].as_str().unwrap());
    let gap = desk.get(&format!("/api/v1/cards/key-account/gap?customer={id}")).await.ok();
    assert!(gap["gap"]["gap"].as_f64().unwrap() > 0.0, "{gap}");
    let groups = desk.get("/api/v1/cards/key-account/groups").await.ok();
    assert_eq!(groups["problem"]["code"], "card-no-groups");
    let compared = desk.get("/api/v1/cards/compare?card=key-account").await.ok();
    assert_eq!(compared["problem"]["code"], "cards-count");

    let form = desk.get("/api/v1/cards/key-account/form?assessor=Li").await.ok();
    let (line, version) = (&form["form"]["lines"][0]["id"], &form["form"]["version"]);
    let entry = json!({ "customer_id": last["customer_id"], "line": line, "score": 4.0, "note": "met them" });
    let typed = json!({ "assessor": "Li", "version": version, "scores": [entry] });
    let kept = desk.post("/api/v1/cards/key-account/scores", &typed).await.ok();
    assert_eq!(kept["loaded"], 1);
    let assessors = desk.get(&format!("/api/v1/cards/key-account/assessors?customer={id}")).await.ok();
    assert_eq!(assessors["assessors"]["assessors"], json!(["Li"]));
    let page = desk.get(&format!("/api/v1/account-review?customer={id}&format=html&lang=zh")).await;
    assert!(page.text().contains("客户评审报告"));
    let kept =
        desk.send(Method::PUT, "/api/v1/cards/key-account/weights", &json!({ "groups": { "value": 80 } })).await.ok();
    assert_eq!(kept["version"], 2);
}
