//! A weight says how many customers share a row: it is the same as writing the row as often.

use arrow::array::{AsArray, RecordBatch};
use arrow::compute::concat_batches;
use arrow::datatypes::Float64Type;

use super::super::{PredictTerms, SummaryFile, fit, fit_with, predict, purchase_model_names};
use super::Written;
use super::aggregated::summary_of_many;

/// Sums are made in another order: the maximum is the same as far as the search goes.
const SAME: f64 = 1e-6;

/// The head, and rows of customers who differ, each with how many share it.
fn rows() -> (String, Vec<(String, u32)>) {
    let text = summary_of_many();
    let row = |(i, line): (usize, &str)| {
        // The id would say that customers are different.
        let (_, rest) = line.split_once(',').unwrap();
        (format!("{rest},{}", i % 2), 1 + (i as u32 * 3) % 4)
    };
    let head = text.lines().next().unwrap().split_once(',').unwrap().1;
    (format!("{head},Channel"), text.lines().skip(1).enumerate().map(row).collect())
}

fn weighted() -> Written {
    let (head, rows) = rows();
    let rows: String = rows.iter().map(|(row, weight)| format!("{row},{weight}\n")).collect();
    Written::csv(&format!("{head},weight\n{rows}"))
}

fn repeated() -> Written {
    let (head, rows) = rows();
    let rows: String = rows.iter().map(|(row, weight)| format!("{row}\n").repeat(*weight as usize)).collect();
    Written::csv(&format!("{head}\n{rows}"))
}

#[track_caller]
fn assert_same(model: &str, covariates: &[String]) -> bool {
    let (one, other) = (weighted(), repeated());
    let of = |file: &Written| fit_with(model, covariates, &file.summary(), None);
    match (of(&one), of(&other)) {
        (Ok(one), Ok(other)) => {
            assert_eq!(one.fit.customers, other.fit.customers, "{model}");
            assert!(one.rows_read < other.rows_read, "{model}");
            assert!((one.fit.log_likelihood / other.fit.log_likelihood - 1.0).abs() < 1e-12, "{model}");
            for ((name, one), (_, other)) in one.fit.parameters.iter().zip(other.fit.parameters.iter()) {
                assert!((one / other - 1.0).abs() < SAME, "{model}: {name} is {one} and {other}");
            }
            for ((name, one), (_, other)) in one.fit.standard_errors.iter().zip(other.fit.standard_errors.iter()) {
                let unknown = one.is_nan() && other.is_nan();
                assert!(unknown || (one / other - 1.0).abs() < SAME, "{model}: error of {name} is {one} and {other}");
            }
            true
        }
        (Err(one), Err(other)) => {
            assert_eq!(one.code(), other.code(), "{model}");
            false
        }
        (one, other) => panic!("{model}: {one:?} and {other:?}"),
    }
}

#[test]
fn every_model_takes_weights_as_repetition() {
    let fitted: Vec<&str> = purchase_model_names()
        .into_iter()
        .chain(["gamma-gamma", "normal-spend"])
        .filter(|model| assert_same(model, &[]))
        .collect();
    // A model that such customers cannot be fitted with says nothing here; most can.
    assert!(fitted.len() >= 6, "{fitted:?}");
    for model in ["nbd", "gamma-gamma"] {
        let effect = if model == "nbd" { "transaction=Channel" } else { "spend=Channel" };
        assert!(assert_same(model, &[effect.to_owned()]), "{model}");
    }
}

#[test]
fn a_prediction_has_a_row_for_a_row_whatever_its_weight() {
    let table = |file: &SummaryFile, model: &Written| -> RecordBatch {
        let predictions = predict(&model.model(), None, file, &PredictTerms::default()).unwrap();
        let schema = predictions.schema();
        let batches: Vec<_> = predictions.collect::<Result<_, _>>().unwrap();
        concat_batches(&schema, &batches).unwrap()
    };
    let ids = |file: &Written| {
        let text = std::fs::read_to_string(&file.path).unwrap();
        let line = |(at, line): (usize, &str)| {
            if at == 0 { format!("customer_id,{line}\n") } else { format!("C{at},{line}\n") }
        };
        Written::csv(&text.lines().enumerate().map(line).collect::<String>())
    };
    let fitted = fit("nbd", &weighted().summary(), None).unwrap();
    let model = Written::new("fit.json", serde_json::to_string(&fitted).unwrap());
    let (one, other) = (table(&ids(&weighted()).summary(), &model), table(&ids(&repeated()).summary(), &model));
    let expected = |table: &RecordBatch| -> Vec<f64> {
        table.column_by_name("expected_purchases").unwrap().as_primitive::<Float64Type>().values().to_vec()
    };
    let (one, other) = (expected(&one), expected(&other));
    let spread: Vec<f64> =
        one.iter().zip(rows().1).flat_map(|(value, (_, weight))| vec![*value; weight as usize]).collect();
    assert_eq!(spread, other);
}
