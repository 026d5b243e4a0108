//! Beta-discrete-Weibull: with c = 1 the shifted beta-geometric, to the bit.

use super::*;
use crate::check::assert_relative;
use crate::contractual::{CohortRow, RenewalTable, Sbg};

fn high_end() -> RenewalStatistics {
    let alive = [1000.0, 869.0, 743.0, 653.0, 593.0, 551.0, 517.0, 491.0];
    let row = |(period, pair): (u32, &[f64])| CohortRow {
        cohort: "first".to_owned(),
        period,
        at_start: pair[0],
        survivors: pair[1],
    };
    RenewalTable::new(&(1..).zip(alive.windows(2)).map(row).collect::<Vec<_>>()).unwrap().pooled()
}

#[test]
fn with_c_of_one_it_is_the_shifted_beta_geometric() {
    let terms = RenewalTerms::new(12, 0.1).unwrap();
    for [alpha, beta] in [[0.668, 3.806], [20.0, 0.4], [1e-3, 1e3]] {
        let with = Bdw.predictor(&[alpha, beta, 1.0], terms).unwrap();
        let without = Sbg.predictor(&[alpha, beta], terms).unwrap();
        for renewal in 1..60 {
            assert_eq!(with.survival(renewal), without.survival(renewal));
            assert_eq!(with.retention(renewal), without.retention(renewal));
            let (one, other) = (with.residual(renewal), without.residual(renewal));
            assert_eq!(one.discounted_forever, other.discounted_forever);
            assert_eq!((one.variance, &one.gradient[..2]), (other.variance, &other.gradient[..2]));
            assert!(one.gradient[2] != 0.0 && other.gradient[2] == 0.0);
        }
        let (one, of_all) = Bdw.log_likelihood(&[alpha, beta, 1.0], &high_end()).unwrap();
        let (other, of_two) = Sbg.log_likelihood(&[alpha, beta], &high_end()).unwrap();
        assert_eq!((one, &of_all[..2]), (other, &of_two[..]));
    }
}

#[test]
fn more_freedom_never_fits_worse() {
    let (wide, narrow) = (Bdw.fit(&high_end()).unwrap(), Sbg.fit(&high_end()).unwrap());
    assert!(wide.log_likelihood >= narrow.log_likelihood);
    // Churn that rises and then falls: the shifted beta-geometric cannot, and loses by far.
    let truth = [1.5, 60.0, 2.0];
    let due = vec![12; 20_000];
    let mut builder = crate::contractual::RenewalStatisticsBuilder::default();
    for tenure in Bdw.simulate(&truth, &due, 3).unwrap() {
        builder.push(tenure, 1.0).unwrap();
    }
    let statistics = builder.finish();
    let fit = Bdw.fit(&statistics).unwrap();
    for ((name, estimate), truth) in fit.parameters.iter().zip(truth) {
        let error = fit.standard_errors.get(name).unwrap();
        assert!((estimate - truth).abs() < 3.5 * error && error < truth, "{name}: {estimate} ± {error}");
    }
    assert!(Sbg.fit(&statistics).is_err_and(|error| error.code() == "fit-boundary"));
}

#[test]
fn survival_at_high_precision() {
    // B(α, β + t^c) / B(α, β) at 40 digits.
    let predictor = Bdw.predictor(&[0.8, 4.0, 1.3], RenewalTerms::new(0, 0.0).unwrap()).unwrap();
    for (renewal, value) in [
        (1, 0.833_333_333_333_333_4),
        (2, 0.676_351_559_979_577_2),
        (5, 0.407_113_377_566_326_65),
        (30, 0.083_382_268_179_477_47),
    ] {
        assert_relative(predictor.survival(renewal), value, 1e-14);
    }
}

#[test]
fn customers_who_do_not_differ_run_to_a_boundary_and_it_is_named() {
    // One θ for all: (1 − θ)^(t^c) with θ = .2 and c = 1.2, rounded to whole customers.
    let alive: Vec<f64> = (0..9).map(|t| (10_000.0 * 0.8_f64.powf(f64::from(t).powf(1.2))).round()).collect();
    let row = |(period, pair): (u32, &[f64])| CohortRow {
        cohort: "first".to_owned(),
        period,
        at_start: pair[0],
        survivors: pair[1],
    };
    let table = RenewalTable::new(&(1..).zip(alive.windows(2)).map(row).collect::<Vec<_>>()).unwrap();
    match Bdw.fit(&table.pooled()) {
        // Rounding may leave a trace of difference: hardly any, and said to be uncertain.
        Ok(fit) => {
            let errors = fit.standard_errors;
            assert!(fit.parameters.get("beta") > Some(1000.0) && errors.get("beta") > fit.parameters.get("beta"));
        }
        Err(error) => {
            assert!(error.to_string().ends_with("customers do not differ in how likely they are to leave"), "{error}")
        }
    }
}
