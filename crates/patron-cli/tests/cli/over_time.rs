//! Covariates that change over time, from a list of orders to predictions.

use serde_json::Value;

use crate::support::{Place, assert_relative, shared};

/// The season is planned until the end of 2010.
fn weeks() -> Option<String> {
    Some(shared("data/apparel/apparel_dynamic_covariates.csv.gz")?.display().to_string())
}

/// The apparel retailer as of the end of 2006, with the days of all purchases.
fn apparel(place: &Place) -> Option<()> {
    let orders = shared("data/apparel/apparel_transactions.csv")?.display().to_string();
    place.done(&[
        "import",
        "orders",
        &orders,
        "--map",
        "customer_id=Id",
        "--map",
        "ordered_at=Date",
        "--map",
        "amount=Price",
    ]);
    let days =
        ["summary", "--purchases", "--calibration-end", "2006-12-31", "--time-unit", "week", "--out", "days.csv"];
    place.done(&days);
    Some(())
}

#[test]
fn seasons_are_fitted_to_the_apparel_retailer() {
    let place = Place::new();
    let (Some(()), Some(weeks)) = (apparel(&place), weeks()) else { return };
    let head = place.read("days.csv").lines().take(2).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(head[0], "customer_id,frequency,recency,T,monetary_value,time_unit,first_on,purchased_on");
    assert!(head[1].contains(",week,2005-01-02,2005-09-06 "), "{}", head[1]);
    let fit = |covariates: &[&str]| {
        let given: Vec<&str> = covariates.iter().flat_map(|text| ["--covariates", text]).collect();
        let all = [&["fit", "pareto-nbd", "days.csv", "--covariates-over-time", &weeks], &given[..]].concat();
        place.json(&all)
    };
    // Another program stops at -5772.1527, on a lower top.
    let found = fit(&["High.Season,Gender"]);
    assert_relative(&found["log_likelihood"], -5_771.047_667_117_7, 1e-9);
    assert_eq!(
        (&found["model"], &found["converged"], &found["customers"]),
        (&"pareto-nbd-dynamic".into(), &true.into(), &600.into())
    );
    // Another program stops at -5752.9, inside; what a season does to stops runs away there.
    let all = [
        "fit",
        "pareto-nbd",
        "days.csv",
        "--covariates-over-time",
        &weeks,
        "--covariates",
        "High.Season,Gender,Channel",
    ];
    let (message, hint) = place.refused(1, &all);
    assert!(
        message.starts_with("`pareto-nbd-dynamic` cannot be fitted: ") && message.contains("`lifetime.High.Season`"),
        "{message}"
    );
    assert!(!hint.is_empty());
    let found = fit(&["transaction=High.Season,Gender,Channel", "lifetime=Gender,Channel"]);
    assert_relative(&found["log_likelihood"], -5_753.325_733_8, 1e-9);
}

#[test]
fn customers_are_predicted_at_the_covariates_ahead() {
    let place = Place::new();
    let (Some(()), Some(weeks)) = (apparel(&place), weeks()) else { return };
    let Some(reference) = shared("reference/pnbd_dynamic_covariates_apparel.json") else { return };
    let reference: Value = serde_json::from_str(&std::fs::read_to_string(reference).unwrap()).unwrap();
    let parameter = |(name, value): (&String, &Value)| {
        let name = name.replace("life.", "lifetime.").replace("trans.", "transaction.");
        format!("\"{name}\":{value}")
    };
    let parameters: Vec<String> = reference["params"].as_object().unwrap().iter().map(parameter).collect();
    let model =
        format!(r#"{{"model":"pareto-nbd-dynamic","time_unit":"week","parameters":{{{}}}}}"#, parameters.join(","));
    place.write("fit.json", &model);
    let ask = ["predict", "fit.json", "days.csv", "--covariates-over-time", &weeks, "--horizon", "52"];
    let found = place.json(&ask);
    let all = &reference["all_customers"];
    let ids = all["id"].as_array().unwrap();
    assert_eq!((ids.len(), found.as_array().unwrap().len()), (600, 600));
    for row in found.as_array().unwrap() {
        let at = ids.iter().position(|id| *id == row["customer_id"]).unwrap();
        // The other program's own functions are good to eleven digits.
        assert_relative(&row["probability_alive"], all["p_alive"][at].as_f64().unwrap(), 1e-10);
        assert_relative(&row["expected_purchases"], all["cet_52"][at].as_f64().unwrap(), 1e-10);
    }
    let (message, hint) = place.refused(2, &["predict", "fit.json", "days.csv", "--horizon", "52"]);
    assert_eq!(
        message,
        "`--covariates-over-time` is not given with `pareto-nbd-dynamic`, expected it, until the end of the horizon"
    );
    assert_eq!(hint, "it goes with models fitted with that option, and with no other");
    let (message, _) =
        place.refused(1, &["predict", "fit.json", "days.csv", "--covariates-over-time", &weeks, "--horizon", "300"]);
    assert!(message.contains("expected further periods until `2012-09-30` for customer"), "{message}");
}

#[test]
fn days_of_purchases_are_those_that_count() {
    let place = Place::new();
    place.write(
        "orders.csv",
        "customer_id,ordered_at,amount\nA,2024-01-03,5\nA,2024-01-03,6\nA,2024-01-05,7\nA,2024-02-10,-3\nA,2024-02-12,1\n\
         B,2024-01-31,5\nA,2024-02-14,1\n",
    );
    place.done(&["import", "orders", "orders.csv"]);
    let days = |occasion: &str| {
        let all = ["summary", "--purchases", "--time-unit", "day", "--occasion", occasion, "--format", "csv"];
        let text = place.done(&all).out;
        let cells = |line: &str| line.split(',').skip(1).map(str::to_owned).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = text.lines().skip(1).map(cells).collect();
        (rows[0][0].clone(), rows[0][6].clone(), rows[1][5].clone(), rows[1][6].clone())
    };
    let said = |count: &str, on: &str| (count.to_owned(), on.to_owned(), "2024-01-31".to_owned(), String::new());
    assert_eq!(days("day"), said("3", "2024-01-05 2024-02-12 2024-02-14"));
    // Several in a week, or a month, are one, on the first of its days.
    assert_eq!(days("week"), said("1", "2024-02-12"));
    assert_eq!(days("month"), said("1", "2024-02-12"));
}
