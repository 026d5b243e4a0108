#![cfg(feature = "bayes")]

use serde_json::{Value, json};

use crate::support::{Place, assert_relative};

/// A summary of simulated customers who buy twice as regularly as by chance.
fn regular(place: &Place) {
    place.done(&["simulate", "mbg-cnbd-k", "--customers", "400", "--seed", "3", "--out", "orders.csv"]);
    place.done(&["import", "orders", "orders.csv"]);
    place.done(&["summary", "--gaps", "--time-unit", "week", "--out", "summary.csv"]);
}

#[test]
fn a_posterior_is_shown_kept_and_predicted_from() {
    let place = Place::new();
    regular(&place);
    let fit = ["fit", "nbd", "summary.csv", "--posterior"];
    let shown = place.done(&[&fit[..], &["laplace"]].concat());
    for words in ["estimates are those of maximum likelihood", "k-hat is ", "is enough here", "ess bulk"] {
        assert!(shown.out.contains(words), "{words}: {}", shown.out);
    }
    let shown = place.done(&[&fit[..], &["nuts", "--draws", "500", "--seed", "7", "--lang", "zh"]].concat());
    for words in ["估计值来自极大似然", "有效样本量", "已足够"] {
        assert!(shown.out.contains(words), "{words}: {}", shown.out);
    }
    let value = place.json(&[&fit[..], &["nuts", "--draws", "500"]].concat());
    assert_eq!((&value["posterior"]["method"], &value["posterior"]["draws"]), (&json!("nuts"), &json!(500)));
    place.write("fit.json", &value.to_string());
    let plain = json!({"model": "nbd", "time_unit": "week", "parameters": value["parameters"]});
    place.write("plain.json", &plain.to_string());
    let sum = |name: &str| -> f64 {
        let rows = place.json(&["predict", name, "summary.csv", "--horizon", "26"]);
        rows.as_array().unwrap().iter().map(|row| row["expected_purchases"].as_f64().unwrap()).sum()
    };
    // Means over draws are near those at the estimates, and not the same.
    let (over, at) = (sum("fit.json"), sum("plain.json"));
    assert_relative(&Value::from(over), at, 0.02);
    assert!(over != at);
    let csv = place.done(&[&fit[..], &["laplace", "--format", "csv"]].concat());
    assert!(csv.out.starts_with("parameter,estimate,standard_error,mean,sd,q5,median,q95,r_hat,ess_bulk,ess_tail\nr,"));
}

#[test]
fn a_sampled_model_is_refused_where_chains_disagree_and_predicts_each_customer() {
    let place = Place::new();
    regular(&place);
    // Chains this short cannot agree: an error in words, and no file.
    let lengths = ["--chains", "2", "--warmup", "50", "--draws", "100"];
    let told = place.run(&[&["fit", "pareto-ggg", "summary.csv", "--out", "ggg.json"], &lengths[..]].concat());
    assert_eq!((told.code, place.path("ggg.json").exists()), (Some(1), false));
    assert!(told.err.starts_with("error: `pareto-ggg` has no posterior: the "), "{}", told.err);
    assert!(told.err.contains("hint: ask for more with `--warmup` and `--draws`"), "{}", told.err);
    let parameters = json!({"t": 8, "gamma": 4, "r": 1, "alpha": 8, "s": 1, "beta": 40});
    let by_hand = json!({"model": "pareto-ggg", "time_unit": "week", "parameters": parameters});
    place.write("ggg.json", &by_hand.to_string());
    let predict = ["predict", "ggg.json", "summary.csv", "--horizon", "26", "--intervals"];
    let rows = place.json(&predict);
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 400);
    for row in rows {
        let number = |name: &str| row[name].as_f64().unwrap();
        assert!(number("probability_return") <= number("probability_alive") + 1e-12, "{row}");
        assert!(number("expected_purchases_low") <= number("expected_purchases_high"), "{row}");
    }
    assert_eq!(place.json(&predict).as_array().unwrap(), rows, "the same draws on every run");
}

#[test]
fn options_that_do_not_go_together_are_refused_in_words() {
    let place = Place::new();
    place.write("summary.csv", "customer_id,frequency,recency,T,time_unit\n1,2,5,9,week\n");
    let (message, hint) = place.refused(2, &["fit", "bg-nbd", "summary.csv", "--draws", "500"]);
    assert_eq!(message, "`--draws` is given with `bg-nbd` alone, expected `--posterior` beside it");
    assert_eq!(hint, "leave `--draws` out, or say `--posterior nuts`");
    let (message, _) = place.refused(2, &["fit", "bg-nbd", "summary.csv", "--posterior", "laplace", "--warmup", "500"]);
    assert_eq!(message, "`--warmup` is given with `--posterior laplace`, expected `--posterior nuts` beside it");
    let (message, _) = place.refused(1, &["fit", "pareto-ggg", "summary.csv"]);
    assert!(message.starts_with("`pareto-ggg` cannot be fitted: the column `ln_gaps` is missing"), "{message}");
}
