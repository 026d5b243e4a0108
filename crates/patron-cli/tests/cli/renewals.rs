//! Models of customers under contract.

use serde_json::Value;

use crate::support::{Place, assert_relative};

/// A thousand customers by year, of the paper's high end.
const ALIVE: [u32; 8] = [1000, 869, 743, 653, 593, 551, 517, 491];

#[test]
fn renewals_are_fitted_and_valued() {
    let place = Place::new();
    let rows: String = ALIVE.iter().enumerate().map(|(year, alive)| format!("2001,{year},{alive}\n")).collect();
    place.write("renewals.csv", &format!("cohort,period,customers\n{rows}"));
    let told = place.done(&["fit", "sbg", "renewals.csv"]);
    assert!(told.out.starts_with("sbg fitted to 1000 customers\n\n"), "{}", told.out);
    assert_eq!(told.err, "");
    place.done(&["fit", "sbg", "renewals.csv", "--out", "sbg.json"]);
    let fit: Value = serde_json::from_str(&place.read("sbg.json")).unwrap();
    // As far as the search goes: the likelihood is flat to 1e-14 there.
    assert_relative(&fit["parameters"]["alpha"], 0.6680883511064463, 1e-6);
    assert_relative(&fit["standard_errors"]["beta"], 0.7855316917757071, 1e-5);
    assert_eq!(fit["time_unit"], Value::Null);
    let rows = place.json(&["predict", "sbg.json", "renewals.csv", "--margin-per-period", "99", "--intervals"]);
    let row = &rows[0];
    let value = row["residual_value"].as_f64().unwrap();
    let lifetime = row["discounted_lifetime"].as_f64().unwrap();
    assert_relative(&row["residual_value"], 99.0 * 491.0 * lifetime, 1e-12);
    assert!(
        row["residual_value_low"].as_f64().unwrap() < value && value < row["residual_value_high"].as_f64().unwrap()
    );
    let told = place.done(&["predict", "sbg.json", "renewals.csv", "--margin-per-period", "99"]);
    assert_eq!(told.err, format!("note: residual value of all cohorts together: {value:.2}\n"));
    let curve = place.done(&["predict", "sbg.json", "renewals.csv", "--curve", "--horizon", "5", "--format", "csv"]);
    let lines: Vec<&str> = curve.out.lines().collect();
    assert_eq!((lines[0], lines.len()), ("cohort,period,survival,retention,customers,expected_customers", 1 + 13));
    assert!(lines[2].starts_with("2001,1,0.850679"), "{}", lines[2]);

    place.write(
        "fit.json",
        r#"{"model":"bg-nbd","time_unit":"week","parameters":{"r":0.243,"alpha":4.414,"a":0.793,"b":2.426}}"#,
    );
    let said = |message: &str, hint: &str| (message.to_owned(), hint.to_owned());
    assert_eq!(
        place.refused(2, &["predict", "fit.json", "renewals.csv", "--curve"]),
        said(
            "`--curve` is given with `bg-nbd`, expected a model of renewals beside it",
            "leave it out: `bg-nbd` is a model of purchases"
        )
    );
    assert_eq!(
        place.refused(2, &["predict", "sbg.json", "renewals.csv", "--spend-fit", "fit.json"]),
        said(
            "`--spend-fit` is given with `sbg`, expected a model of purchases beside it",
            "leave it out: `sbg` is a model of renewals"
        )
    );
    assert_eq!(
        place.refused(2, &["fit", "sbg", "renewals.csv", "--time-unit", "week"]),
        said("`--time-unit` is given with `sbg`, expected none: it counts in renewals", "leave `--time-unit` out")
    );
    place.write("wrong.csv", "cohort,period,customers\na,0,100\na,1,120\n");
    assert_eq!(
        place.refused(1, &["fit", "sbg", "wrong.csv"]).0,
        "file `wrong.csv`, row `3`, column `customers`: `120`, expected at most the `100` of the period before"
    );
}
