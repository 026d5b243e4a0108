//! What guests of an airport and buyers of a marketplace answered, from files to the ledger and to measures of customers.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use patron_service::Registry;
use patron_service::summary::OpenOptions;
use patron_service::views::SurveyImport;
use patron_service::voice::AnswerFile;
use serde_json::Value;

use crate::plain::{Row, near, number, rows};
use crate::support::{Portfolio, now, shared};

async fn import(portfolio: &Portfolio, text: &str, path: &Path, on: Option<&str>) -> SurveyImport {
    let file = AnswerFile { path: path.to_owned(), options: OpenOptions::default() };
    portfolio.service.import_survey(text, file, on, &BTreeMap::new(), now()).await.unwrap()
}

/// The cells of the only row.
async fn row(portfolio: &Portfolio, sql: &str) -> Vec<f64> {
    let batches = portfolio.service.sql(sql).await.unwrap().frame.collect().await.unwrap();
    let text = arrow::util::pretty::pretty_format_batches(&batches).unwrap().to_string();
    let line = text.lines().nth(3).unwrap();
    line.split('|').filter_map(|cell| cell.trim().parse().ok()).collect()
}

/// Four waves whose columns change: in one the number of a guest is headed otherwise, recommendation is asked in the last
/// alone, and the codes for no answer are 0, 6, 11 and a word.
#[tokio::test]
async fn four_waves_of_an_airport_are_one_survey() {
    const WAVES: [(&str, &str, usize, f64); 4] = [
        ("sfo_2014.csv.gz", "2014-05-31", 2677, 3.995_890_922_674_636),
        ("sfo_2015.csv.gz", "2015-05-31", 2810, 4.048_042_704_626_335),
        ("sfo_2016.csv.gz", "2016-05-31", 2919, 4.038_026_721_479_959),
        ("sfo_2017.csv", "2017-05-31", 2688, 4.064_360_119_047_619),
    ];
    const TEXT: &str = "id = \"airport\"\nname = { en = \"Airport\", zh = \"机场\" }\ninstrument = \"csat\"\n\
        scale = { low = 1, high = 5 }\nmissing = [0, 6, \"Blank\"]\n[columns]\nweight = \"WEIGHT\"\n\
        [[item]]\nid = \"Q7ALL\"\n[[item]]\nid = \"Q10SAFE\"\n[[item]]\nid = \"NETPRO\"\noptional = true\n\
        scale = { low = 0, high = 10 }\nmissing = [11]\n";
    let portfolio = Portfolio::new(Registry::default()).await;
    let mut answered = 0;
    for (wave, on, answers, mean) in WAVES {
        let Some(path) = shared(&format!("data/sfo_survey/{wave}")) else { return };
        let found = import(&portfolio, TEXT, &path, Some(on)).await;
        let counts = found.counts;
        assert_eq!(counts.cells, counts.answers + counts.missing + counts.refused, "{wave}");
        assert_eq!((counts.refused, found.import.quarantined, found.version), (0, 0, 1), "{wave}");
        assert_eq!(found.import.loaded, counts.answers as u64, "{wave}");
        answered += answers;
        let of_day = row(
            &portfolio,
            &format!(
                "select count(*) as n, avg(cast(score as double)) as m from ledger.surveys where item = 'Q7ALL' and \
                 answered_on = date '{on}'"
            ),
        )
        .await;
        near(of_day[0], answers as f64, wave);
        near(of_day[1], mean, wave);
    }
    let text = portfolio.service.survey_file("airport", None).await.unwrap().text;
    let index = portfolio.service.survey_index(&text, 0.95).await.unwrap();
    let all = index.items[0].answer.unwrap();
    assert_eq!((all.answers, answered), (11_094, 11_094));
    assert_eq!(index.items[2].answer.unwrap().answers, 2746);
    assert!(all.effective < 11_094.0, "weights came along: {}", all.effective);
}

/// Reviews of orders: satisfaction from 1 to 5, beside delivery and spend of the buyer.
#[tokio::test]
async fn reviews_of_a_marketplace_stand_beside_delivery_and_value() {
    let Some(reviews) = shared("data/olist_sample/olist_order_reviews_dataset.csv") else { return };
    let beside = |name: &str| rows(&reviews.with_file_name(name));
    let by = |rows: Vec<Row>, key: &str| -> HashMap<String, Row> {
        rows.into_iter().map(|row| (row[key].clone(), row)).collect()
    };
    let orders = by(beside("olist_orders_dataset.csv"), "order_id");
    let people = by(beside("olist_customers_dataset.csv"), "customer_id");
    let who = |order: &Row| people[&order["customer_id"]]["customer_unique_id"].clone();
    let mut spent: HashMap<String, f64> = HashMap::new();
    for payment in beside("olist_order_payments_dataset.csv") {
        *spent.entry(payment["order_id"].clone()).or_default() += number(&payment, "payment_value");
    }
    let mut lines = "order_id,customer_id,ordered_at,amount\n".to_owned();
    let mut sorted: Vec<&String> = orders.keys().filter(|order| spent.contains_key(*order)).collect();
    sorted.sort();
    for id in sorted {
        let order = &orders[id];
        lines += &format!("{id},{},{},{:.2}\n", who(order), order["order_purchase_timestamp"], spent[id]);
    }
    let portfolio = Portfolio::new(Registry::default()).await;
    let report = portfolio.import_text("orders", "orders.csv", &lines).await;
    assert_eq!(report.quarantined, 0);
    let mut text = "review,who,when,how,score\n".to_owned();
    let mut late: (f64, f64) = (0.0, 0.0);
    let all = beside("olist_order_reviews_dataset.csv");
    for (place, review) in all.iter().enumerate() {
        let order = &orders[&review["order_id"]];
        let (delivered, promised) = (&order["order_delivered_customer_date"], &order["order_estimated_delivery_date"]);
        let how = match (delivered.is_empty(), delivered > promised) {
            (true, _) => "not delivered",
            (false, true) => "late",
            (false, false) => "in time",
        };
        let (score, when, who) = (number(review, "review_score"), &review["review_answer_timestamp"], who(order));
        if how == "late" {
            late = (late.0 + 1.0, late.1 + score);
        }
        text += &format!("{place},{who},{when},{how},{score}\n");
    }
    let answers = portfolio.folder.path().join("reviews.csv");
    std::fs::write(&answers, text).unwrap();
    // a buyer without respondents answers itself: the latest review counts
    let survey = "id = \"review\"\nname = { en = \"Review\", zh = \"评价\" }\ninstrument = \"csat\"\n\
        scale = { low = 1, high = 5 }\n[columns]\nrespondent = \"who\"\ncustomer = \"who\"\nanswered_at = \"when\"\n\
        touchpoint = \"how\"\n[[item]]\nid = \"score\"\n";
    let found = import(&portfolio, survey, &answers, None).await;
    assert_eq!((found.counts.answers, found.import.loaded, found.counts.refused), (2993, 2993, 0));
    assert!(found.notices.iter().any(|notice| notice.code == "survey-respondent-twice"), "19 buyers reviewed twice");
    let of_late = row(
        &portfolio,
        "select count(*) as n, sum(cast(score as double)) as s from ledger.surveys where touchpoint = 'late'",
    )
    .await;
    near(of_late[0], 233.0, "late");
    near(of_late[0], late.0, "late");
    near(of_late[1] / of_late[0], 2.549_356_223_175_966, "late");

    let view = portfolio.run().await.unwrap();
    let satisfaction = row(
        &portfolio,
        "select count(csat) as n, sum(csat) as s, count(equity_at_stake) as k, \
         sum(case when equity_at_stake > 0 and csat > 25 then 1 else 0 end) as wrong, \
         sum(case when equity_at_stake <> greatest(customer_equity, 0) and csat <= 25 then 1 else 0 end) as other \
         from customers",
    )
    .await;
    // who paid for no order is no customer, and answers after the last order are not known at its day
    let paying: HashSet<String> = spent.keys().filter_map(|id| orders.get(id)).map(who).collect();
    let until = view.as_of;
    let mut known: HashMap<&str, (&str, f64)> = HashMap::new();
    for review in all.iter().filter(|review| review["review_answer_timestamp"][..10] <= *until.as_str()) {
        let who = &people[&orders[&review["order_id"]]["customer_id"]]["customer_unique_id"];
        if !paying.contains(who) {
            continue;
        }
        let (when, score) = (review["review_answer_timestamp"].as_str(), number(review, "review_score"));
        let known = known.entry(who).or_insert((when, score));
        if when >= known.0 {
            *known = (when, score);
        }
    }
    near(satisfaction[0], known.len() as f64, "buyers who answered");
    near(satisfaction[1], known.values().map(|(_, score)| 25.0 * (score - 1.0)).sum(), "their satisfaction");
    assert_eq!((satisfaction[3], satisfaction[4]), (0.0, 0.0));
    let stored: Value = serde_json::to_value(portfolio.service.kept_surveys().await.unwrap()).unwrap();
    assert_eq!((stored[0]["id"].as_str(), stored[0]["version"].as_u64()), (Some("review"), Some(1)));
}
