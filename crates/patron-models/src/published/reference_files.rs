//! Every model against the figures of the developers' reference files, at parameters fixed there.

use serde_json::Value;

use crate::check::{assert_close, assert_relative, shared_file};
use crate::history::{History, Statistics};
use crate::transaction::{Terms, TransactionModel, transaction_model};

/// Files, the model they are of, and where in them the figures at fixed parameters are.
const FILES: &[(&str, &str, &str)] = &[
    ("bgnbd_cdnow_sample", "bg-nbd", "at_fixed_parameters"),
    ("bgnbd_cdnow_master", "bg-nbd", "at_fixed_parameters"),
    ("bgnbd_apparel", "bg-nbd", "at_fixed_parameters"),
    ("pnbd_cdnow_sample", "pareto-nbd", "at_fixed_parameters"),
    ("pnbd_apparel", "pareto-nbd", "at_fixed_parameters"),
    ("ggomnbd_cdnow_sample", "ggompertz-nbd", "interior"),
    ("ggomnbd_apparel", "ggompertz-nbd", "interior"),
];

/// What the files hold is exact to all digits; what is computed here has ten or more.
const DIGITS: f64 = 1e-10;

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().map(|numbers| numbers.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
}

fn assert_customers(model: &dyn TransactionModel, parameters: &[f64], exact: &Value) {
    let horizon = exact["horizon"].as_f64().unwrap();
    let deltas = numbers(&exact["deltas"]);
    for row in exact["customers"].as_array().unwrap() {
        let number = |name: &str| row[name].as_f64().unwrap();
        let customer = History::new(number("x") as u32, number("t_x_days") / 7.0, number("T_days") / 7.0).unwrap();
        let sample: Statistics = [customer].into_iter().collect();
        let ll = model.log_likelihood(parameters, &sample).unwrap().0;
        assert_close(ll, number("ll"), DIGITS * number("ll").abs().max(1.0));
        let predictor = model.predictor(parameters, Terms::new(horizon, 0.0).unwrap()).unwrap();
        assert_relative(predictor.predict(&customer).probability_alive, number("p_alive"), DIGITS);
        let curve = predictor.expected_purchases(&customer, &[4.0, horizon]);
        assert_relative(curve[0], number("cet_4"), DIGITS);
        assert_relative(curve[1], number("cet_h"), DIGITS);
        for (delta, forever) in deltas.iter().zip(numbers(&row["dert"])) {
            let predictor = model.predictor(parameters, Terms::new(horizon, *delta).unwrap()).unwrap();
            let found = predictor.predict(&customer).discounted_purchases_forever.unwrap();
            assert_relative(found, forever, DIGITS);
        }
    }
}

fn assert_new_customers(model: &dyn TransactionModel, parameters: &[f64], exact: &Value) {
    let predictor = |time: f64| model.predictor(parameters, Terms::new(time, 0.0).unwrap()).unwrap();
    for (time, expected) in numbers(&exact["expectation"]["t"]).iter().zip(numbers(&exact["expectation"]["e"])) {
        assert_relative(predictor(1.0).expected_purchases(&History::NEW, &[*time])[0], expected, DIGITS);
    }
    for row in exact["pmf"].as_array().unwrap() {
        let counts = predictor(row["t"].as_f64().unwrap()).count_probabilities(&History::NEW, 25);
        for (n, probability) in numbers(&row["x"]).iter().zip(numbers(&row["p"])) {
            assert_relative(counts[*n as usize], probability, DIGITS);
        }
    }
}

#[test]
fn all_figures_at_fixed_parameters() {
    for (file, model, block) in FILES {
        let Some(path) = shared_file(&format!("reference/{file}.json")) else { continue };
        let figures: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let exact = &figures[block]["exact"];
        let model = transaction_model(model).unwrap();
        let parameters: Vec<f64> =
            model.parameter_names().iter().map(|name| exact["params"][name].as_f64().unwrap()).collect();
        assert_customers(model, &parameters, exact);
        assert_new_customers(model, &parameters, exact);
    }
}
