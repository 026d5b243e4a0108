use serde_json::Value;

use super::super::{Simulation, SummaryFile, TimeUnit, fit, model_names, simulate};
use super::{NAMED, Written, words};

/// Simulated customers as weighted rows without ids: what a fit needs, small enough to carry.
fn simulated() -> String {
    use std::collections::BTreeMap;
    let weeks = 52;
    let log = simulate(&Simulation {
        model: "bg-nbd".to_owned(),
        parameters: None,
        spend: None,
        customers: 2000,
        weeks,
        start_weeks: 12,
        start: chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap(),
        seed: 7,
    })
    .unwrap();
    let mut csv = Vec::new();
    log.write_csv(&mut csv).unwrap();
    let mut days: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    for line in String::from_utf8(csv).unwrap().lines().skip(1) {
        let (id, date) = line.split_once(',').unwrap();
        let date: chrono::NaiveDate = date.parse().unwrap();
        let day = date.signed_duration_since(chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap()).num_days() as i32;
        let of_customer = days.entry(id.to_owned()).or_default();
        if of_customer.last() != Some(&day) {
            of_customer.push(day);
        }
    }
    let mut rows = String::from("customer_id,frequency,recency,T,monetary_value\n");
    for (id, days) in days {
        let (first, last) = (days[0], days[days.len() - 1]);
        let (x, t_x, age) = (days.len() - 1, last - first, 7 * weeks as i32 - first);
        rows.push_str(&format!("{id},{x},{t_x},{age},{}\n", if x == 0 { 0.0 } else { 10.0 + f64::from(last % 17) }));
    }
    rows
}

#[test]
fn the_json_of_a_fit_has_the_documented_members_in_their_order() {
    let file = Written::csv(&simulated());
    let fitted = fit("bg-nbd", &file.summary(), Some(TimeUnit::Day)).unwrap();
    let value = serde_json::to_value(&fitted).unwrap();
    let names: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "model",
            "customers",
            "parameters",
            "standard_errors",
            "log_likelihood",
            "aic",
            "bic",
            "converged",
            "iterations",
            "time_unit",
            "rows_read",
            "rows_used",
            "covariance"
        ]
    );
    assert_eq!(value["model"], "bg-nbd");
    assert_eq!(value["customers"], Value::from(2000));
    assert_eq!(value["time_unit"], "day");
    assert_eq!(value["converged"], true);
    let parameters: Vec<&str> = value["parameters"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(parameters, ["r", "alpha", "a", "b"]);
    // The published r, seven times the published alpha: within four standard errors.
    for (name, truth) in [("r", 0.243), ("alpha", 7.0 * 4.414)] {
        let (found, error) =
            (value["parameters"][name].as_f64().unwrap(), value["standard_errors"][name].as_f64().unwrap());
        assert!((found - truth).abs() < 4.0 * error, "{name}: {found} ± {error}, expected {truth}");
    }
}

#[test]
fn weights_count_as_rows_and_the_unit_only_scales_alpha() {
    let content = simulated();
    let file = Written::csv(&content);
    let once = fit("bg-nbd", &file.summary(), Some(TimeUnit::Day)).unwrap();
    let body: Vec<&str> = content.lines().skip(1).collect();
    let weighted = body.iter().map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        let week = |days: &str| days.parse::<f64>().unwrap() / 7.0;
        format!("{},{},{},2,week\n", cells[1], week(cells[2]), week(cells[3]))
    });
    let weighted = Written::csv(&format!("x,t_x,T,weight,time_unit\n{}", weighted.collect::<String>()));
    let twice = fit("bg-nbd", &weighted.summary(), None).unwrap();
    assert_eq!(twice.fit.customers, 4000.0);
    assert_eq!(twice.time_unit, Some(TimeUnit::Week));
    // Both searches end where the slope is below 1e-8 of the mean: eight digits of the parameters less the condition.
    for (name, factor) in [("r", 1.0), ("alpha", 7.0), ("a", 1.0), ("b", 1.0)] {
        let (one, two) = (once.fit.parameters.get(name).unwrap(), twice.fit.parameters.get(name).unwrap() * factor);
        assert!((one / two - 1.0).abs() < 1e-4, "{name}: {one} against {two}");
    }
}

#[test]
fn gamma_gamma_uses_repeat_customers_with_a_positive_mean_and_says_how_many() {
    let mut content = simulated();
    let all = content.lines().count() - 1;
    let used = content.lines().skip(1).filter(|row| row.split(',').nth(1) != Some("0")).count();
    content.push_str("C-refunded,2,10,300,-4.5\nC-free,3,20,300,0\n");
    let file = Written::csv(&content);
    let fitted = fit("gamma-gamma", &file.summary(), None).unwrap();
    assert_eq!((fitted.rows_read, fitted.rows_used), (all + 2, used));
    assert_eq!(fitted.fit.customers, used as f64);
    assert_eq!(serde_json::to_value(&fitted).unwrap()["time_unit"], Value::Null);
}

#[test]
fn units_that_are_unknown_or_disagree_and_models_that_are_unknown_are_refused() {
    let file = Written::csv("x,t_x,T\n0,0,5\n");
    let (message, hint) = words(&fit("bg-nbd", &file.summary(), None).unwrap_err(), &file);
    assert_eq!(
        message,
        "file `summary.csv` does not say in which unit `recency` and `T` are; expected day, week or month"
    );
    assert_eq!(hint, "say `--time-unit week`, or add a column `time_unit`");
    let file = Written::csv(NAMED);
    let (message, hint) = words(&fit("bg-nbd", &file.summary(), Some(TimeUnit::Week)).unwrap_err(), &file);
    assert_eq!(message, "file `summary.csv` is in units of a `day`, expected a `week` as was asked for");
    assert_eq!(hint, "leave `--time-unit` out, or write the summary again in that unit");
    let error = fit("bgnbd", &SummaryFile::new("unread.csv"), None).unwrap_err();
    assert_eq!(error.to_string(), format!("model `bgnbd` is not known: expected {}", model_names().join(", ")));
    assert_eq!(error.code(), "unknown-model");
}

#[test]
fn what_cannot_be_fitted_is_an_error_with_its_reason() {
    let header = "customer_id,frequency,recency,T,time_unit\n";
    let nobody: String = (0..100).map(|i| format!("{i},0,0,{},week\n", 1 + i % 30)).collect();
    let file = Written::csv(&format!("{header}{nobody}"));
    let error = fit("bg-nbd", &file.summary(), None).unwrap_err();
    assert_eq!(error.code(), "fit-nobody-repeats");
    assert!(error.to_string().starts_with("`bg-nbd` cannot be fitted: `0` of `100` customers bought again"), "{error}");
    assert!(error.problem().hint.as_deref().unwrap().starts_with("observe for longer"));
    assert_eq!(error.problem().values["model"], "bg-nbd");
    let few = Written::csv(&format!("{header}1,1,2,5,week\n2,0,0,5,week\n"));
    assert_eq!(fit("bg-nbd", &few.summary(), None).unwrap_err().code(), "fit-too-few-customers");
}

#[test]
fn a_spend_model_comes_with_the_correlation_it_rests_on() {
    let file = Written::csv(&simulated());
    let fitted = fit("gamma-gamma", &file.summary(), None).unwrap();
    let value = serde_json::to_value(&fitted).unwrap();
    // Spend was made up from the last day, which says little about the number of purchases.
    let found = &value["correlation"];
    let (low, high) = (found["low"].as_f64().unwrap(), found["high"].as_f64().unwrap());
    let coefficient = found["coefficient"].as_f64().unwrap();
    assert!(low < coefficient && coefficient < high && coefficient.abs() < 0.1, "{found}");
    assert_eq!(found["customers"], fitted.rows_used);
    assert!(["negligible", "unclear"].contains(&found["verdict"].as_str().unwrap()), "{found}");
    // Who buys more often spends more.
    let counts: Vec<usize> = (0..600).map(|i| 1 + i % 4).collect();
    let law = patron_models::gamma_gamma::GammaGamma::new(&[6.25, 3.74, 15.44]).unwrap();
    let rows = law.simulate(&counts, 1).unwrap().into_iter().map(|amounts| {
        let x = amounts.len() as f64;
        format!("{x},{},2\n", x * amounts.iter().sum::<f64>() / x)
    });
    let rows: String = rows.collect();
    let file = Written::csv(&format!("x,m_x,left alone\n{rows}"));
    let value = serde_json::to_value(fit("gamma-gamma", &file.summary(), None).unwrap()).unwrap();
    let found = &value["correlation"];
    assert!(found["low"].as_f64().unwrap() > 0.1 && found["verdict"] == "present", "{found}");
    // Two customers a row are not told apart.
    let file = Written::csv(&format!("x,m_x,weight\n{rows}"));
    let value = serde_json::to_value(fit("gamma-gamma", &file.summary(), None).unwrap()).unwrap();
    assert!(value.as_object().unwrap().contains_key("correlation") && value["correlation"].is_null());
}

#[test]
fn normal_spend_is_fitted_on_means_that_may_be_losses() {
    // Means of n purchases around own means: mean 10, within 8, between 4, by evenly spread normal quantiles.
    let quantile = |i: u32, step: f64| patron_models::special::normal_quantile((f64::from(i) * step).fract().max(1e-4));
    let row = |i: u32| {
        let n = 1 + i % 9;
        let mean = 10.0
            + 4.0 * quantile(i, 0.618_033_988_749_894_9)
            + 8.0 / f64::from(n).sqrt() * quantile(i, 0.754_877_666_246_692_7);
        format!("{n},{mean}\n")
    };
    let content: String = (1..6000).map(row).collect();
    let file = Written::csv(&format!("frequency,monetary_value\n0,0\n3,NA\n{content}"));
    let fitted = fit("normal-spend", &file.summary(), None).unwrap();
    assert_eq!((fitted.rows_read, fitted.rows_used), (6001, 5999));
    for (name, truth) in [("mean", 10.0), ("within", 8.0), ("between", 4.0)] {
        let (found, error) = (fitted.fit.parameters.get(name).unwrap(), fitted.fit.standard_errors.get(name).unwrap());
        assert!((found - truth).abs() < 4.0 * error && error < 0.1 * truth, "{name}: {found} ± {error}");
    }
    assert!(content.contains(",-"), "some are losses");
    assert!(!serde_json::to_value(&fitted).unwrap().as_object().unwrap().contains_key("correlation"));
}
