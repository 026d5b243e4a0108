//! Surveys from the command line: templates, a questionnaire checked, answers indexed, answers in the ledger.

use crate::support::{Place, shared};

/// A question from 0 to 10; one answer is none, one cell is beside the scale, one empty.
fn survey() -> Place {
    let place = Place::new();
    let template = place.done(&["survey", "template", "nps"]).out;
    place.write("nps.toml", &template.replace("[columns]", "missing = [99]\n\n[columns]"));
    place.write(
        "answers.csv",
        "respondent_id,customer_id,answered_at,recommend\nr1,A,2026-03-01,10\nr2,,2026-03-02,9\nr3,B,2026-03-02,7\n\
         r4,B,2026-03-03,2\nr5,C,2026-03-03,99\nr6,C,2026-03-04,12\nr7,A,2026-03-04,\n",
    );
    place
}

#[test]
fn answers_are_indexed_without_a_data_folder() {
    let place = survey();
    let ended = place.run(&["survey", "index", "nps.toml", "answers.csv", "--format", "json"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let found: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let nps = &found["items"][0]["nps"];
    assert_eq!(nps["score"].as_f64(), Some(25.0));
    assert!(nps["low"].as_f64().unwrap() < 0.0 && nps["high"].as_f64().unwrap() > 60.0, "four answers say little");
    let counts = |name: &str| found["counts"][name].as_u64().unwrap();
    assert_eq!((counts("cells"), counts("answers"), counts("missing"), counts("refused")), (7, 4, 2, 1));
    assert_eq!((found["refused"][0]["row"].as_u64(), found["refused"][0]["value"].as_str()), (Some(7), Some("12")));
    let words = place.done(&["survey", "index", "nps.toml", "answers.csv", "--lang", "zh"]);
    assert!(words.out.contains("NPS 25.0") && words.out.contains("贬损者"), "{}", words.out);
    assert!(words.err.contains("只有 7 位受访者，区间较宽。"), "{}", words.err);
}

#[test]
fn answers_go_into_the_ledger_and_back_out() {
    let place = survey();
    let ended = place.run(&["survey", "import", "nps.toml", "answers.csv", "--format", "json"]);
    assert_eq!(ended.code, Some(3), "a cell was put aside: {}{}", ended.out, ended.err);
    let found: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!((found["import"]["read"].as_u64(), found["import"]["loaded"].as_u64()), (Some(5), Some(4)));
    let rows = place.json(&[
        "sql",
        "select respondent_id, customer_id, answered_on, instrument, item, score, scale from ledger.surveys \
         order by respondent_id",
    ]);
    assert_eq!(rows.as_array().unwrap().len(), 4);
    assert_eq!((rows[1]["respondent_id"].as_str(), rows[1]["customer_id"].as_str()), (Some("r2"), None));
    assert_eq!((rows[3]["item"].as_str(), rows[3]["scale"].as_str()), (Some("recommend"), Some("0-10")));
    assert_eq!(rows[3]["answered_on"].as_str(), Some("2026-03-03"));
    let kept = place.json(&["survey", "index", "nps.toml"]);
    assert_eq!(kept["items"][0]["nps"]["score"].as_f64(), Some(25.0));
    assert_eq!((kept["counts"]["respondents"].as_u64(), kept["counts"]["refused"].as_u64()), (Some(4), Some(0)));
    let batch = found["import"]["batch"].as_str().unwrap();
    place.done(&["batches", "undo", batch]);
    let rows = place.json(&["sql", "select count(*) as rows from ledger.surveys"]);
    assert_eq!(rows[0]["rows"].as_u64(), Some(0));
    let (message, hint) = place.refused(1, &["survey", "index", "nps.toml"]);
    assert_eq!(message, "the ledger has no answers to `nps`; expected some");
    assert!(hint.contains("patron survey import"), "{hint}");
}

#[test]
fn a_questionnaire_is_kept_with_its_versions_and_used_by_its_id() {
    let place = survey();
    let first = place.run(&["survey", "import", "nps.toml", "answers.csv", "--format", "json"]);
    let first: serde_json::Value = serde_json::from_str(&first.out).unwrap();
    assert_eq!(first["version"].as_u64(), Some(1), "an import keeps what is new");
    let listed = place.json(&["survey", "list"]);
    assert_eq!((listed[0]["id"].as_str(), listed[0]["asked"]["instrument"].as_str()), (Some("nps"), Some("nps")));
    assert_eq!(place.json(&["survey", "index", "nps"])["items"][0]["nps"]["score"].as_f64(), Some(25.0));
    // the same text again is no version; another one is
    place.done(&["survey", "add", "nps.toml"]);
    let text = place.read("nps.toml");
    place.write("second.toml", &text.replace("[99]", "[98, 99]"));
    assert!(place.done(&["survey", "add", "second.toml"]).err.contains("version `2`"));
    assert_eq!(place.json(&["survey", "check", "nps"])["items"][0]["missing"], serde_json::json!(["98", "99"]));
    assert_eq!(place.done(&["survey", "show", "nps", "--at-version", "1"]).out.trim_end(), text.trim_end());
    let (message, _) = place.refused(1, &["survey", "show", "nps", "--at-version", "3"]);
    assert_eq!(message, "version `3` of survey `nps`; expected one of `1`, `2`");
    // the same answers again are asked about
    let again = ["survey", "import", "nps", "answers.csv", "--answer", "overlap=keep", "--format", "json"];
    let again = place.run(&again);
    let again: serde_json::Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(again["version"].as_u64(), Some(2), "{again}");
    place.done(&["survey", "remove", "nps"]);
    let (message, hint) = place.refused(1, &["survey", "index", "nps"]);
    assert_eq!(message, "survey `nps`; expected one of the portfolio's kept surveys: none so far");
    assert!(hint.contains("patron survey add"), "{hint}");
    assert_eq!(place.json(&["survey", "index", "nps.toml"])["items"][0]["nps"]["score"].as_f64(), Some(25.0));
}

#[test]
fn a_day_and_a_column_are_asked_for() {
    let place = survey();
    let text = place.read("nps.toml");
    place.write("plain.toml", &text.replace("answered_at = \"answered_at\"\n", ""));
    let (message, hint) = place.refused(1, &["survey", "import", "plain.toml", "answers.csv"]);
    assert!(message.starts_with("the questionnaire names no column with the day of the answers"), "{message}");
    assert!(hint.contains("--on"), "{hint}");
    let ended = place.run(&["survey", "import", "plain.toml", "answers.csv", "--on", "2026-03-31"]);
    assert_eq!(ended.code, Some(3), "{}{}", ended.out, ended.err);
    place.write("other.toml", &text.replace("id = \"recommend\"", "id = \"q1\""));
    let (message, _) = place.refused(1, &["survey", "index", "other.toml", "answers.csv"]);
    assert!(message.starts_with("the file has no column `q1`; it has `respondent_id`"), "{message}");
    place.write("ten.toml", &text.replace("low = 0", "low = 1"));
    let (message, hint) = place.refused(1, &["survey", "check", "ten.toml"]);
    assert!(message.contains("expected 0 to 10"), "{message}");
    assert!(hint.contains("`csat`"), "{hint}");
}

/// Cells that hold no answer wait in the quarantine with row, column and reason, and come back corrected.
#[test]
fn refused_cells_are_put_aside_and_come_back() {
    let place = survey();
    place.write("orders.csv", "order_id,customer_id,date,amount\n1,A,2026-01-01,10\n2,B,2026-01-02,20\n");
    place.done(&["import", "orders", "orders.csv"]);
    let text = place.read("answers.csv").replace("r5,C,2026-03-03,99", "r4,C,2026-03-03,lots");
    place.write("answers.csv", &text);
    let ended = place.run(&["survey", "import", "nps.toml", "answers.csv", "--format", "json"]);
    assert_eq!(ended.code, Some(3), "{}{}", ended.out, ended.err);
    let found: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    let counts = |name: &str| found["counts"][name].as_u64().unwrap();
    assert_eq!((counts("cells"), counts("answers"), counts("missing"), counts("refused")), (7, 4, 1, 2));
    let import = |name: &str| found["import"][name].as_u64().unwrap();
    assert_eq!((import("read"), import("loaded"), import("quarantined")), (6, 4, 2));
    let notice = |code: &str| {
        let all = found["notices"].as_array().unwrap();
        all.iter().find(|notice| notice["code"] == code).unwrap_or_else(|| panic!("{code}: {all:?}"))["message"].clone()
    };
    let message = notice("survey-respondent-twice");
    assert!(message.as_str().unwrap().contains("row `6`, column `respondent_id`: `r4` stands in row `5`"), "{message}");
    let message = notice("survey-unknown-customers");
    assert!(
        message.as_str().unwrap().contains("`1` customers") && message.as_str().unwrap().contains("`C`"),
        "{message}"
    );

    let waiting = place.json(&["quarantine", "list"]);
    let rows: Vec<_> = waiting["rows"].as_array().unwrap_or_else(|| waiting.as_array().unwrap()).clone();
    let told = |row: &serde_json::Value| {
        ["row", "column", "value", "reason", "expected"].map(|name| row[name].to_string().trim_matches('"').to_owned())
    };
    assert_eq!(told(&rows[0]), ["6", "recommend", "lots", "not-a-number", "a number from 0 to 10 in steps of 1"]);
    assert_eq!(told(&rows[1]), ["7", "recommend", "12", "off-scale", "a number from 0 to 10 in steps of 1"]);

    place.done(&["quarantine", "export", "--out", "waiting.csv"]);
    let corrected = place.read("waiting.csv").replace(",lots,0-10", ",8,0-10").replace(",12,0-10", ",10,0-10");
    place.write("corrected.csv", &corrected);
    place.done(&["import", "surveys", "corrected.csv"]);
    let kept = place.json(&["survey", "index", "nps"]);
    assert_eq!(
        (kept["counts"]["answers"].as_u64(), kept["items"][0]["nps"]["promoters"].as_f64()),
        (Some(6), Some(0.5))
    );
    assert_eq!(kept["counts"]["refused"].as_u64(), Some(0));
}

#[test]
fn templates_are_listed_and_checked() {
    let place = Place::new();
    let all = place.json(&["survey", "template"]);
    let ids: Vec<&str> = all.as_array().unwrap().iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids, ["nps", "csat", "ces", "servqual-22", "loyalty", "perceived-value-7"]);
    place.write("servqual.toml", &place.done(&["survey", "template", "servqual-22"]).out);
    let words = place.done(&["survey", "check", "servqual.toml", "--lang", "zh"]).out;
    assert!(words.contains("empathy") && words.contains("员工理解我的特别需要。"), "{words}");
}

/// The 2017 wave of an airport, with three codes for no answer in one column.
#[test]
fn a_real_survey_is_indexed() {
    let Some(file) = shared("data/sfo_survey/sfo_2017.csv") else { return };
    let place = Place::new();
    place.write(
        "sfo.toml",
        "id = \"sfo\"\nname = { en = \"Airport\", zh = \"机场\" }\ninstrument = \"csat\"\nscale = { low = 1, high = 5 }\n\
         missing = [0, 6, \"Blank\"]\n[columns]\nweight = \"WEIGHT\"\n[[item]]\nid = \"Q7ALL\"\n",
    );
    let found = place.json(&["survey", "index", "sfo.toml", file.to_str().unwrap()]);
    let item = &found["items"][0];
    assert_eq!((item["answer"]["answers"].as_u64(), found["counts"]["refused"].as_u64()), (Some(2688), Some(0)));
    let satisfied = item["satisfaction"]["satisfied"].as_f64().unwrap();
    assert!((0.80..0.85).contains(&satisfied), "{satisfied}");
}
