//! Renewal tables. Figures are of the two segments of [FH2007], 1,000 customers each, at 40 digits.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Float64Type, UInt32Type};
use datafusion::dataframe::DataFrame;

use super::super::{
    ModelFile, RenewalPeriod, RenewalPredictTerms, RenewalPredictions, TimeUnit, fit, predict_renewals,
};
use super::{Written, words};

const HIGH_END: [f64; 8] = [1000.0, 869.0, 743.0, 653.0, 593.0, 551.0, 517.0, 491.0];
/// The maximum of the high end.
const SBG: &str = r#"{"model":"sbg","parameters":{"alpha":0.6680883511064463,"beta":3.806094964058267}}"#;
/// Its covariance, from the standard errors .10373 and .78553 and a correlation of .9.
const UNCERTAIN: &str = r#"{"model":"sbg","parameters":{"alpha":0.6680883511064463,"beta":3.806094964058267},
    "covariance":[[0.010760936,0.073339],[0.073339,0.617059732]]}"#;

/// The high end up to a year, as counts of those alive.
fn alive(cohort: &str, years: usize) -> String {
    (0..=years).map(|year| format!("{cohort},{year},{}\n", HIGH_END[year])).collect()
}

fn model(text: &str) -> ModelFile {
    Written::new("model.json", text).model()
}

fn table(frame: DataFrame) -> RecordBatch {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let batches = runtime.block_on(frame.collect()).unwrap();
    assert_eq!(batches.len(), 1);
    batches[0].clone()
}

fn column(batch: &RecordBatch, name: &str) -> Vec<Option<f64>> {
    let column = batch.column_by_name(name).unwrap_or_else(|| panic!("no column {name}"));
    column.as_primitive::<Float64Type>().iter().collect()
}

fn predict(model_text: &str, content: &str, terms: &RenewalPredictTerms) -> RenewalPredictions {
    predict_renewals(&model(model_text), &Written::csv(content).summary(), terms).unwrap()
}

#[track_caller]
fn assert_relative(found: Option<f64>, expected: f64, tolerance: f64) {
    let found = found.unwrap();
    let error = (found / expected - 1.0).abs();
    assert!(error <= tolerance, "found {found:e}, expected {expected:e}: {error:e} over {tolerance:e}");
}

#[test]
fn tables_of_those_alive_and_of_those_due_give_the_published_fit() {
    let due: String =
        (1..8).rev().map(|year| format!("2000;{year};{};{}\n", HIGH_END[year - 1], HIGH_END[year])).collect();
    for content in [
        format!("cohort,period,customers\n{}", alive("2000", 7)),
        format!("segment,Year,n.alive\n{}", alive("high end", 7)),
        format!("year,survivors\n{}", alive("", 7).replace("\n,", "\n").trim_start_matches(',')),
        format!("cohort;period;due;renewed\n{due}"),
        format!("cohort;renewal;customers;retained\n{due}"),
    ] {
        let file = Written::csv(&content);
        let fitted = fit("sbg", &file.summary(), None).unwrap();
        // As far as the search goes: the likelihood is flat to 1e-14 there.
        assert_relative(fitted.fit.parameters.get("alpha"), 0.6680883511064463, 1e-6);
        assert_relative(fitted.fit.parameters.get("beta"), 3.806094964058267, 1e-6);
        assert_relative(fitted.fit.standard_errors.get("alpha"), 0.10373493114956454, 1e-5);
        assert_relative(Some(fitted.fit.log_likelihood), -1611.1581473911565, 1e-12);
        assert_eq!((fitted.fit.customers, fitted.time_unit), (1000.0, None));
        let value = serde_json::to_value(&fitted).unwrap();
        assert_eq!((&value["model"], &value["converged"]), (&"sbg".into(), &true.into()));
    }
    // Two cohorts are fitted together; percentages count as customers do.
    let both = Written::csv(&format!("cohort,period,customers\n{}{}", alive("a", 7), alive("b", 7)));
    let fitted = fit("bdw", &both.summary(), None).unwrap();
    assert_eq!(fitted.fit.customers, 2000.0);
    let names: Vec<&str> = fitted.fit.parameters.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["alpha", "beta", "c"]);
    assert_eq!((fitted.rows_read, fitted.rows_used), (16, 16));
}

#[test]
fn every_cohort_is_predicted_from_its_last_renewal_on() {
    let content = format!("cohort,period,customers\nnew,0,500\n{}{}", alive("one", 1), alive("four", 4));
    let predictions = predict(SBG, &content, &RenewalPredictTerms::default());
    assert!(predictions.notices.is_empty());
    let batch = table(predictions.frame().unwrap());
    let names: Vec<&str> = batch.column(0).as_string::<i32>().iter().flatten().collect();
    assert_eq!(names, ["new", "one", "four"], "in the order of the file");
    assert_eq!(batch.column(2).as_primitive::<UInt32Type>().values(), &[0, 1, 4]);
    assert_eq!(column(&batch, "customers"), [Some(500.0), Some(869.0), Some(593.0)]);
    // Retention at renewals 1, 2, 5, and DERL at 10 % before them.
    let (next, lifetime) = (column(&batch, "probability_next"), column(&batch, "discounted_lifetime"));
    let exact = [
        (0.8506792627736016, 5.414478845361603),
        (0.8779565256326561, 5.901377593805133),
        (0.9211619189413935, 6.896706681429507),
    ];
    for (at, (retention, derl)) in exact.into_iter().enumerate() {
        assert_relative(next[at], retention, 1e-12);
        assert_relative(lifetime[at], derl, 1e-12);
    }
    // Of the new ones: S(1) + … + S(12).
    let survival = [
        0.8506792627736016,
        0.7468594099724606,
        0.66978898310517,
        0.6099191353314223,
        0.5618342811009684,
        0.522215569284931,
        0.4889064197209206,
        0.460439671820439,
        0.4357795900051792,
        0.41417239787170596,
        0.39505534315829727,
        0.37799907159740886,
    ];
    assert_relative(column(&batch, "expected_payments")[0], survival.iter().sum(), 1e-12);
    let curve = table(predictions.curve().unwrap());
    assert_eq!(curve.num_rows(), 13 + 14 + 17);
    let (model, left) = (column(&curve, "survival"), column(&curve, "expected_customers"));
    let (known, retention) = (column(&curve, "customers"), column(&curve, "retention"));
    assert_eq!((model[0], retention[0], known[0], left[0]), (Some(1.0), None, Some(500.0), None));
    for (year, exact) in (1..).zip(survival) {
        assert_relative(model[year], exact, 1e-12);
        assert_relative(left[year], 500.0 * exact, 1e-12);
        assert_eq!(known[year], None);
    }
    // Of those with four years: what the table says, then what is expected.
    let four = 13 + 14;
    assert_eq!(
        known[four..four + 6],
        [1000.0, 869.0, 743.0, 653.0, 593.0].map(Some).into_iter().chain([None]).collect::<Vec<_>>()
    );
    assert_eq!(left[four + 4], None);
    assert_relative(left[four + 5], 593.0 * 0.9211619189413935, 1e-12);
}

#[test]
fn value_is_margin_times_discounted_payments_of_all_who_are_left() {
    let content = format!("cohort,period,customers,value per period\n{}", alive("one", 1).replace('\n', ",20\n"));
    let terms = RenewalPredictTerms { intervals: true, ..RenewalPredictTerms::default() };
    let of = |model: &str, terms: &RenewalPredictTerms| {
        let predictions = predict(model, &content, terms);
        let batch = table(predictions.frame().unwrap());
        let value = |name: &str| column(&batch, name)[0].unwrap();
        let said = predictions.notices.iter().map(|notice| notice.message.clone()).collect::<Vec<_>>();
        (["residual_value", "residual_value_low", "residual_value_high"].map(value), said)
    };
    let ([mean, low, high], said) = of(SBG, &terms);
    assert_relative(Some(mean), 20.0 * 869.0 * 5.901377593805133, 1e-12);
    // The lifetimes of 869 customers, each with a standard deviation of about three payments: 1.645 · 3 · 20 · √869.
    assert!(low < mean && mean < high && (high - mean) / (1.645 * 3.0 * 20.0 * 869_f64.sqrt()) < 1.5, "{low} {high}");
    assert_eq!(said[0], "the file of `sbg` has no covariance: intervals hold its parameters for exact");
    assert_eq!(
        said[1],
        format!("residual value of all cohorts together: {mean:.2}, 90 % interval {low:.2} to {high:.2}")
    );
    let ([same, lower, higher], said) = of(UNCERTAIN, &terms);
    assert_eq!((same, said.len()), (mean, 1));
    assert!(lower < low && high < higher, "uncertain parameters widen: {lower} {higher}");
    // The option goes before the column; a horizon of one is the next payment alone.
    let one = RenewalPredictTerms { margin: Some(50.0), horizon: Some(1.0), ..terms };
    let ([next, ..], _) = of(SBG, &one);
    assert_relative(Some(next), 50.0 * 869.0 * 0.8779565256326561, 1e-12);
    // Twelve months a year: the second payment is a month away.
    let months = RenewalPredictTerms { horizon: Some(2.0), period: RenewalPeriod::Month, intervals: false, ..terms };
    let batch = table(predict(SBG, &content, &months).frame().unwrap());
    assert!(batch.column_by_name("residual_value_low").is_none());
    let second = 0.66978898310517 / 0.8506792627736016;
    let expected = 20.0 * 869.0 * (0.8779565256326561 + second * 1.1_f64.powf(-1.0 / 12.0));
    assert_relative(column(&batch, "residual_value")[0], expected, 1e-12);
}

#[test]
fn bad_rows_are_named_with_row_and_column() {
    let refused = |content: &str| {
        let file = Written::csv(content);
        let error = fit("sbg", &file.summary(), None).unwrap_err();
        assert!(!words(&error, &file).1.is_empty());
        words(&error, &file).0
    };
    let head = "cohort,period,customers\na,0,100\n";
    for (rows, fault) in [
        ("a,1,120\n", "row `3`, column `customers`: `120`, expected at most the `100` of the period before"),
        ("a,1,-1\n", "row `3`, column `customers`: `-1`, expected a number of customers, not below zero"),
        ("a,1,many\n", "row `3`, column `customers`: `many`, expected a number"),
        ("a,1,\n", "row `3`, column `customers`: ``, expected a value"),
        ("a,1.5,90\n", "row `3`, column `period`: `1.5`, expected a whole number from 0 to 100000"),
        ("a,2,90\n", "row `3`, column `period`: `2`, expected period `1` of cohort `a` before it"),
        ("a,1,90\na,1,80\n", "row `4`, column `period`: `1`, expected each period of cohort `a` once"),
        (",1,90\n", "row `3`, column `cohort`: ``, expected a value"),
        ("a,1\n", "row `3`: `a | 1`, expected `3` fields as in the header, found `2`"),
    ] {
        assert_eq!(refused(&format!("{head}{rows}")), format!("file `summary.csv`, {fault}"), "{rows}");
    }
    let head = "cohort,period,due,renewed\na,1,100,80\n";
    for (rows, fault) in [
        ("a,2,70,75\n", "row `3`, column `renewed`: `75`, expected at most the `70` due"),
        ("a,2,90,75\n", "row `3`, column `due`: `90`, expected at most the `80` that renewed before"),
        ("a,1,90,75\n", "row `3`, column `period`: `1`, expected each renewal of cohort `a` once"),
        ("a,0,90,75\n", "row `3`, column `period`: `0`, expected a whole number from 1 to 100000"),
    ] {
        assert_eq!(refused(&format!("{head}{rows}")), format!("file `summary.csv`, {fault}"), "{rows}");
    }
    let margins = "cohort,period,customers,margin_per_period\na,0,100,5\na,1,90,6\n";
    assert_eq!(
        refused(margins),
        "file `summary.csv`, row `3`, column `margin_per_period`: `6`, expected `5` as in the rows above of cohort `a`"
    );
    assert_eq!(
        refused("cohort,period,due\na,1,5\n"),
        "file `summary.csv` has no column `renewed`; expected it among `cohort, period, due`"
    );
    assert_eq!(
        refused("cohort,customers\na,5\n"),
        "file `summary.csv` has no column `period`; expected it among `cohort, customers`"
    );
    assert_eq!(
        refused("period,customers\n0,100\n1,100\n2,100\n"),
        "`sbg` cannot be fitted: `0` of `100` customers left: expected some who did"
    );
    assert_eq!(
        fit("sbg", &Written::csv(head).summary(), Some(TimeUnit::Week)).unwrap_err().code(),
        "fit-too-few-periods"
    );
}

#[test]
fn terms_and_models_that_do_not_go_with_renewals_are_refused() {
    let file = Written::csv(&format!("cohort,period,customers\n{}", alive("one", 3)));
    let refused = |text: &str, terms: RenewalPredictTerms| {
        predict_renewals(&model(text), &file.summary(), &terms).unwrap_err().to_string()
    };
    let plain = RenewalPredictTerms::default();
    for (terms, message) in [
        (
            RenewalPredictTerms { horizon: Some(1.5), ..plain },
            "horizon is `1.5`, expected a whole number of renewals from 1 to 1200",
        ),
        (
            RenewalPredictTerms { discount_rate: -0.1, ..plain },
            "discount-rate is `-0.1`, expected an annual rate from 0 to 1",
        ),
        (RenewalPredictTerms { margin: Some(0.0), ..plain }, "margin-per-period is `0`, expected a positive amount"),
        (
            RenewalPredictTerms { margin: Some(5.0), discount_rate: 0.0, ..plain },
            "discount-rate is `0` and no horizon is given, expected one of the two for a value",
        ),
    ] {
        assert_eq!(refused(SBG, terms), message);
    }
    assert_eq!(
        refused(r#"{"model":"bg-nbd","parameters":{"r":1}}"#, plain),
        "the model file is of `bg-nbd`, expected a model of renewals"
    );
    assert_eq!(
        refused(r#"{"model":"sbg","parameters":{"alpha":1}}"#, plain),
        "`sbg` cannot be used: parameter `beta` is missing"
    );
    let free = RenewalPredictTerms { discount_rate: 0.0, ..plain };
    let batch = table(predict(SBG, "period,customers\n0,10\n1,8\n", &free).frame().unwrap());
    assert_eq!(batch.column_by_name("discounted_lifetime").unwrap().null_count(), 1, "it may have no end");
    assert_eq!(batch.column(0).as_string::<i32>().value(0), "all");
}
