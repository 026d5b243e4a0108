//! Scorecards from the command line: begun from a template, checked, changed, scored.

use crate::support::Place;

/// Three customers, one of whom an assessor has looked at.
fn company() -> Place {
    let place = Place::new();
    place.write(
        "orders.csv",
        "customer_id,ordered_at,amount\nA,2024-01-01,100\nA,2024-12-31,900\nB,2024-06-01,300\nC,2024-09-01,50\n",
    );
    place.write(
        "scores.csv",
        "customer_id,assessor,scorecard,indicator,score,assessed_on\nA,Wang,six-questions,industry,5,2024-12-01\n\
         A,Wang,six-questions,credit,4,2024-12-01\nB,Wang,six-questions,industry,2,2024-12-01\n\
         B,Wang,six-questions,credit,3,2024-12-01\n",
    );
    place.done(&["import", "orders", "orders.csv"]);
    place.done(&["import", "assessments", "scores.csv"]);
    place
}

#[test]
fn a_card_is_begun_scored_and_changed() {
    let place = company();
    let templates = place.json(&["card", "list", "--templates"]);
    assert_eq!(templates.as_array().unwrap().len(), 8);
    place.done(&["card", "new", "--from", "six-questions"]);
    place.done(&["run"]);
    let scored = place.json(&["score", "six-questions"]);
    let rows = scored["rows"].as_array().unwrap();
    assert_eq!(rows.iter().map(|row| row["customer_id"].as_str().unwrap()).collect::<Vec<_>>(), ["A", "C", "B"]);
    // A: 5 and 4 of 5 on two lines of equal weight, the other four left out; 87.5 of 100. C takes the means of A and B.
    let score = |row: usize| rows[row]["score"].as_f64().unwrap();
    assert!(
        (score(0) - 87.5).abs() < 1e-9 && (score(2) - 37.5).abs() < 1e-9 && (score(1) - 62.5).abs() < 1e-9,
        "{rows:?}"
    );
    assert_eq!(rows[0]["tier"], "strategic");
    let table = place.done(&["score", "six-questions", "--lang", "zh"]);
    assert!(table.out.contains("战略级") && table.out.contains("所处行业前景 +50.0"), "{}", table.out);
    let text = place.done(&["card", "show", "six-questions"]).out;
    place.write("card.toml", &text.replace("from = 75", "from = 90"));
    place.done(&["card", "validate", "card.toml"]);
    place.done(&["card", "set", "card.toml"]);
    let list = place.json(&["card", "list"]);
    assert_eq!(
        (list[0]["card"].as_str().or(list[0]["id"].as_str()), list[0]["version"].as_u64()),
        (Some("six-questions"), Some(2))
    );
    place.done(&["run"]);
    assert_eq!(place.json(&["score", "six-questions"])["rows"][0]["tier"], "key");
    place.done(&["card", "remove", "six-questions"]);
    assert_eq!(place.json(&["card", "list"]).as_array().unwrap().len(), 0);
}

#[test]
fn a_card_that_does_not_fit_is_refused_with_its_line() {
    let place = company();
    let text = place.done(&["card", "show", "six-questions"]).out;
    place.write("card.toml", &text.replacen("weight = 20", "weight = 25", 1));
    let (error, hint) = place.refused(1, &["card", "validate", "card.toml"]);
    assert_eq!(error, "card `six-questions`, line `2`: weights sum to `105`; expected `100`, deductions not counted");
    assert_eq!(hint, "take 5 off one or more weights");
    let (error, hint) = place.refused(1, &["score", "six-questions"]);
    assert!(
        error.starts_with("the portfolio has not been valued yet") && hint.contains("`patron run`"),
        "{error} {hint}"
    );
    let (error, _) = place.refused(1, &["card", "new", "--from", "seven"]);
    assert!(error.starts_with("template `seven`; expected one of `key-account`"), "{error}");
    let (error, hint) = place.refused(1, &["card", "set", "none.toml"]);
    assert!(error.starts_with("file `none.toml` cannot be read"), "{error}");
    assert_eq!(hint, "check the path");
}
