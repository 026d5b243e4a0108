//! What is refused.

use super::super::{DynamicParetoNbd, DynamicSampleBuilder};
use super::{NAMES, TRUTH, collect, model, simulated};
use crate::transaction::Terms;

#[test]
fn impossible_customers_are_refused_with_their_row() {
    let mut builder = DynamicSampleBuilder::new(NAMES).unwrap();
    let z = || vec![vec![0.0, 1.0], vec![1.0, 1.0]];
    builder.push(&[1.0], 10.0, &[0.0, 5.0], &z(), 10.0).unwrap();
    for (purchases, age, starts, until, code, text) in [
        (&[][..], -1.0, [0.0, 5.0], 10.0, "dynamic-age", "row `2`: age `-1`, expected a finite number"),
        (
            &[2.0, 2.0],
            10.0,
            [0.0, 5.0],
            10.0,
            "dynamic-purchase",
            "row `2`: a repeat purchase at `2`, expected it after",
        ),
        (&[0.0], 10.0, [0.0, 5.0], 10.0, "dynamic-purchase", "row `2`: a repeat purchase at `0`"),
        (&[11.0], 10.0, [0.0, 5.0], 20.0, "dynamic-purchase", "at most at `10`"),
        (&[f64::NAN], 10.0, [0.0, 5.0], 10.0, "dynamic-purchase", "`NaN`"),
        (&[], 10.0, [1.0, 5.0], 10.0, "dynamic-begin", "covariates are known from `1`"),
        (&[], 10.0, [0.0, 0.0], 10.0, "dynamic-change", "covariates change at `0`, expected a finite time after `0`"),
        (&[], 10.0, [-1.0, f64::NAN], 10.0, "dynamic-change", "covariates change at `NaN`"),
        (&[], 10.0, [0.0, 5.0], f64::INFINITY, "dynamic-change", "covariates change at `inf`"),
        (&[], 10.0, [0.0, 5.0], 9.0, "dynamic-end", "covariates are known until `9`, expected until `10`"),
    ] {
        let error = builder.push(purchases, age, &starts, &z(), until).unwrap_err();
        assert_eq!(error.code(), code);
        assert!(error.to_string().contains(text) && !error.hint().is_empty(), "{error}");
    }
    let missing = builder.push(&[], 10.0, &[0.0, 5.0], &[vec![0.0, 1.0], vec![1.0, f64::NAN]], 10.0).unwrap_err();
    assert_eq!(missing.to_string(), "row `2`: covariate `Channel` is `NaN`, expected a finite number");
    assert_eq!(builder.push(&[], 10.0, &[0.0, 5.0], &z()[..1], 10.0).unwrap_err().code(), "covariate-count");
    assert_eq!(
        builder.push(&[], 10.0, &[0.0, 5.0], &[vec![1.0], vec![2.0]], 10.0).unwrap_err().code(),
        "covariate-count"
    );
    assert_eq!(DynamicSampleBuilder::new(&["A", "A"]).unwrap_err().code(), "covariate-repeated");
    assert_eq!(builder.finish().len(), 1);
}

#[test]
fn horizons_beyond_the_known_covariates_are_refused() {
    let sample = collect(&simulated(&TRUTH, 5, 1));
    let error = model().predict_all(&TRUTH, Terms::new(130.0, 0.0).unwrap(), &sample).unwrap_err();
    assert_eq!(error.to_string(), "row `1`: covariates are known until `140`, expected until `150`");
    assert!(error.hint().contains("nearer horizon"));
}

#[test]
fn covariates_that_say_nothing_are_refused_by_name() {
    let mut rows = simulated(&TRUTH, 300, 2);
    for row in &mut rows {
        row.3.iter_mut().for_each(|z| z[1] = 1.0 - z[0]);
    }
    let error = model().fit(&collect(&rows)).unwrap_err();
    assert_eq!(error.code(), "covariate-collinear");
    for row in &mut rows {
        row.3.iter_mut().for_each(|z| z[1] = 7.0);
    }
    let error = model().fit(&collect(&rows)).unwrap_err();
    assert_eq!(error.to_string(), "covariate `Channel` is `7` for all customers, expected some variation");
    assert_eq!(model().fit(&collect(&rows[..20])).unwrap_err().code(), "fit-too-few-customers");
    let other = DynamicParetoNbd::new(&[("transaction", &["Region"])]).unwrap();
    assert_eq!(other.fit(&collect(&rows)).unwrap_err().code(), "covariate-missing");
    assert_eq!(DynamicParetoNbd::new(&[("spend", NAMES)]).unwrap_err().code(), "covariate-effect-unknown");
    assert_eq!(model().log_likelihood(&TRUTH[1..], &collect(&rows)).unwrap_err().code(), "parameter-count");
}
