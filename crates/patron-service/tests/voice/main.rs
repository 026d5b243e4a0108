//! What customers think, joined to what they are worth: a small company, counted by hand.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod concerns;
mod contacts;
mod said;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use patron_service::Registry;
use patron_service::service::VoiceOf;
use patron_service::summary::OpenOptions;
use patron_service::voice::AnswerFile;
use support::{Portfolio, now};

/// Six customers; the last day is 2025-12-31. Revenue: A 300, B 100, C 600, D 50, E 400, F 20.
const ORDERS: &str = "customer_id,order_id,ordered_at,amount\n\
    A,1,2025-01-01,100\nA,2,2025-05-01,100\nA,3,2025-09-01,100\nB,4,2025-02-01,100\n\
    C,5,2025-01-15,200\nC,6,2025-04-15,200\nC,7,2025-12-31,200\nD,8,2025-03-01,50\n\
    E,9,2025-02-01,200\nE,10,2025-08-01,200\nF,11,2025-11-01,20\n";

const CUSTOMERS: &str = "customer_id,name,region,account_manager\n\
    A,Alpha,north,Li\nB,Beta,north,Chen\nC,Gamma,south,Li\nD,Delta,south,Chen\nE,Epsilon,south,\nF,Phi,north,Li\n";

/// Recommendation in two waves; two people answer for E in the second, one of them also in the first; Z is in no order.
const ANSWERS: &str = "who,customer_id,at,wave,where,score\n\
    p1,A,2025-04-01,spring,shop,9\np2,B,2025-04-01,spring,shop,6\np3,C,2025-04-02,spring,web,10\n\
    p4,D,2025-04-02,spring,web,7\np5,E,2025-04-03,spring,web,3\np9,,2025-04-03,spring,shop,10\n\
    p1,A,2025-10-01,autumn,shop,10\np2,B,2025-10-01,autumn,shop,8\np3,C,2025-10-02,autumn,web,5\n\
    p5,E,2025-10-03,autumn,web,4\np6,E,2025-10-03,autumn,web,9\np7,Z,2025-10-03,autumn,,0\n";

const QUESTIONNAIRE: &str = r#"
id = "rec"
name = { en = "Recommendation", zh = "推荐意愿" }
instrument = "nps"
scale = { low = 0, high = 10 }

[columns]
respondent = "who"
customer = "customer_id"
answered_at = "at"
wave = "wave"
touchpoint = "where"

[[item]]
id = "score"
text = { en = "Would you recommend us?", zh = "您会推荐我们吗？" }
"#;

/// Imports answers to a questionnaire, which is kept.
async fn asked(portfolio: &Portfolio, questionnaire: &str, answers: &str) {
    let path = portfolio.folder.path().join("answers.csv");
    std::fs::write(&path, answers).unwrap();
    let file = AnswerFile { path, options: OpenOptions::default() };
    let found = portfolio.service.import_survey(questionnaire, file, None, &BTreeMap::new(), now()).await.unwrap();
    assert_eq!(found.import.quarantined, 0, "{found:?}");
}

async fn company() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    portfolio.import_text("customers", "customers.csv", CUSTOMERS).await;
    asked(&portfolio, QUESTIONNAIRE, ANSWERS).await;
    portfolio
}

fn of(survey: &str, wave: Option<&str>) -> VoiceOf {
    VoiceOf { survey: survey.to_owned(), wave: wave.map(str::to_owned) }
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}
