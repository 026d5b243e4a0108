//! Customers over time from the command line.

use crate::support::Place;

/// Two months; by the end of January a brings 85 of 100, b 12, c 3; by the end of February b 912 of 1069, a 85, d 62.
fn company() -> Place {
    let place = Place::new();
    place.write(
        "orders.csv",
        "customer_id,ordered_at,amount\na,2024-01-05,85\nb,2024-01-10,12\nc,2024-01-31,3\n\
         b,2024-02-10,900\nc,2024-02-12,7\nd,2024-02-29,62\n",
    );
    place.done(&["import", "orders", "orders.csv"]);
    place
}

#[test]
fn movement_is_a_matrix_and_a_list() {
    let place = company();
    place.done(&["run", "--as-of", "2024-01-31"]);
    let (error, hint) = place.refused(1, &["runs", "movement", "--scheme", "abc_class"]);
    assert_eq!(error, "there is one valuation only, expected an earlier one to compare with");
    assert!(hint.contains("patron run --as-of DATE"), "{hint}");
    place.done(&["run"]);
    let table = place.done(&["runs", "movement", "--scheme", "abc_class"]).out;
    for words in ["ABC class: 2024-01-31 \\ 2024-02-29", "promoted", "demoted", "new"] {
        assert!(table.contains(words), "{words}: {table}");
    }
    let chinese = place.done(&["runs", "movement", "--scheme", "abc_class", "--lang", "zh"]).out;
    assert!(chinese.contains("新进入") && chinese.contains("上升"), "{chinese}");
    let found = place.json(&["runs", "movement", "--scheme", "abc_class"]);
    assert_eq!((found["promoted"]["customers"].as_u64(), found["demoted"]["customers"].as_u64()), (Some(1), Some(1)));
    let rose = ["runs", "movement", "--scheme", "abc_class", "--label-from", "B", "--label-to", "A", "--format", "csv"];
    let list = place.done(&rose).out;
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(list.contains("b,,B,A,12"), "{list}");
    let new = place.json(&["runs", "movement", "--scheme", "abc_class", "--label-from", "new"]);
    assert_eq!(new["rows"][0]["customer_id"], "d");
    let (error, _) = place.refused(1, &["runs", "movement", "--scheme", "nothing"]);
    assert!(
        error.starts_with("scheme `nothing` is not in the earlier run, as of 2024-01-31; expected one of"),
        "{error}"
    );
}

#[test]
fn alerts_need_a_past_and_settings_that_fit() {
    let place = company();
    place.done(&["run"]);
    let (error, hint) = place.refused(1, &["alerts"]);
    assert!(error.starts_with("nobody had bought for long enough by the day to compare with"), "{error}");
    assert!(hint.contains("alert-months=1"), "{hint}");
    let words = place.done(&["customer", "a", "--history"]).out;
    assert!(words.contains("no model was fitted") && words.contains("2024-02-29"), "{words}");
    let (error, _) = place.refused(2, &["portfolio", "set", "alert-drop=2"]);
    assert_eq!(error, "setting `alert-drop` is `2`; expected a share above 0 and at most 1, such as `0.2`");
    let (error, _) = place.refused(2, &["run", "--history-every", "week"]);
    assert_eq!(error, "setting `history-every` is `week`; expected `month` or `quarter`");
    place.done(&["portfolio", "set", "alert-drop=0.5", "alert-amount=10", "history-every=month"]);
    let shown = place.json(&["portfolio", "show"]);
    assert_eq!(
        (shown["portfolio"]["alert_drop"].as_f64(), shown["portfolio"]["history_every"].as_str()),
        (Some(0.5), Some("month"))
    );
}
