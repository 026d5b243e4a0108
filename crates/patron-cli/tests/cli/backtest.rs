//! The tournament on the command line.

use crate::support::Place;

/// Thirty customers who buy at paces of their own over 60 weeks.
fn orders() -> String {
    let mut text = "customer_id,ordered_at,amount\n".to_owned();
    for customer in 0..30_u32 {
        let (mut day, mut step) = (customer * 3, customer * 7 + 5);
        while day < 420 {
            let (month, of_month) = (1 + day / 30, 1 + day % 28);
            let (year, month) = (2024 + (month - 1) / 12, 1 + (month - 1) % 12);
            text.push_str(&format!("c{customer},{year}-{month:02}-{of_month:02},{}\n", 10 + customer));
            step = (step * 31 + 17) % 97;
            day += 4 + step % (8 + 3 * customer);
        }
    }
    text
}

#[test]
fn models_forecast_the_past_and_the_verdict_is_kept() {
    let place = Place::new();
    place.write("orders.csv", &orders());
    place.done(&["import", "orders", "orders.csv"]);
    assert_eq!(
        place.refused(1, &["backtest", "--last"]),
        ("no backtest was held yet, expected at least one".to_owned(), "`patron backtest` holds one".to_owned())
    );
    let held = place.done(&["backtest", "--models", "nbd", "--origins", "2"]);
    assert!(held.out.contains("past-rate") && held.out.contains("cov 90"), "{}", held.out);
    assert!(held.err.contains("use ") && held.err.contains("forecasts of"), "{}", held.err);
    // the same windows in money: every contestant with the spend it was tried with
    assert!(held.out.contains("own-mean") && held.out.contains("predicted"), "{}", held.out);
    // Nothing wider than a terminal of 120 columns.
    assert!(held.out.lines().all(|line| line.chars().count() <= 120), "{}", held.out);
    let kept = place.json(&["backtest", "--last"]);
    // The model, the same with a calendar, and the three rules of thumb.
    assert_eq!(kept["contestants"].as_array().unwrap().len(), 5);
    let run = place.json(&["run"]);
    let used = run["model"].as_str().unwrap();
    assert_eq!(used.trim_start_matches("naive-"), kept["verdict"]["id"].as_str().unwrap());
    let chinese = place.done(&["--lang", "zh", "backtest", "--last"]);
    assert!(chinese.err.contains("采用"), "{}", chinese.err);
    assert!(chinese.out.contains("按金额"), "{}", chinese.out);
    let chinese = place.done(&["--lang", "zh", "run"]);
    assert!(chinese.err.contains("购买模型由截至") && !chinese.err.contains("note:"), "{}", chinese.err);
}

#[test]
fn what_cannot_be_tested_is_said_in_words() {
    let place = Place::new();
    place.write("orders.csv", "customer_id,ordered_at,amount\nc1,2024-01-02,5\nc2,2024-02-03,6\n");
    place.done(&["import", "orders", "orders.csv"]);
    assert_eq!(
        place.refused(1, &["backtest"]),
        (
            "the orders span `4` weeks, expected at least 26 for a backtest".to_owned(),
            "import more history; until then a run takes its default model".to_owned()
        )
    );
}
