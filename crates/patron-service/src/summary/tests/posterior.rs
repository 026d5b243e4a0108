#![cfg(feature = "bayes")]
//! Posteriors beside fits, and models that are sampled.

use arrow::array::AsArray;
use arrow::compute::concat_batches;
use arrow::datatypes::Float64Type;
use patron_models::history::History;
use patron_models::transaction::{Terms, transaction_model};
use serde_json::Value;

use super::super::{
    Population, PosteriorMethod, PosteriorTerms, PredictTerms, TimeUnit, fit, fit_posterior, predict, predict_own,
};
use super::{NAMED, Written, words};

/// Customers of NBD or BG/NBD, observed for about a year of weeks; with the sum of ln gaps and a covariate.
fn simulated(model: &str, parameters: &[f64], customers: u32) -> Written {
    let ages: Vec<f64> = (0..customers).map(|i| 40.0 + f64::from(i % 13)).collect();
    let purchases = transaction_model(model).unwrap().simulate(parameters, &ages, 5).unwrap();
    let mut text = "customer_id,frequency,recency,T,ln_gaps,Channel,time_unit\n".to_owned();
    for (i, (times, age)) in purchases.iter().zip(&ages).enumerate() {
        let (x, last) = (times.len(), times.last().copied().unwrap_or(0.0));
        let gaps: f64 = (0..x).map(|j| (times[j] - if j == 0 { 0.0 } else { times[j - 1] }).ln()).sum();
        // The sum of one gap is its logarithm to the last bit.
        let gaps = if x == 1 { last.ln() } else { gaps };
        text.push_str(&format!("C{i},{x},{last},{age},{gaps},{},week\n", i % 2));
    }
    Written::csv(&text)
}

fn terms(method: PosteriorMethod) -> PosteriorTerms {
    PosteriorTerms { method: Some(method), warmup: Some(200), draws: Some(500), ..PosteriorTerms::default() }
}

fn own_terms(draws: usize) -> PosteriorTerms {
    PosteriorTerms { chains: Some(2), warmup: Some(100), draws: Some(draws), ..PosteriorTerms::default() }
}

#[test]
fn a_fit_with_a_posterior_keeps_its_members_and_gains_some() {
    let file = simulated("nbd", &[0.9, 8.0], 600);
    for method in [PosteriorMethod::Laplace, PosteriorMethod::Nuts] {
        let fitted = fit_posterior("nbd", &[], &file.summary(), None, &terms(method)).unwrap();
        let value = serde_json::to_value(&fitted).unwrap();
        let plain = serde_json::to_value(fit("nbd", &file.summary(), None).unwrap()).unwrap();
        for (name, member) in plain.as_object().unwrap() {
            assert_eq!(&value[name], member, "{name}");
        }
        assert_eq!(value["estimated_by"], "maximum-likelihood");
        let posterior = &value["posterior"];
        assert_eq!(posterior["kept"]["rows"].as_array().unwrap().len(), 400);
        assert_eq!(posterior["advice"]["code"], "laplace-is-enough", "{}", posterior["advice"]);
        assert!(posterior["k_hat"].as_f64().unwrap() < 0.7);
        for one in posterior["parameters"].as_array().unwrap() {
            let number = |key: &str| one[key].as_f64().unwrap();
            let name = one["name"].as_str().unwrap();
            let (estimate, error) = (&value["parameters"][name], &value["standard_errors"][name]);
            let (estimate, error) = (estimate.as_f64().unwrap(), error.as_f64().unwrap());
            // With 600 customers the posterior is nearly the normal law of the estimate.
            assert!(
                (number("mean") - estimate).abs() < 0.4 * error && (number("sd") / error - 1.0).abs() < 0.3,
                "{one}"
            );
            assert!(number("q5") < number("median") && number("median") < number("q95"));
            let sampled = method == PosteriorMethod::Nuts;
            assert_eq!(one["r_hat"].as_f64().is_some_and(|r_hat| r_hat < 1.01), sampled, "{one}");
            assert_eq!(one["ess_tail"].as_f64().is_some_and(|size| size > 400.0), sampled);
        }
    }
}

#[test]
fn predictions_of_a_posterior_are_means_over_its_draws() {
    let file = simulated("bg-nbd", &[0.243, 4.414, 0.793, 2.426], 1500);
    let fitted = fit_posterior("bg-nbd", &[], &file.summary(), None, &terms(PosteriorMethod::Nuts)).unwrap();
    let model = Written::new("fit.json", serde_json::to_string(&fitted).unwrap());
    let asked = PredictTerms { horizon: Some(39.0), discount_rate: 0.0, intervals: true, ..PredictTerms::default() };
    let named = Written::csv(NAMED);
    let predictions = predict(&model.model(), None, &named.summary(), &asked).unwrap();
    assert!(predictions.notices().is_empty());
    let schema = predictions.schema();
    let table = concat_batches(&schema, &predictions.collect::<Result<Vec<_>, _>>().unwrap()).unwrap();
    let column = |name: &str| table.column_by_name(name).unwrap().as_primitive::<Float64Type>().clone();
    let (alive, purchases) = (column("probability_alive"), column("expected_purchases"));
    let (low, high) = (column("expected_purchases_low"), column("expected_purchases_high"));
    // Customer 59 by hand, from the draws of the file.
    let history = History::new(1, 269.0 / 7.0, 269.0 / 7.0).unwrap();
    let (known, ahead) = (transaction_model("bg-nbd").unwrap(), Terms::new(39.0, 0.0).unwrap());
    let rows = &fitted.posterior.kept.rows;
    let each = rows.iter().map(|row| known.predictor(row, ahead).unwrap().predict(&history));
    let (sum_alive, sum) = each.fold((0.0, 0.0), |(a, b), one| (a + one.probability_alive, b + one.expected_purchases));
    let count = rows.len() as f64;
    // Sums in another order.
    assert!((alive.value(4) - sum_alive / count).abs() < 1e-12 && (purchases.value(4) - sum / count).abs() < 1e-12);
    assert!((0..12).all(|at| low.value(at) <= purchases.value(at) && purchases.value(at) <= high.value(at).max(1.0)));
    // Draws of other parameters are refused.
    let other = serde_json::to_string(&fitted).unwrap().replace(r#""names":["r","#, r#""names":["x","#);
    let error = predict(&Written::new("fit.json", other).model(), None, &named.summary(), &asked).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the draws of `bg-nbd` in the model file are not of its parameters, expected r, alpha, a, b"
    );
}

#[test]
fn where_the_likelihood_has_no_top_the_priors_decide_and_it_is_said() {
    let file = simulated("nbd", &[1.0, 5.0], 500);
    assert_eq!(fit("bg-nbd", &file.summary(), None).unwrap_err().code(), "fit-boundary");
    let asked = PosteriorTerms { draws: Some(1500), ..PosteriorTerms::default() };
    let asked = PosteriorTerms { method: Some(PosteriorMethod::Nuts), ..asked };
    let fitted = fit_posterior("bg-nbd", &[], &file.summary(), None, &asked).unwrap();
    let value = serde_json::to_value(&fitted).unwrap();
    assert_eq!((&value["estimated_by"], &value["log_likelihood"]), (&Value::from("posterior-mean"), &Value::Null));
    assert_eq!(value["posterior"]["advice"]["code"], "priors-decide");
    assert_eq!(value["parameters"]["r"], value["posterior"]["parameters"][0]["mean"]);
}

#[test]
fn models_with_rates_of_each_customer_are_fitted_and_predicted_with() {
    let file = simulated("pareto-nbd", &[1.2, 8.0, 1.5, 40.0], 300);
    let asked = PredictTerms { horizon: Some(26.0), intervals: true, ..PredictTerms::default() };
    let spend = Written::new("spend.json", super::predicting::GAMMA_GAMMA).model();
    // What the chains would have to agree about is shorter than their tests: the words are tested below.
    let hand = r#"{"model":"pareto-ggg","time_unit":"week","parameters":{"t":40,"gamma":40,"r":1.2,"alpha":8,"s":1.5,"beta":40}}"#;
    let abe = r#"{"model":"pareto-nbd-abe","time_unit":"week","parameters":{"log_lambda_intercept":-2.3,"log_mu_intercept":-3.6,
        "log_lambda_Channel":0,"log_mu_Channel":0,"var_log_lambda":0.8,"cov_log_lambda_log_mu":0,"var_log_mu":0.6}}"#;
    let base = r#"{"model":"pareto-nbd","time_unit":"week","parameters":{"r":1.2,"alpha":8,"s":1.5,"beta":40}}"#;
    let hb = base.replace("pareto-nbd", "pareto-nbd-hb");
    let with_money = Written::csv(
        &std::fs::read_to_string(&file.path)
            .unwrap()
            .replace(",Channel,", ",Channel,m_x,")
            .replace(",week", ",20,week"),
    );
    let total = |text: &str| -> f64 {
        let model = Written::new("fit.json", text).model();
        let batches: Vec<_> = match super::super::has_own_rates(&model.model) {
            true => predict_own(&model, Some(&spend), &with_money.summary(), &asked).unwrap().collect(),
            false => predict(&model, Some(&spend), &with_money.summary(), &asked).unwrap().collect(),
        };
        let table = batches.into_iter().next().unwrap().unwrap();
        let column = |name: &str| table.column_by_name(name).unwrap().as_primitive::<Float64Type>().clone();
        let (low, mean, high) = ("residual_value_low", "residual_value", "residual_value_high");
        let (low, mean, high) = (column(low), column(mean), column(high));
        assert!((0..300).all(|at| low.value(at) <= mean.value(at) && mean.value(at) <= high.value(at).max(40.0)));
        column("expected_purchases").values().iter().sum()
    };
    // Gaps as random as those of Pareto/NBD (k near 1), and normal logarithms of about the same mean and spread.
    let expected = total(base);
    assert_eq!(total(&hb), expected);
    for (text, share) in [(hand, 0.05), (abe, 0.15)] {
        let found = total(text);
        assert!((found / expected - 1.0).abs() < share, "{found} {expected}");
    }
}

#[test]
fn a_file_in_other_units_gives_the_same_futures() {
    let model = r#"{"model":"pareto-ggg","time_unit":"week","parameters":{"t":6,"gamma":2,"r":1.5,"alpha":12,"s":0.8,"beta":40}}"#;
    let model = Written::new("fit.json", model).model();
    let row = |unit: &str, factor: f64| {
        let gaps = [4.0_f64, 5.0, 4.5].map(|gap| (gap * factor).ln()).iter().sum::<f64>();
        Written::csv(&format!("id,x,t_x,T,litt,time_unit\n1,3,{},{},{gaps},{unit}\n", 13.5 * factor, 20.0 * factor))
    };
    let asked = PredictTerms { horizon: Some(26.0), ..PredictTerms::default() };
    let alive = |file: &Written| {
        let batch = predict_own(&model, None, &file.summary(), &asked).unwrap().next().unwrap().unwrap();
        batch.column(1).as_primitive::<Float64Type>().value(0)
    };
    let (weeks, days) = (alive(&row("week", 1.0)), alive(&row("day", 7.0)));
    // One rounding of each time may turn a draw around here and there.
    assert!((weeks - days).abs() < 0.05 && weeks > 0.1 && weeks < 0.9, "{weeks} {days}");
    // Regular gaps of four weeks and six weeks of silence say more than random ones.
    let random = r#"{"model":"pareto-nbd","time_unit":"week","parameters":{"r":1.5,"alpha":12,"s":0.8,"beta":40}}"#;
    let random = Written::new("fit.json", random).model();
    let batch = predict(&random, None, &row("week", 1.0).summary(), &asked).unwrap().next().unwrap().unwrap();
    assert!(weeks < batch.column(1).as_primitive::<Float64Type>().value(0) - 0.05);
}

#[test]
fn what_has_no_posterior_is_refused_in_words() {
    let file = simulated("pareto-nbd", &[1.2, 8.0, 1.5, 40.0], 120);
    let refused = |model: &str, covariates: &[&str], terms: &PosteriorTerms| {
        let covariates: Vec<String> = covariates.iter().map(|name| (*name).to_owned()).collect();
        let error = fit_posterior(model, &covariates, &file.summary(), None, terms).unwrap_err();
        words(&error, &file)
    };
    let plain = PosteriorTerms::default();
    let (message, hint) = refused("pareto-nbd-abe", &[], &own_terms(100));
    assert!(message.starts_with("`pareto-nbd-abe` has no posterior: the "), "{message}");
    assert!(
        message.contains("r-hat is `") || message.contains("independent ones, expected at least `400`"),
        "{message}"
    );
    assert!(hint.starts_with("ask for more with `--warmup` and `--draws`"), "{hint}");
    let one = PosteriorTerms { chains: Some(1), ..plain };
    assert_eq!(
        refused("pareto-ggg", &[], &one).0,
        "`pareto-ggg` has no posterior: the number of chains is `1`, expected 2 to 64"
    );
    let laplace = PosteriorTerms { method: Some(PosteriorMethod::Laplace), ..plain };
    assert_eq!(
        refused("pareto-nbd-hb", &[], &laplace).0,
        "`--posterior` is given with `pareto-nbd-hb`, expected none: it is sampled in any case"
    );
    let gamma = PosteriorTerms { population: Some(Population::Gamma), ..plain };
    assert_eq!(
        refused("pareto-nbd-hb", &["Channel"], &gamma).0,
        "`--covariates` is given with `pareto-nbd-hb`, expected `--population normal` beside them"
    );
    assert!(refused("pareto-ggg", &[], &gamma).0.contains("expected `pareto-nbd-hb`"));
    assert!(refused("pareto-ggg", &["Channel"], &plain).0.contains("expected none"));
    assert!(refused("pareto-nbd-hb", &["lifetime=Channel"], &plain).0.contains("names of columns without an effect"));
    assert!(refused("bg-nbd", &["Channel"], &laplace).0.contains("expected none beside `--posterior`"));
    assert!(refused("bg-nbd", &[], &gamma).0.starts_with("`--population` is given with `bg-nbd`"));
    assert!(refused("gamma-gamma", &[], &laplace).0.starts_with("model `gamma-gamma` is not known: expected bg-nbd"));
    let gapless = Written::csv("customer_id,x,t_x,T,time_unit\n1,2,5,9,week\n");
    let error = fit_posterior("pareto-ggg", &[], &gapless.summary(), None, &plain).unwrap_err();
    assert_eq!(error.code(), "fit-gaps-unknown");
    assert!(words(&error, &gapless).1.starts_with("`patron summary --gaps` writes it"));
    let shared = Written::csv("x,t_x,T,weight\n1,2,5,3\n");
    let error = fit_posterior("pareto-nbd-hb", &[], &shared.summary(), Some(TimeUnit::Week), &plain).unwrap_err();
    assert_eq!(
        words(&error, &shared).0,
        "file `summary.csv`, row `2` stands for `3` customers, expected one: in `pareto-nbd-hb` each has rates of an own"
    );
    let few = Written::csv("x,t_x,T,time_unit\n1,2,5,week\n");
    let error = fit_posterior("pareto-nbd-hb", &[], &few.summary(), None, &plain).unwrap_err();
    assert_eq!(error.code(), "fit-too-few-customers");
}
