//! Schemes from the command line: begun from a template, checked, changed, shown.

use crate::support::Place;

fn company() -> Place {
    let place = Place::new();
    let orders: String = (1..=8).map(|n| format!("C{n},2024-0{n}-01,{}\n", 100 * n)).collect();
    place.write("orders.csv", &format!("customer_id,ordered_at,amount\n{orders}"));
    place.done(&["import", "orders", "orders.csv"]);
    place
}

#[test]
fn a_scheme_is_begun_shown_and_changed() {
    let place = company();
    assert_eq!(place.json(&["scheme", "templates"]).as_array().unwrap().len(), 8);
    place.done(&["scheme", "new", "--from", "revenue-tiers"]);
    place.done(&["run"]);
    let tiers = place.json(&["segment", "revenue-tiers"]);
    // of eight customers 5 % are none, 20 % are one, half are four
    let counts = |view: &serde_json::Value| -> Vec<(String, u64)> {
        let labels = view["labels"].as_array().unwrap().iter();
        labels.map(|label| (label["id"].as_str().unwrap().to_owned(), label["customers"].as_u64().unwrap())).collect()
    };
    let named = |pairs: [(&str, u64); 4]| pairs.map(|(id, count)| (id.to_owned(), count));
    assert_eq!(counts(&tiers), named([("top", 0), ("large", 1), ("medium", 3), ("small", 4)]));
    let table = place.done(&["segment", "revenue-tiers", "--lang", "zh"]).out;
    assert!(table.contains("大型") && table.contains("800.00"), "{table}");
    let csv = place.done(&["segment", "revenue-tiers", "--format", "csv"]).out;
    assert!(
        csv.starts_with(
            "label,name,customers,share,revenue,contribution,customer_equity,customer_value,satisfaction,strategy,"
        ),
        "{csv}"
    );
    assert!(csv.lines().nth(1).unwrap().ends_with(",40"), "{csv}");
    // a built-in scheme goes by the name of its analysis too
    assert_eq!(place.json(&["segment", "abc"])["scheme"], "abc_class");
    assert_eq!(place.json(&["segment", "revenue-tiers", "--filter", "revenue:ge:500"])["customers"], 4);

    let text = place.done(&["scheme", "show", "revenue-tiers"]).out;
    place.write("tiers.toml", &text.replace("top = 0.05", "top = 0.125"));
    let said = place.done(&["scheme", "validate", "tiers.toml"]);
    assert!(said.out.contains("Top"), "{}", said.out);
    place.done(&["scheme", "set", "tiers.toml"]);
    let list = place.json(&["scheme", "list"]);
    assert_eq!((list[0]["version"].as_u64(), list[0]["valued"].as_u64()), (Some(2), Some(1)));
    place.done(&["run"]);
    assert_eq!(counts(&place.json(&["segment", "revenue-tiers"]))[0], ("top".to_owned(), 1));
    let listed = place.done(&[
        "customers",
        "--where",
        "\"scheme.revenue-tiers\" = 'top'",
        "--columns",
        "customer_id",
        "--format",
        "csv",
    ]);
    assert_eq!(listed.out, "customer_id\nC8\n");
    place.done(&["scheme", "remove", "revenue-tiers"]);
    assert_eq!(place.json(&["scheme", "list"]).as_array().unwrap().len(), 0);
}

#[test]
fn a_scheme_that_does_not_fit_is_refused_with_its_line() {
    let place = company();
    let text = place.done(&["scheme", "show", "win-back"]).out;
    place.write("bad.toml", &text.replacen("is = \"in\"", "is = \">=\"", 1));
    let (error, hint) = place.refused(1, &["scheme", "validate", "bad.toml"]);
    assert_eq!(error, "scheme `win-back`, line `7`: `abc_class` holds texts, which cannot be compared by `>=`");
    assert_eq!(hint, "expected one of `=`, `!=`, `in`, `contains`, `known`, `unknown`");
    place.write("bad.toml", &text.replacen("resources = 45", "resources = 50", 1));
    let (error, hint) = place.refused(1, &["scheme", "set", "bad.toml"]);
    assert_eq!(error, "scheme `win-back`, line `2`: `resources` of the labels add to `105`; expected `100`");
    assert_eq!(hint, "take 5 from one or more labels");
    let (error, _) = place.refused(1, &["scheme", "new", "--from", "nine"]);
    assert!(error.starts_with("template `nine`; expected one of `match-matrix`"), "{error}");
    let (error, _) = place.refused(1, &["scheme", "show", "nothing"]);
    assert_eq!(error, "scheme `nothing`; expected one of the portfolio's own schemes: none so far");
    place.done(&["run"]);
    let (error, _) = place.refused(2, &["segment", "nothing"]);
    assert!(error.starts_with("scheme `nothing`, expected one of `rfm_type`"), "{error}");
}
