//! Orders counted by customer and month; renewal tables with a column for each period.

use crate::support::Place;

#[test]
fn counts_by_month_become_a_summary_and_a_forecast() {
    let place = Place::new();
    let mut text = "customer_id,month,orders,amount\n".to_owned();
    for i in 0..60 {
        for month in (1 + i % 3..=12).filter(|month| (month * (i + 2)) % (2 + i % 5) == 0 || *month == 1 + i % 3) {
            text.push_str(&format!("C{i:02},2024-{month:02},{},{}\n", 1 + (i + month) % 2, 20 + i % 17));
        }
    }
    place.write("months.csv", &text);
    let told = place.done(&["summary", "months.csv", "--out", "summary.csv"]);
    assert_eq!(
        told.err,
        "`60` rows written to `summary.csv`\nnote: times within a month are not known: a purchase is a month with an order, \
         and times are whole months\n"
    );
    assert!(place.read("summary.csv").starts_with("customer_id,frequency,recency,T,monetary_value,time_unit\nC00,"));
    let fit = place.json(&["fit", "nbd", "summary.csv"]);
    assert_eq!(fit["time_unit"], "month");
    let forecast = place.json(&["forecast", "months.csv", "--periods", "2"]);
    assert_eq!((&forecast["as_of"], &forecast["customers"]), (&"2024-12-31".into(), &60.into()));
    assert_eq!(forecast["ranges"].as_array().unwrap().len(), 3);
    let refused = place.run(&["summary", "months.csv", "--time-unit", "week"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("--time-unit"), "{}", refused.err);
    place.write("wrong.csv", "customer_id,month,orders\nA,May,1\n");
    assert_eq!(
        place.refused(1, &["forecast", "wrong.csv"]).0,
        "file `wrong.csv`, row `2`, column `month`: `May`, expected a month as 2024-01"
    );
}

#[test]
fn a_renewal_table_may_have_its_periods_in_columns() {
    let place = Place::new();
    place.write(
        "table.csv",
        "cohort,customers,1,2,3,4,5\n2019,1000,63.1%,46.8%,38.2%,32.6%,28.9%\n2020,800,62%,47.5%,,,\n",
    );
    place.done(&["fit", "sbg", "table.csv", "--out", "sbg.json"]);
    let rows = place.json(&["predict", "sbg.json", "table.csv"]);
    assert_eq!((&rows[0]["customers"], &rows[0]["renewals"]), (&289.0.into(), &5.into()));
    assert_eq!((&rows[1]["customers"], &rows[1]["renewals"]), (&380.0.into(), &2.into()));
    // What is expected of one customer is said without a margin, and money with one.
    assert!(rows[0]["expected_payments"].as_f64().is_some() && rows[0]["discounted_lifetime"].as_f64().is_some());
    assert_eq!(rows[0].get("residual_value"), None);
    let valued = place.json(&["predict", "sbg.json", "table.csv", "--margin-per-period", "10"]);
    let value = 10.0 * 289.0 * valued[0]["discounted_lifetime"].as_f64().unwrap();
    assert!((valued[0]["residual_value"].as_f64().unwrap() / value - 1.0).abs() < 1e-12);
    assert_eq!(valued[0]["discounted_lifetime"], rows[0]["discounted_lifetime"]);
}
