//! From orders to valued customers in a data folder.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::support::Place;

/// A company with enough customers to fit a model, and an import of its orders.
fn company() -> Place {
    let place = Place::new();
    place.done(&[
        "simulate",
        "bg-nbd",
        "--spend",
        "p=6.25,q=3.74,gamma=15.44",
        "--customers",
        "800",
        "--out",
        "orders.csv",
        "--quiet",
    ]);
    place.done(&["import", "orders", "orders.csv"]);
    place
}

#[test]
fn orders_become_customers_with_a_value() {
    let place = company();
    place.done(&["portfolio", "set", "currency=EUR", "margin=0.4", "name=Example"]);
    let run = place.json(&["run"]);
    assert_eq!((run["customers"].as_u64(), run["model"].as_str()), (Some(800), Some("bg-nbd")));
    let top = place.json(&["customers", "--sort", "-residual_value", "--limit", "3"]);
    let values: Vec<f64> = top.as_array().unwrap().iter().map(|row| row["residual_value"].as_f64().unwrap()).collect();
    assert!(values.len() == 3 && values[0] >= values[1] && values[1] >= values[2] && values[2] > 0.0, "{values:?}");
    let all = place.done(&["customers", "--format", "csv"]);
    assert_eq!(all.out.lines().count(), 801);
    let some = place.json(&[
        "customers",
        "--where",
        "residual_value >= 5 and days_idle < 100",
        "--columns",
        "customer_id,days_idle",
    ]);
    assert!(some.as_array().unwrap().iter().all(|row| row["days_idle"].as_i64().unwrap() < 100));
    let counted =
        place.json(&["sql", "select count(*) as n from customers where residual_value >= 5 and days_idle < 100"]);
    assert_eq!(counted[0]["n"], some.as_array().unwrap().len());
    let id = top[0]["customer_id"].as_str().unwrap();
    assert_eq!(place.json(&["customer", id])["values"]["residual_value"], top[0]["residual_value"]);
    let table = place.done(&["customers", "--limit", "2", "--lang", "zh"]);
    assert!(table.out.starts_with(" 客户"), "{}", table.out);
    assert_eq!(place.json(&["runs", "list"]).as_array().unwrap().len(), 1);
    assert_eq!(place.json(&["runs", "show", run["id"].as_str().unwrap()])["as_of"], run["as_of"]);
    place.done(&["export", "customers", "--out", "customers.xlsx"]);
    assert_eq!(&std::fs::read(place.path("customers.xlsx")).unwrap()[..2], b"PK");
    place.done(&["report", "--out", "value.html", "--lang", "zh"]);
    let html = place.read("value.html");
    assert!(html.trim_start().to_lowercase().starts_with("<!doctype html>") && html.contains("客户资产"));
    let status = place.json(&["portfolio", "show"]);
    assert_eq!(
        (status["portfolio"]["currency"].as_str(), status["run_is_stale"].as_bool()),
        (Some("EUR"), Some(false))
    );
}

#[test]
fn an_import_is_counted_listed_and_taken_back() {
    let place = Place::new();
    // One bad cell among 61 leaves the column one of dates.
    let good: String = (1..=60).map(|i| format!("C{i},2024-03-{:02},{i}.50\n", 1 + i % 28)).collect();
    place.write("orders.csv", &format!("customer_id,ordered_at,amount\nA,not a day,4.50\n{good}"));
    let ended = place.run(&["import", "orders", "orders.csv", "--dry-run", "--format", "json"]);
    assert_eq!(ended.code, Some(3), "{}", ended.err);
    let report: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(
        (report["read"].as_u64(), report["loaded"].as_u64(), report["quarantined"].as_u64()),
        (Some(61), Some(60), Some(1))
    );
    assert!(place.json(&["batches", "list"]).as_array().unwrap().is_empty());
    let ended = place.run(&["import", "orders", "orders.csv"]);
    assert_eq!(ended.code, Some(3), "{}", ended.err);
    assert!(ended.out.contains(" put aside"), "{}", ended.out);
    let rejected = place.json(&["quarantine", "list"]);
    assert_eq!(rejected["total"], 1);
    assert_eq!(
        (rejected["rows"][0]["column"].as_str(), rejected["rows"][0]["value"].as_str()),
        (Some("ordered_at"), Some("not a day"))
    );
    let csv = place.done(&["quarantine", "export"]).out;
    assert!(csv.trim_start_matches('\u{feff}').starts_with("customer_id,ordered_at,amount,patron_"), "{csv}");
    let batches = place.json(&["batches", "list"]);
    let id = batches[0]["id"].as_str().unwrap();
    let undone = place.json(&["batches", "undo", id]);
    assert_eq!(undone["state"], "undone");
    assert_eq!(place.refused(1, &["run"]).1, "import orders first: `patron import orders FILE`");
}

/// What a reader who had opened the file before sees of it after a command has written it.
fn seen_by_a_reader(place: &Place, name: &str, arguments: &[&str]) -> String {
    place.write(name, "before");
    let mut reader = std::fs::File::open(place.path(name)).unwrap();
    place.done(arguments);
    assert_ne!(place.read(name), "before", "{arguments:?}");
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn files_are_replaced_whole_never_written_over() {
    let place = Place::new();
    let simulate = ["simulate", "bg-nbd", "--customers", "400", "--out", "orders.csv", "--quiet"];
    assert_eq!(seen_by_a_reader(&place, "orders.csv", &simulate), "before");
    place.done(&["import", "orders", "orders.csv"]);
    place.done(&["run"]);
    for (name, arguments) in [
        ("value.html", &["report", "--out", "value.html"][..]),
        ("rejects.csv", &["quarantine", "export", "--out", "rejects.csv"]),
        ("summary.csv", &["summary", "--out", "summary.csv"]),
        ("fit.json", &["fit", "bg-nbd", "summary.csv", "--out", "fit.json"]),
    ] {
        assert_eq!(seen_by_a_reader(&place, name, arguments), "before", "{name}");
    }
}

#[test]
fn identifiers_that_look_like_formulas_go_through_summary_and_predict_unchanged() {
    let place = company();
    let ids = ["=1+1", "+a", "-b", "@c", "'=d"];
    let rows: String = ids.iter().map(|id| format!("{id},2024-01-05,1.00\n{id},2024-02-05,2.00\n")).collect();
    place.write("more.csv", &format!("customer_id,ordered_at,amount\n{rows}"));
    place.done(&["import", "orders", "more.csv"]);
    place.done(&["summary", "--out", "summary.csv"]);
    place.done(&["fit", "bg-nbd", "summary.csv", "--out", "fit.json"]);
    place.done(&["predict", "fit.json", "summary.csv", "--out", "predicted.csv"]);
    for file in ["summary.csv", "predicted.csv"] {
        let text = place.read(file);
        for id in ids {
            assert!(text.lines().any(|line| line.starts_with(&format!("{id},"))), "{file}: {id}");
        }
    }
    place.done(&["run"]);
    place.done(&["export", "customers", "--out", "customers.csv"]);
    let text = place.read("customers.csv");
    for safe in ["'=1+1,", "'+a,", "'-b,", "'@c,", "''=d,"] {
        assert!(text.lines().any(|line| line.starts_with(safe)), "{safe}");
    }
}

#[test]
fn two_runs_are_compared() {
    let place = company();
    let before = place.json(&["run", "--as-of", "2025-01-31"])["id"].as_str().unwrap().to_owned();
    let after = place.json(&["run"])["id"].as_str().unwrap().to_owned();
    let found = place.json(&["runs", "compare", &before, &after]);
    assert_eq!((found["before"]["id"].as_str(), found["after"]["id"].as_str()), (Some(&*before), Some(&*after)));
    let moved: u64 =
        found["migration"].as_array().unwrap().iter().map(|cell| cell["customers"].as_u64().unwrap()).sum();
    assert_eq!(moved, 800);
    let shown = place.done(&["runs", "compare", &before, &after]).out;
    for words in ["Customer value", "2025-01-31", "movement of customer value", "RFM segment before", "Champions"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let shown = place.done(&["runs", "compare", &before, &after, "--lang", "zh"]).out;
    assert!(shown.contains("客户价值变动") && shown.contains("冠军客户"), "{shown}");
    // The beginning of an identifier is enough, as long as it is the beginning of one alone.
    assert_eq!(place.json(&["runs", "show", &after[..after.len() - 1]])["id"].as_str(), Some(&*after));
    let (message, _) = place.refused(1, &["runs", "show", &after[..1]]);
    assert_eq!(message, format!("`{}` begins 2 runs; expected one", &after[..1]));
    let (message, hint) = place.refused(1, &["runs", "compare", &before, "none"]);
    assert_eq!(message, "run `none` does not exist, expected the id of a run");
    assert_eq!(hint, "`patron runs list` shows the runs there are");
}

#[test]
fn a_preview_shows_columns_and_mapping_and_imports_nothing() {
    let place = Place::new();
    place.write("bestellungen.csv", "客户编号;下单时间;金额\nA;2024-01-05;10,00\nB;2024-01-06;4,50\n");
    let shown = place.done(&["import", "orders", "bestellungen.csv", "--preview"]);
    assert!(shown.out.contains("customer_id") && shown.out.contains("客户编号"), "{}", shown.out);
    assert!(place.json(&["batches", "list"]).as_array().unwrap().is_empty());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = company();
    place.done(&["run"]);
    let mut child = place
        .command(&[
            "sql",
            "select * from ledger.orders, ledger.customers right join customers on true",
            "--format",
            "csv",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
    assert!(first.contains("customer_id"), "{first}");
}

#[test]
fn serve_prints_its_address_answers_and_ends_when_told() {
    use std::io::Write;
    let place = Place::new();
    let mut child = place.command(&["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit_once("http://").unwrap().1.trim_end_matches('/').to_owned();
    let mut socket = std::net::TcpStream::connect(&address).unwrap();
    write!(socket, "GET /api/v1/status HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_periods_ahead_are_forecast_in_total_and_by_customer() {
    let place = Place::new();
    place.done(&[
        "simulate",
        "nbd",
        "--customers",
        "400",
        "--seed",
        "3",
        "--spend",
        "p=6.25,q=3.74,gamma=15.44",
        "--out",
        "orders.csv",
    ]);
    place.done(&["import", "orders", "orders.csv"]);
    let view = place.json(&["forecast", "--period", "quarter", "--periods", "2"]);
    assert_eq!((&view["period"], &view["customers"]), (&"quarter".into(), &400.into()));
    assert_eq!(view["ranges"].as_array().unwrap().len(), 3);
    let words = place.done(&["forecast", "--period", "quarter", "--periods", "2"]).out;
    assert!(words.starts_with("400 customers as of 20") && words.contains("purchases: planned "), "{words}");
    assert!(words.contains("\n 1–2 "), "{words}");
    let chinese = place.done(&["forecast", "--periods", "2", "--lang", "zh"]).out;
    assert!(chinese.starts_with("400 位客户，基准日 20") && chinese.contains("按月\n\n购买次数: 计划 "), "{chinese}");
    let ranges = place.done(&["forecast", "--period", "quarter", "--periods", "2", "--format", "csv"]).out;
    assert!(ranges.starts_with("first_period,last_period,from,to,expected_purchases,"), "{ranges}");
    let customers = place.json(&["forecast", "--by", "customer", "--periods", "1"]);
    assert_eq!(customers.as_array().unwrap().len(), 400);
    assert!(customers[0]["probability_0"].as_f64().unwrap() > 0.0 && customers[0].get("amount_all").is_none());
    assert_eq!(place.refused(2, &["forecast", "--periods", "0"]).0, "periods is `0`, expected from 1 to 120");
}

#[test]
fn the_calendar_is_set_in_words_and_shown() {
    let place = Place::new();
    let set = place.json(&[
        "portfolio",
        "set",
        "calendar=weekly",
        "festivals=western, chinese",
        "events=Summer sale 2025-06-01..2025-06-07; 周年庆 2025-09-10",
    ]);
    assert_eq!((set["calendar"].as_str(), set["festivals"].as_array().unwrap().len()), (Some("weekly"), 2));
    assert_eq!(set["events"][1]["name"], "周年庆");
    assert_eq!(
        (set["events"][1]["from"].as_str(), set["events"][1]["to"].as_str()),
        (Some("2025-09-10"), Some("2025-09-10"))
    );
    let shown = place.done(&["portfolio", "show"]);
    assert!(shown.out.contains("Summer sale 2025-06-01..2025-06-07; 周年庆 2025-09-10..2025-09-10"), "{}", shown.out);
    // Empty is none.
    let none = place.json(&["portfolio", "set", "festivals=", "events="]);
    assert!(none["festivals"].as_array().unwrap().is_empty() && none["events"].as_array().unwrap().is_empty());
    let (message, _) = place.refused(2, &["portfolio", "set", "events=Sale"]);
    assert_eq!(message, "setting `events` has `Sale`, expected a name and days such as `Sale 2025-06-01..2025-06-07`");
    let (message, hint) = place.refused(2, &["portfolio", "set", "calendar=lunar"]);
    assert_eq!(message, "setting `calendar` is `lunar`; expected `none`, `auto`, `weekly` or `yearly`");
    assert_eq!(hint, "write `patron portfolio set calendar=…`");
}
