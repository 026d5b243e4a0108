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
    assert_eq!(templates.as_array().unwrap().len(), 10);
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

#[test]
fn weights_are_tried_and_kept_and_an_account_sees_its_way() {
    let place = company();
    place.done(&["card", "new", "--from", "six-questions"]);
    place.done(&["run"]);
    // industry 5 and 2, credit 4 and 3, each 20 of 100: half of what counts
    let tried = place.json(&["score", "six-questions", "--weight", "industry=60"]);
    assert_eq!(tried["lines"][0]["points"], 60.0);
    // of the other 80 points 20 are credit's; now 10 of 40: A (60 + 0.75 × 10) / 70
    let best = tried["rows"][0]["score"].as_f64().unwrap();
    assert!((best - 100.0 * 67.5 / 70.0).abs() < 1e-9, "{best}");
    let shown = place.done(&["score", "six-questions", "--weight", "industry=60"]);
    assert!(shown.err.contains("nothing is kept without `--save`"), "{}", shown.err);
    let (error, hint) = place.refused(1, &["score", "six-questions", "--weight", "industry=130"]);
    assert_eq!(error, "card `six-questions`: weights sum to `130`; expected at most `100`, deductions not counted");
    assert_eq!(hint, "take 30 off one or more weights");
    let (error, _) = place.refused(2, &["score", "six-questions", "--weight", "industry"]);
    assert_eq!(error, "weight `industry`, expected a name and points such as `satisfaction=20`");
    let saved = place.done(&["score", "six-questions", "--weight", "industry=60", "--save"]);
    assert!(saved.err.contains("card `six-questions` is version `2`"), "{}", saved.err);
    assert!(place.done(&["card", "show", "six-questions"]).out.contains("weight = 60"));

    let account = place.json(&["score", "six-questions", "--customer", "B"]);
    assert_eq!(account["score"]["rows"][0]["customer_id"], "B");
    let gap = &account["gap"];
    assert!(gap["reaches"].as_bool().unwrap() && !gap["raises"].as_array().unwrap().is_empty(), "{gap}");
    let table = place.done(&["score", "six-questions", "--customer", "B", "--lang", "zh"]);
    assert!(table.out.contains("所处行业前景") && table.err.contains("the way with the fewest lines"), "{}", table.err);
    let (error, _) = place.refused(1, &["score", "six-questions", "--groups"]);
    assert_eq!(error, "card `six-questions` does not say how groups are scored; expected `groups` in its text");
}

#[test]
fn assessors_forms_comparisons_and_reviews() {
    let place = company();
    place.done(&["card", "new", "--from", "six-questions"]);
    place.done(&["card", "new", "--from", "six-questions", "--id", "sales"]);
    place.done(&["run"]);
    place.done(&["card", "form", "six-questions", "--assessor", "Li", "--out", "form.csv"]);
    let form = place.read("form.csv");
    assert_eq!(form.lines().count(), 1 + 3 * 6, "three customers, six lines");
    let (first, rest) = form.split_once('\n').unwrap();
    let row = rest.lines().find(|row| row.starts_with("A,") && row.contains(",industry,")).unwrap();
    let filled = row.replace(",,20", ",2,20");
    place.write("filled.csv", &format!("{first}\n{}\n", rest.replace(row, &filled)));
    let imported = place.done(&["import", "assessments", "filled.csv"]);
    assert!(imported.out.contains("unscored") || imported.err.contains("unscored"), "{}{}", imported.out, imported.err);
    let view = place.json(&["card", "assessors", "six-questions", "--customer", "A"]);
    assert_eq!(view["assessors"], serde_json::json!(["Li", "Wang"]));
    assert_eq!((&view["spreads"][0]["line"], &view["spreads"][0]["median"]), (&"industry".into(), &3.5.into()));
    place.write(
        "again.csv",
        "customer_id,assessor,scorecard,indicator,score,assessed_on\nA,Wang,six-questions,industry,1,2024-12-01\n",
    );
    let (error, hint) = place.refused(1, &["import", "assessments", "again.csv"]);
    assert_eq!(
        error,
        "card `six-questions`, indicator `industry`: assessor `Wang` scores account `A` with `1` and with `5` on \
         `2024-12-01`; expected one score"
    );
    assert!(hint.starts_with("keep one of them; a changed opinion gets a later date"), "{hint}");

    let (error, _) = place.refused(1, &["card", "compare", "six-questions", "six-questions"]);
    assert_eq!(error, "`2` cards to compare; expected 2 to 6 different ones");
    place.write(
        "sales.csv",
        "customer_id,assessor,scorecard,indicator,score,assessed_on\n\
        A,Chen,sales,industry,1,2024-12-01\nB,Chen,sales,industry,5,2024-12-01\nC,Chen,sales,industry,3,2024-12-01\n",
    );
    place.done(&["import", "assessments", "sales.csv"]);
    place.done(&["run"]);
    let compared = place.json(&["card", "compare", "six-questions", "sales"]);
    assert_eq!((&compared["accounts"], &compared["pairs"][0]["first"]), (&3.into(), &"six-questions".into()));
    place.done(&["report", "--account", "A", "--out", "a.html", "--lang", "zh"]);
    assert!(place.read("a.html").contains("客户评审报告"));
    place.done(&["report", "--accounts", "six-questions", "--out", "all.xlsx"]);
    let (error, _) = place.refused(1, &["report", "--account", "Z", "--out", "z.html"]);
    assert_eq!(error, "customer `Z` is not in the current run");
}
