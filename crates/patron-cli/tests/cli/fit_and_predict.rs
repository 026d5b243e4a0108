use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Place, assert_relative, shared};

/// Published parameters, as a person would write them down.
const BG_NBD: &str =
    r#"{"model":"bg-nbd","time_unit":"week","parameters":{"r":0.243,"alpha":4.414,"a":0.793,"b":2.426}}"#;
const GAMMA_GAMMA: &str = r#"{"model":"gamma-gamma","parameters":{"p":6.25,"q":3.74,"gamma":15.44}}"#;

/// Id, x, t_x, T, mean spend; P(alive), purchases, spend.
type Named = (&'static str, u32, u32, u32, f64, f64, f64, f64);

/// Customers of the CDNOW sample in days, with P(alive), purchases in 39 weeks and spend at those parameters, computed
/// at 50 digits.
const NAMED: [Named; 4] = [
    ("16", 0, 0, 272, 0.0, 1.0, 0.1951096649930885, 35.21897810218978),
    ("157", 29, 264, 266, 26.26137931034483, 0.9692183999179924, 20.054788102258613, 26.394776890048373),
    ("244", 5, 36, 261, 194.864, 0.0035690206368386487, 0.014009018234682029, 181.9947043248014),
    ("1", 2, 213, 272, 22.345, 0.7265897218354949, 1.2261158061493218, 24.659612860892388),
];

/// Weeks are not whole tenths of days: one rounding of each time is left.
const EXACT: f64 = 1e-9;

fn named_file() -> String {
    let rows = NAMED.map(|(id, x, t_x, age, mean, ..)| format!("{id},{x},{t_x},{age},{mean},day\n"));
    format!("Id,x,t.x,T.cal,zbar,time_unit\n{}", rows.concat())
}

#[test]
fn published_parameters_written_by_hand_give_the_exact_figures() {
    let place = Place::new();
    place.write("fit.json", BG_NBD);
    place.write("spend.json", GAMMA_GAMMA);
    place.write("summary.csv", &named_file());
    let rows = place.json(&[
        "predict",
        "fit.json",
        "summary.csv",
        "--spend-fit",
        "spend.json",
        "--horizon",
        "39",
        "--discount-rate",
        "0",
        "--margin",
        "0.5",
    ]);
    assert_eq!(rows.as_array().unwrap().len(), NAMED.len());
    for (row, (id, .., alive, purchases, spend)) in rows.as_array().unwrap().iter().zip(NAMED) {
        let names: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = [
            "customer_id",
            "probability_alive",
            "probability_return",
            "expected_purchases",
            "expected_spend",
            "residual_value",
        ];
        assert_eq!(names, expected);
        assert_eq!(row["customer_id"], id);
        assert_relative(&row["probability_alive"], alive, EXACT);
        assert_relative(&row["expected_purchases"], purchases, EXACT);
        assert_relative(&row["expected_spend"], spend, EXACT);
        assert_relative(&row["residual_value"], 0.5 * purchases * spend, EXACT);
    }
}

#[test]
fn csv_parquet_and_tables_hold_the_same_rows_and_intervals_come_on_request() {
    let place = Place::new();
    place.write("fit.json", BG_NBD);
    place.write("summary.tsv", &named_file().replace(',', "\t").replace('\n', "\r\n"));
    let predict = ["predict", "fit.json", "summary.tsv", "--intervals", "--horizon", "39"];
    let csv = place.done(&[&predict[..], &["--format", "csv"]].concat());
    let heading = csv.out.lines().next().unwrap();
    assert_eq!(
        heading,
        "customer_id,probability_alive,probability_return,expected_purchases,expected_purchases_low,expected_purchases_high"
    );
    assert_eq!(csv.err, "warning: the file of `bg-nbd` has no covariance: intervals hold its parameters for exact\n");
    let table = place.done(&[&predict[..], &["--lang", "zh"]].concat());
    assert!(
        table.out.starts_with(" 客户   客户活跃概率   复购概率   预期购买次数   预期购买次数（5%）"),
        "{}",
        table.out
    );
    assert!(table.out.contains(" 157           96.9%"), "{}", table.out);
    place.done(&[&predict[..], &["--out", "p.parquet", "--quiet"]].concat());
    assert_eq!(&std::fs::read(place.path("p.parquet")).unwrap()[..4], b"PAR1");
    place.done(&[&predict[..], &["--out", "p.csv"]].concat());
    assert_eq!(place.read("p.csv"), csv.out);
}

#[test]
fn what_is_simulated_is_recovered() {
    let place = Place::new();
    let told = place.done(&[
        "simulate",
        "bg-nbd",
        "--parameters",
        "r=0.243,alpha=4.414,a=0.793,b=2.426",
        "--spend",
        "p=6.25,q=3.74,gamma=15.44",
        "--customers",
        "3000",
        "--weeks",
        "78",
        "--seed",
        "5",
        "--out",
        "orders.csv",
    ]);
    assert!(told.err.ends_with("orders of `3000` simulated customers written to `orders.csv`\n"), "{}", told.err);
    place.done(&["import", "orders", "orders.csv", "--data-dir", "company"]);
    place.done(&["summary", "--time-unit", "week", "--out", "summary.csv", "--data-dir", "company"]);
    let fit = place.json(&["fit", "bg-nbd", "summary.csv"]);
    assert_eq!(fit["customers"], 3000);
    for (name, truth) in [("r", 0.243), ("alpha", 4.414), ("a", 0.793), ("b", 2.426)] {
        let (found, error) =
            (fit["parameters"][name].as_f64().unwrap(), fit["standard_errors"][name].as_f64().unwrap());
        assert!((found - truth).abs() < 4.0 * error, "{name}: {found} ± {error}, drawn with {truth}");
    }
    let spend = place.json(&["fit", "gamma-gamma", "summary.csv"]);
    for (name, truth) in [("p", 6.25), ("q", 3.74), ("gamma", 15.44)] {
        let (found, error) =
            (spend["parameters"][name].as_f64().unwrap(), spend["standard_errors"][name].as_f64().unwrap());
        assert!((found - truth).abs() < 4.0 * error, "{name}: {found} ± {error}, drawn with {truth}");
    }
}

#[test]
fn a_model_that_cannot_be_fitted_gives_no_numbers() {
    let place = Place::new();
    let rows: String = (0..50).map(|i| format!("{i},0,0,{}\n", 1 + i % 20)).collect();
    place.write("summary.csv", &format!("customer_id,frequency,recency,T\n{rows}"));
    let (message, hint) =
        place.refused(1, &["fit", "bg-nbd", "summary.csv", "--time-unit", "week", "--format", "json"]);
    assert!(message.starts_with("`bg-nbd` cannot be fitted: `0` of `50` customers bought again: expected at least"));
    assert_eq!(hint, "observe for longer, or check that orders carry the right customer id");
}

/// The calibration sample of the references: orders of one day merged, times to 1997-09-30 in days.
fn cdnow_summary() -> Option<(String, Vec<String>)> {
    let text = std::fs::read_to_string(shared("data/cdnow/cdnow_sample.csv")?).unwrap();
    let mut days: BTreeMap<u32, BTreeMap<chrono::NaiveDate, f64>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let date = chrono::NaiveDate::parse_from_str(cells[2], "%Y%m%d").unwrap();
        *days.entry(cells[1].parse().unwrap()).or_default().entry(date).or_default() +=
            cells[4].parse::<f64>().unwrap();
    }
    let end = chrono::NaiveDate::from_ymd_opt(1997, 9, 30).unwrap();
    let mut rows = String::from("customer_id,frequency,recency,T,monetary_value\n");
    let mut ids = Vec::new();
    for (id, days) in days {
        let days: Vec<_> = days.into_iter().filter(|(day, _)| *day <= end).collect();
        let (first, last, x) = (days[0].0, days[days.len() - 1].0, days.len() - 1);
        let spent: f64 = days.iter().skip(1).map(|(_, amount)| amount).sum();
        let mean = if x == 0 { 0.0 } else { spent / x as f64 };
        let (t_x, age) = ((last - first).num_days() as f64 / 7.0, (end - first).num_days() as f64 / 7.0);
        rows.push_str(&format!("{id},{x},{t_x},{age},{mean}\n"));
        ids.push(id.to_string());
    }
    Some((rows, ids))
}

#[test]
fn the_cdnow_sample_gives_the_published_fits_and_the_references_customers() {
    let (Some((summary, ids)), Some(reference)) = (cdnow_summary(), shared("reference/bgnbd_cdnow_sample.json")) else {
        return;
    };
    let reference: Value = serde_json::from_str(&std::fs::read_to_string(reference).unwrap()).unwrap();
    let place = Place::new();
    place.write("summary.csv", &summary);
    place.write("fit.json", &place.json(&["fit", "bg-nbd", "summary.csv", "--time-unit", "week"]).to_string());
    place.write("spend.json", &place.json(&["fit", "gamma-gamma", "summary.csv"]).to_string());
    let fit: Value = serde_json::from_str(&place.read("fit.json")).unwrap();
    assert_eq!((&fit["model"], &fit["customers"], &fit["time_unit"]), (&json!("bg-nbd"), &json!(2357), &json!("week")));
    assert_eq!(fit["converged"], true);
    // Optimisers stop at slightly different points.
    assert!((fit["log_likelihood"].as_f64().unwrap() + 9582.429206673936).abs() < 1e-6);
    for (name, value) in [("r", 0.24259), ("alpha", 4.4136), ("a", 0.79292), ("b", 2.42591)] {
        assert_relative(&fit["parameters"][name], value, 1e-4);
    }
    assert_relative(&fit["standard_errors"]["r"], 0.012557379181029433, 1e-4);
    assert_relative(&fit["aic"], 19172.858413347872, 1e-9);
    let spend: Value = serde_json::from_str(&place.read("spend.json")).unwrap();
    assert_eq!((&spend["customers"], &spend["rows_read"]), (&json!(946), &json!(2357)));
    for (name, value) in [("p", 6.2496), ("q", 3.7442), ("gamma", 15.4435)] {
        assert_relative(&spend["parameters"][name], value, 1e-4);
    }
    let rows = place.json(&["predict", "fit.json", "summary.csv", "--spend-fit", "spend.json", "--horizon", "39"]);
    let rows = rows.as_array().unwrap();
    let total: f64 = rows.iter().map(|row| row["expected_purchases"].as_f64().unwrap()).sum();
    assert_relative(
        &json!(total),
        reference["fits"][0]["aggregate_at_fit"]["expected_in_horizon"].as_f64().unwrap(),
        1e-5,
    );
    for customer in reference["fits"][0]["customers_at_fit"].as_array().unwrap() {
        let id = customer["id"].to_string();
        let row = &rows[ids.iter().position(|other| *other == id).unwrap()];
        assert_eq!(row["customer_id"], id);
        assert_relative(&row["probability_alive"], customer["p_alive"].as_f64().unwrap(), 1e-4);
        assert_relative(&row["expected_purchases"], customer["cet_h"].as_f64().unwrap(), 1e-4);
    }
}

#[test]
fn a_prediction_that_fails_late_leaves_no_file_and_ends_with_one() {
    let place = Place::new();
    place.write("fit.json", BG_NBD);
    let rows: String = (0..70_000).map(|i| format!("C{i},1,10,30\n")).collect();
    place.write("summary.csv", &format!("customer_id,frequency,recency,T\n{rows}C7,0,0,5\n"));
    let wrong = "error: file `summary.csv`, row `70002`, column `customer_id`: `C7`, expected a customer of its own, \
                 found the one of row `9`\n";
    place.write("p.csv", "as it was");
    for target in ["p.csv", "p.parquet"] {
        let ended = place.run(&["predict", "fit.json", "summary.csv", "--out", target]);
        assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
        assert!(ended.err.starts_with(wrong), "{}", ended.err);
    }
    assert_eq!(place.read("p.csv"), "as it was");
    assert!(!place.path("p.parquet").exists());
    let printed = place.run(&["predict", "fit.json", "summary.csv", "--format", "csv"]);
    assert_eq!(printed.code, Some(1), "rows that were printed by then promise nothing");
    let table = place.run(&["predict", "fit.json", "summary.csv"]);
    assert_eq!((table.code, table.out.as_str()), (Some(1), ""));
}

#[test]
fn models_of_regular_purchases_are_fitted_from_a_summary_with_gaps() {
    let place = Place::new();
    place.done(&["simulate", "mbg-cnbd-k", "--customers", "2000", "--seed", "3", "--out", "orders.csv"]);
    // Two who only sent something back.
    let orders = place.read("orders.csv") + "R1,2024-03-01,-5\nR2,2024-03-02,-7\n";
    let orders = orders.lines().enumerate().map(|(at, line)| match at {
        0 => "customer_id,ordered_at,amount\n".to_owned(),
        _ if line.starts_with('R') => format!("{line}\n"),
        _ => format!("{line},9\n"),
    });
    place.write("orders.csv", &orders.collect::<String>());
    place.done(&["import", "orders", "orders.csv"]);
    let told = place.done(&["summary", "--out", "plain.csv"]);
    assert!(
        told.err.ends_with("note: `2` customers with returns only are left out: they have no purchase to count from\n"),
        "{}",
        told.err
    );
    assert!(place.read("plain.csv").starts_with("customer_id,frequency,recency,T,monetary_value,time_unit\n"));
    let (message, hint) = place.refused(1, &["fit", "mbg-cnbd-k", "plain.csv"]);
    assert!(message.starts_with("`mbg-cnbd-k` cannot be fitted: the column `ln_gaps` is missing"), "{message}");
    assert!(hint.starts_with("`patron summary --gaps` writes it; or add the column `ln_gaps`"), "{hint}");
    place.done(&["summary", "--gaps", "--out", "gaps.parquet"]);
    let fit = place.json(&["fit", "mbg-cnbd-k", "gaps.parquet"]);
    // The log is of customers who buy twice as regularly as by chance.
    assert_eq!(fit["parameters"]["k"], json!(2.0));
    place.done(&["summary", "--gaps", "--out", "gaps.csv"]);
    let wrong: String = place
        .read("gaps.csv")
        .lines()
        .take(400)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            if cells[1] == "1" { format!("{},9\n", cells[..6].join(",")) } else { format!("{line}\n") }
        })
        .collect();
    place.write("wrong.csv", &wrong);
    let (message, _) = place.refused(1, &["fit", "mbg-cnbd-k", "wrong.csv"]);
    assert!(
        message.starts_with("file `wrong.csv`, row `") && message.contains("column `ln_gaps`: `9`, expected at most"),
        "{message}"
    );
}
