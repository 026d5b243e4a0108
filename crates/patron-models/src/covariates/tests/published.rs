//! Pareto/NBD with covariates on the apparel retailer, beside another program, where the developers' data is.

use std::collections::HashMap;

use serde_json::Value;

use super::super::{CovariateModel, CovariateSample, CovariateSampleBuilder};
use crate::check::{assert_close, assert_relative, shared_file};
use crate::history::History;
use crate::pareto_nbd::ParetoNbd;
use crate::transaction::Terms;

const BOTH: &[&str] = &["Gender", "Channel"];

fn model() -> CovariateModel {
    CovariateModel::new(&ParetoNbd, &[("lifetime", BOTH), ("transaction", BOTH)]).unwrap()
}

/// Customers by id with covariates, as of the end of 2006.
fn apparel() -> Option<(Vec<String>, CovariateSample<History>)> {
    let text = std::fs::read_to_string(shared_file("data/apparel/apparel_static_covariates.csv")?).unwrap();
    let of_row = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        (fields[0].to_owned(), [fields[1].parse().unwrap(), fields[2].parse().unwrap()])
    };
    let covariates: HashMap<String, [f64; 2]> = text.lines().skip(1).map(of_row).collect();
    let mut sample = CovariateSampleBuilder::new(BOTH).unwrap();
    let mut ids = Vec::new();
    for (id, history) in crate::published::apparel_by_id()? {
        sample.push(history, &covariates[&id]).unwrap();
        ids.push(id);
    }
    Some((ids, sample.finish()))
}

#[test]
fn the_fit_is_not_below_the_best_known() {
    let Some((_, sample)) = apparel() else { return };
    let fit = model().fit(&sample).unwrap();
    // Another program stops at −5821.06270909339; parameters and standard errors are its own there.
    assert!(fit.converged && fit.log_likelihood > -5_821.062_709_093_39, "{}", fit.log_likelihood);
    for (name, parameter, error) in [
        ("r", 1.837_843_24, 0.345_466_88),
        ("alpha", 92.912_348_9, 16.966_981_5),
        ("s", 0.591_998_51, 0.260_901_70),
        ("beta", 49.622_726_7, 36.250_939_0),
        ("lifetime.Gender", -0.642_993_39, 0.295_526_02),
        ("lifetime.Channel", 0.790_678_95, 0.305_859_13),
        ("transaction.Gender", 0.285_873_97, 0.104_147_79),
        ("transaction.Channel", 0.624_124_10, 0.104_958_10),
    ] {
        // That program stops a little below the maximum, where s and beta trade off.
        assert_close(fit.parameters.get(name).unwrap(), parameter, 0.01 * error);
        assert_relative(fit.standard_errors.get(name).unwrap(), error, 0.01);
    }
}

#[test]
fn all_customers_at_fixed_parameters() {
    let Some((ids, sample)) = apparel() else { return };
    let Some(path) = shared_file("reference/pnbd_static_covariates_apparel.json") else { return };
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let names = ["r", "alpha", "s", "beta", "life.Gender", "life.Channel", "trans.Gender", "trans.Channel"];
    let parameters = names.map(|name| file["params"][name].as_f64().unwrap());
    let value = model().log_likelihood(&parameters, &sample).unwrap().0;
    assert_relative(value, file["log_likelihood"].as_f64().unwrap(), 1e-12);
    let found = model().predict_all(&parameters, Terms::new(52.0, 0.0027).unwrap(), &sample).unwrap();
    let place: HashMap<&str, usize> = ids.iter().enumerate().map(|(i, id)| (id.as_str(), i)).collect();
    let all = &file["all_customers"];
    let column = |name: &str| all[name].as_array().unwrap();
    assert_eq!(column("id").len(), 600);
    for ((id, alive), expected) in column("id").iter().zip(column("p_alive")).zip(column("cet_52")) {
        let found = &found[place[id.as_str().unwrap()]];
        // That program's hypergeometric functions leave ten digits.
        assert_relative(found.probability_alive, alive.as_f64().unwrap(), 1e-9);
        assert_relative(found.expected_purchases, expected.as_f64().unwrap(), 1e-9);
    }
    let total = |of: fn(&crate::transaction::Prediction) -> f64| found.iter().map(of).sum::<f64>();
    assert_relative(total(|found| found.expected_purchases), 438.348_753_957_294, 1e-11);
    assert_relative(total(|found| found.probability_alive), 311.258_527_931_17, 1e-11);
    for row in file["customers"].as_array().unwrap() {
        let found = &found[place[row["id"].to_string().as_str()]];
        let forever = found.discounted_purchases_forever.unwrap();
        assert_relative(forever, row["dert_0.0027"].as_f64().unwrap(), 1e-9);
    }
}
