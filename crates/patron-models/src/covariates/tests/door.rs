//! What is refused.

use super::super::{CovariateError, CovariateModel, CovariateSampleBuilder, CovariateSpend};
use super::{NAMES, collect, models, simulated};
use crate::bg_bb::BgBb;
use crate::bg_nbd::BgNbd;
use crate::fit::FitError;
use crate::history::History;
use crate::nbd::Nbd;
use crate::optimise::Toward;
use crate::pareto_nbd::ParetoNbd;

fn assert_words(error: &CovariateError, code: &str, text: &str) {
    assert_eq!((error.code(), error.to_string().as_str()), (code, text));
    assert!(!error.hint().is_empty());
}

#[test]
fn values_that_are_no_numbers_are_refused_with_row_and_column() {
    let mut builder = CovariateSampleBuilder::new(NAMES).unwrap();
    builder.push(History::NEW, &[1.0, 2.0]).unwrap();
    for (value, shown) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf"), (f64::NEG_INFINITY, "-inf")] {
        let error = builder.push(History::NEW, &[1.0, value]).unwrap_err();
        let text = format!("row `2`: covariate `Income` is `{shown}`, expected a finite number");
        assert_words(&error, "covariate-not-finite", &text);
        assert_eq!(error.values()[0], ("row", "2".to_owned()));
    }
    let error = builder.push(History::NEW, &[1.0]).unwrap_err();
    assert_words(&error, "covariate-count", "row `2` has `1` covariates, expected `2`");
    for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(builder.push_weighted(History::NEW, &[1.0, 2.0], weight).unwrap_err().code(), "covariate-weight");
    }
    let twice = CovariateSampleBuilder::<History>::new(&["Channel", "Channel"]).unwrap_err();
    assert_eq!(twice.code(), "covariate-repeated");
}

#[test]
fn models_want_effects_and_covariates_that_there_are() {
    let error = CovariateModel::new(&Nbd, &[("lifetime", NAMES)]).unwrap_err();
    assert_words(&error, "covariate-effect-unknown", "effect `lifetime` is not known to `nbd`, expected `transaction`");
    let error = CovariateModel::new(&BgBb, &[("transaction", NAMES)]).unwrap_err();
    assert_words(&error, "covariate-effect-unknown", "effect `transaction` is not known to `bg-bb`, expected none");
    let error = CovariateModel::new(&ParetoNbd, &[("transaction", &[]), ("lifetime", &[])]).unwrap_err();
    assert_words(&error, "covariate-none", "no covariate has an effect on `pareto-nbd`, expected at least one");
    let error = CovariateModel::new(&ParetoNbd, &[("transaction", &["A", "A"])]).unwrap_err();
    assert_words(
        &error,
        "covariate-repeated",
        "covariate `A` is named more than once in `transaction`, expected it once",
    );
    let three: &[(&str, &[&str])] = &[("lifetime", &["A"]), ("lifetime-a", &["A"]), ("lifetime-b", &["A"])];
    assert!(CovariateModel::new(&BgNbd, &three[1..]).is_ok());
    let error = CovariateModel::new(&BgNbd, three).unwrap_err();
    assert_words(
        &error,
        "covariate-undetermined",
        "covariate `A` has `3` coefficients on `2` parameters, expected no more than parameters",
    );
    assert_eq!(CovariateSpend::new(&[]).unwrap_err().code(), "covariate-none");
    let (model, parameters) = models().swap_remove(0);
    let mut other = CovariateSampleBuilder::new(&["Channel", "Region"]).unwrap();
    other.push(History::NEW, &[1.0, 2.0]).unwrap();
    let error = model.log_likelihood(&parameters, &other.finish()).unwrap_err();
    assert_words(&error, "covariate-missing", "covariate `Income` is missing, expected it among `Channel, Region`");
}

#[test]
fn covariates_that_never_vary_or_follow_from_others_are_refused_by_name() {
    let (simple, parameters) = models().swap_remove(0);
    let customers = simulated(&simple, &parameters, 400, 3);
    let model = CovariateModel::new(&BgNbd, &[("transaction", &["One", "Two", "Three"])]).unwrap();
    let fit = |three: &dyn Fn(usize, [f64; 2]) -> f64| {
        let mut builder = CovariateSampleBuilder::new(&["One", "Two", "Three"]).unwrap();
        for (i, (history, z)) in customers.iter().enumerate() {
            builder.push(*history, &[z[0], z[1], three(i, *z)]).unwrap();
        }
        model.fit(&builder.finish())
    };
    let FitError::Covariates(error) = fit(&|_, _| 2005.0).unwrap_err() else { panic!("expected covariates") };
    let text = "covariate `Three` is `2005` for all customers, expected some variation";
    assert_words(&error, "covariate-constant", text);
    for (three, others) in [
        (&(|_, z: [f64; 2]| 1.0 - z[0]) as &dyn Fn(usize, [f64; 2]) -> f64, "One"),
        (&|_, z| 2000.0 + 0.1 * z[1], "Two"),
        (&|_, z| 3.0 * z[0] - z[1] + 0.1, "One, Two"),
    ] {
        let FitError::Covariates(error) = fit(three).unwrap_err() else { panic!("expected covariates") };
        let text = format!(
            "covariate `Three` is a sum of multiples of others (`{others}`), expected it to say something of its own"
        );
        assert_words(&error, "covariate-collinear", &text);
    }
    // Close to another one, yet with something to say.
    assert!(fit(&|i, z| z[0] + 0.02 * (i as f64).sin()).is_ok());
}

#[test]
fn the_same_numbers_may_have_an_effect_each() {
    let (model, parameters) = models().swap_remove(1);
    let customers = simulated(&model, &parameters, 3000, 3);
    let mut builder = CovariateSampleBuilder::new(&["Channel", "Income", "Again"]).unwrap();
    customers.iter().for_each(|(history, z)| builder.push(*history, &[z[0], z[1], z[0]]).unwrap());
    let sample = builder.finish();
    let apart = CovariateModel::new(&ParetoNbd, &[("lifetime", &["Again"]), ("transaction", NAMES)]).unwrap();
    assert_eq!(apart.fit(&sample).unwrap().parameters.values(), model.fit(&sample).unwrap().parameters.values());
    let both = CovariateModel::new(&ParetoNbd, &[("transaction", &["Channel", "Again"])]).unwrap();
    assert_eq!(both.fit(&sample).unwrap_err().code(), "covariate-collinear");
}

#[test]
fn a_covariate_that_tells_customers_apart_completely_is_a_boundary_and_named() {
    for (model, parameters) in models() {
        let mut customers = simulated(&model, &parameters, 1500, 4);
        // Nobody with this mark ever bought again.
        for (i, (history, z)) in customers.iter_mut().enumerate() {
            z[0] = f64::from(u8::from(i % 10 == 0));
            if i % 10 == 0 {
                *history = History::new(0, 0.0, history.age()).unwrap();
            }
        }
        let model = CovariateModel::new(model.base(), &[("transaction", NAMES)]).unwrap();
        let error = model.fit(&collect(customers)).unwrap_err();
        let FitError::CoefficientBoundary { coefficient, toward, stopped_at, .. } = &error else {
            panic!("expected a boundary: {error}");
        };
        assert_eq!((coefficient.as_str(), *toward), ("transaction.Channel", Toward::Zero));
        assert!(!stopped_at.converged && stopped_at.covariance.is_empty());
        assert_eq!(error.code(), "fit-coefficient-boundary");
        assert!(error.to_string().contains("runs to minus infinity, expected an inner maximum"), "{error}");
        assert_eq!(error.values()[1], ("toward", "minus infinity".to_owned()));
    }
}

#[test]
fn parameters_out_of_range_are_refused() {
    for (model, parameters) in models() {
        let sample = collect([(History::new(1, 2.0, 5.0).unwrap(), [1.0, 1.0])]);
        let last = parameters.len() - 1;
        for (i, bad, code) in [
            (0, -1.0, "parameter-not-positive"),
            (1, f64::NAN, "parameter-not-positive"),
            (last, f64::NAN, "parameter-not-finite"),
            (last, 1e9, "covariate-out-of-range"),
            (last, -1e9, "covariate-out-of-range"),
        ] {
            let mut parameters = parameters.clone();
            parameters[i] = bad;
            let error = model.log_likelihood(&parameters, &sample).unwrap_err();
            assert_eq!(error.code(), code);
            assert!(error.to_string().contains("expected"));
        }
        assert_eq!(model.log_likelihood(&parameters[1..], &sample).unwrap_err().code(), "parameter-count");
        assert_eq!(model.design().local(&parameters, &[1.0]).unwrap_err().code(), "covariate-count");
        assert_eq!(model.design().local(&parameters, &[1.0, f64::NAN]).unwrap_err().code(), "covariate-not-finite");
    }
}

#[test]
fn too_few_customers_are_too_few_with_covariates_as_well() {
    for (model, parameters) in models() {
        let sample = collect(simulated(&model, &parameters, 20, 4));
        assert_eq!(model.fit(&sample).unwrap_err().code(), "fit-too-few-customers");
    }
}
