//! GGompertz/NBD against another program and at its boundary, on real and simulated data.

use serde_json::Value;

use super::{apparel, cdnow_sample, statistics};
use crate::check::{assert_relative, shared_file};
use crate::fit::FitError;
use crate::ggompertz_nbd::GgompertzNbd;
use crate::history::{History, Statistics};
use crate::transaction::{Terms, TransactionModel};

const NAMES: [&str; 5] = ["r", "alpha", "beta", "b", "s"];

#[test]
fn it_says_where_it_is_pareto_nbd() {
    // Both data sets have their optimum at b → 0 with β/b fixed, where the likelihood is that of Pareto/NBD.
    for (customers, limit) in [(cdnow_sample(), -9_594.976_178_98), (apparel(), -5_848.097_826_93)] {
        let Some(customers) = customers else { continue };
        let Err(FitError::Boundary { parameter, meaning, stopped_at, .. }) = GgompertzNbd.fit(&statistics(&customers))
        else {
            panic!("expected a boundary");
        };
        assert_eq!(parameter, "b");
        assert!(meaning.contains("Pareto/NBD"), "{meaning}");
        assert!(!stopped_at.converged && stopped_at.covariance.is_empty());
        assert!((stopped_at.log_likelihood - limit).abs() < 1e-3, "{}", stopped_at.log_likelihood);
    }
}

#[test]
fn a_simulated_log_has_its_optimum_inside() {
    let Some(path) = shared_file("reference/ggomnbd_simulated.json") else { return };
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let weeks = |days: &Value| days.as_f64().unwrap() / 7.0;
    let customer = |row: &Value| History::new(row[1].as_f64().unwrap() as u32, weeks(&row[2]), weeks(&row[3])).unwrap();
    let histories: Vec<History> = file["rows"].as_array().unwrap().iter().map(customer).collect();
    let statistics: Statistics = histories.iter().copied().collect();
    let peer = &file["fits"]["ggomnbd"];
    let of_peer = |block: &str| NAMES.map(|name| peer[block][name].as_f64().unwrap());
    // The sum over customers of adaptive quadrature at 25 digits.
    let at_peer = GgompertzNbd.log_likelihood(&of_peer("params"), &statistics).unwrap().0;
    assert_relative(at_peer, -36_818.280_886_377_264, 1e-12);
    let fit = GgompertzNbd.fit(&statistics).unwrap();
    assert!(fit.converged && fit.log_likelihood >= at_peer, "{}", fit.log_likelihood);
    let (parameters, errors) = (of_peer("params"), of_peer("standard_errors"));
    for (i, name) in NAMES.into_iter().enumerate() {
        // The peer stops a little below the maximum, where β and b trade off, and has a numerical Hessian there.
        assert_relative(fit.parameters.get(name).unwrap(), parameters[i], 0.01);
        assert_relative(fit.standard_errors.get(name).unwrap(), errors[i], 0.03);
    }
    let predictor = GgompertzNbd.predictor(&parameters, Terms::new(26.0, 0.0).unwrap()).unwrap();
    for row in peer["first_five"].as_array().unwrap() {
        let id: usize = row["id"].as_str().unwrap().parse().unwrap();
        let found = predictor.predict(&histories[id - 1]);
        // The peer integrates to about 1e-6.
        assert_relative(found.probability_alive, row["p_alive"].as_f64().unwrap(), 1e-5);
        assert_relative(found.expected_purchases, row["cet_26"].as_f64().unwrap(), 1e-5);
    }
}
