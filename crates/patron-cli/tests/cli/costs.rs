//! Costs of customers from the command line: an example to begin with, checked, counted, explained.

use crate::support::Place;

/// Two customers: one orders twice and returns, the other once; one cent a line would not add up evenly.
fn company() -> Place {
    let place = Place::new();
    place.write(
        "orders.csv",
        "customer_id,order_id,ordered_at,amount\nA,1,2025-01-10,100\nA,1,2025-01-10,50\nA,2,2025-03-01,150\n\
         A,3,2025-03-09,-50\nB,4,2025-06-01,700\nB,5,2024-06-01,9\n",
    );
    place.write(
        "costs.toml",
        "id = \"year\"\nname = { en = \"Costs\", zh = \"成本\" }\nfrom = \"2025-01-01\"\nto = \"2025-12-31\"\n\
         [[resource]]\nid = \"wages\"\namount = 90\nbehaviour = \"shared\"\nto = { office = 1 }\n\
         [[resource]]\nid = \"fees\"\namount = 10\nbehaviour = \"incremental\"\ndriver = \"revenue\"\n\
         [[resource]]\nid = \"board\"\namount = 40\nbehaviour = \"sustaining\"\n\
         [[department]]\nid = \"office\"\nto = { ordering = 2, returning = 1 }\n\
         [[activity]]\nid = \"ordering\"\ndriver = \"orders\"\n\
         [[activity]]\nid = \"returning\"\ndriver = { table = \"orders\", where = \"is_return\" }\n",
    );
    place.done(&["import", "orders", "orders.csv"]);
    place
}

#[test]
fn costs_reach_customers_to_the_cent_and_lead_back() {
    let place = company();
    let report = place.json(&["cost", "check", "costs.toml"]);
    let amount = |name: &str| report[name].as_f64().unwrap();
    assert_eq!((report["entered"]["full"].as_f64(), report["customers"]["full"].as_f64()), (Some(140.0), Some(100.0)));
    assert_eq!((amount("enterprise"), amount("unused"), amount("unassigned")), (40.0, 0.0, 0.0));
    // Orders of 2025: two of A and one of B for 60; one return of A for 30; fees by revenue of 300 and 700.
    let rows = place.json(&["cost", "run", "costs.toml"]);
    let costs = |row: usize, name: &str| rows[row][name].as_f64().unwrap();
    assert_eq!((rows[0]["customer_id"].as_str(), rows[1]["customer_id"].as_str()), (Some("A"), Some("B")));
    for (row, total, ordering, returning, fees) in [(0, 73.0, 40.0, 30.0, 3.0), (1, 27.0, 20.0, 0.0, 7.0)] {
        assert!((costs(row, "cost_to_serve") - total).abs() < 1e-9, "{rows}");
        assert!((costs(row, "cost.ordering") - ordering).abs() < 1e-9, "{rows}");
        assert!((costs(row, "cost.returning") - returning).abs() < 1e-9, "{rows}");
        assert!((costs(row, "cost_incremental") - fees).abs() < 1e-9, "{rows}");
    }
    let found = place.json(&["cost", "explain", "costs.toml", "A"]);
    assert_eq!(found["steps"][0]["id"], "ordering");
    assert_eq!(found["steps"][0]["from"][0]["id"], "office");
    let wages = found["resources"][0].clone();
    assert_eq!((wages["id"].as_str(), wages["amount"].as_f64().map(f64::round)), (Some("wages"), Some(70.0)));
    let words = place.done(&["cost", "explain", "costs.toml", "A", "--lang", "zh"]).out;
    assert!(words.contains("服务成本 73.00") && words.contains("来自"), "{words}");
    let words = place.done(&["cost", "check", "costs.toml"]).out;
    assert!(words.contains("reached customers") && words.contains("100.00"), "{words}");
}

#[test]
fn the_example_is_checked_and_what_does_not_fit_is_refused() {
    let place = company();
    let example = place.done(&["cost", "example"]).out;
    place.write("example.toml", &example);
    let report = place.json(&["cost", "check", "example.toml"]);
    assert_eq!(report["entered"]["full"].as_f64(), Some(855_000.0));
    let text = place.read("costs.toml");
    place.write("bad.toml", &text.replace("is_return\"", "is_retrn\""));
    let (message, hint) = place.refused(1, &["cost", "check", "bad.toml"]);
    assert!(message.starts_with("driver `orders where is_retrn` cannot be counted: column `is_retrn`"), "{message}");
    assert!(hint.contains("`is_return`"), "{hint}");
    let (message, _) = place.refused(1, &["cost", "explain", "costs.toml", "Z"]);
    assert_eq!(message, "customer `Z` caused no cost; expected one with records in these days");
}

#[test]
fn costs_are_kept_with_versions_and_no_day_belongs_to_two() {
    let place = company();
    let text = place.read("costs.toml");
    let (message, hint) = place.refused(1, &["cost", "show", "year"]);
    assert_eq!(message, "costs `year`; expected one of the portfolio's kept costs: none so far");
    assert_eq!(hint, "keep a file: `patron cost add costs.toml`");
    let words = place.done(&["cost", "add", "costs.toml"]).err;
    assert!(words.contains("costs `year` are version `1`"), "{words}");
    place.write("dearer.toml", &text.replace("amount = 90", "amount = 180"));
    place.done(&["cost", "add", "dearer.toml"]);
    let list = place.json(&["cost", "list"]);
    assert_eq!(
        (&list[0]["id"], &list[0]["version"], &list[0]["to"]),
        (&"year".into(), &2.into(), &"2025-12-31".into())
    );
    let amount = |costs: &str| place.json(&["cost", "check", costs])["customers"]["full"].as_f64();
    assert_eq!((amount("year"), amount("costs.toml")), (Some(190.0), Some(100.0)));
    assert_eq!(place.done(&["cost", "show", "year", "--at-version", "1"]).out.trim_end(), text.trim_end());
    let found = place.json(&["cost", "explain", "year", "A"]);
    assert_eq!(found["cost_to_serve"].as_f64().map(f64::round), Some(143.0));
    // The next year begins one day too early.
    let next = text.replace("\"year\"", "\"next\"").replace("2025-12-31", "2026-12-31");
    place.write("next.toml", &next.replace("2025-01-01", "2025-12-31"));
    let (message, hint) = place.refused(1, &["cost", "add", "next.toml"]);
    assert_eq!(
        message,
        "costs `next` (`2025-12-31` to `2026-12-31`) and kept costs `year` (`2025-01-01` to `2025-12-31`) share days; \
         expected each day in one of them"
    );
    assert!(hint.contains("patron cost remove ID"), "{hint}");
    place.write("next.toml", &next.replace("2025-01-01", "2026-01-01"));
    place.done(&["cost", "add", "next.toml"]);
    place.done(&["cost", "remove", "year"]);
    let (message, _) = place.refused(1, &["cost", "run", "year"]);
    assert_eq!(message, "costs `year`; expected one of the portfolio's kept costs: `next`");
    let (message, _) = place.refused(1, &["cost", "check", "absent.toml"]);
    assert!(message.starts_with("file `absent.toml` cannot be read"), "{message}");
}
