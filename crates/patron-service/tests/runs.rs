//! Runs beside each other, and runs that an earlier version stored.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use std::sync::Arc;

use patron_service::Registry;
use patron_service::run::Cancel;
use patron_service::views::{Movement, RunRequest, RunView};
use serde_json::Value;
use support::{Portfolio, now};

const ORDERS: &str = "\
customer_id,ordered_at,amount
ann,2024-01-05,10.00
ann,2024-02-05,30.00
ben,2024-01-20,7.00
eve,2024-02-10,5.00
";

async fn valued(portfolio: &Portfolio, as_of: &str) -> RunView {
    let request = RunRequest { as_of: Some(as_of.to_owned()), ..RunRequest::default() };
    portfolio.service.run(&request, now(), Arc::new(|_| {}), Cancel::default()).await.unwrap()
}

async fn company() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    portfolio
}

#[tokio::test]
async fn two_runs_are_compared_by_totals_movements_and_segments() {
    // Sums of a handful of amounts with two decimals.
    const CENTS: f64 = 1e-9;
    let portfolio = company().await;
    let (before, after) = (valued(&portfolio, "2024-01-31").await, valued(&portfolio, "2024-02-29").await);
    let service = &portfolio.service;
    let found = service.compare_runs(&before.id, &after.id).await.unwrap();
    let total = |id: &str| found.totals.iter().find(|total| total.id == id).unwrap();
    assert_eq!((total("revenue").before, total("revenue").after), (Some(17.0), Some(52.0)));
    assert_eq!((total("orders").before, total("orders").change), (Some(2.0), Some(2.0)));
    for id in ["monetary_value", "residual_value_low", "days_idle", "residual_variance"] {
        assert!(found.totals.iter().all(|total| total.id != id), "the total of {id} means nothing");
    }
    let moved = |movement: Movement| found.movements.iter().find(|part| part.movement == movement).unwrap();
    assert_eq!((moved(Movement::Entered).customers, moved(Movement::Left).customers), (1, 0));
    let (rest, value) = (found.movements.iter().map(|part| part.customers).sum::<u64>(), total("customer_value"));
    assert_eq!(rest, 3);
    let sum: f64 = found.movements.iter().filter_map(|part| part.change).sum();
    assert!((sum - value.change.unwrap()).abs() < CENTS, "{sum} {value:?}");
    let entered: Vec<_> = found.migration.iter().filter(|cell| cell.before.is_none()).collect();
    assert!(entered.len() == 1 && entered[0].customers == 1 && entered[0].after.is_some(), "{:?}", found.migration);
    assert_eq!(found.migration.iter().map(|cell| cell.customers).sum::<u64>(), 3);

    let back = service.compare_runs(&after.id, &before.id).await.unwrap();
    let left = back.movements.iter().find(|part| part.movement == Movement::Left).unwrap();
    assert_eq!((left.customers, left.change.map(|change| change < 0.0)), (1, Some(true)));
    assert_eq!(service.compare_runs("none", &after.id).await.unwrap_err().code(), "unknown-run");
}

#[tokio::test]
async fn what_is_left_out_is_unknown_and_the_rest_is_the_same() {
    let portfolio = company().await;
    let of = |without: &[&str]| RunRequest {
        without: without.iter().map(|&id| id.to_owned()).collect(),
        ..RunRequest::default()
    };
    let value = |request: RunRequest| {
        let service = portfolio.service.clone();
        async move { service.run(&request, now(), Arc::new(|_| {}), Cancel::default()).await }
    };
    let whole = value(of(&[])).await.unwrap();
    let less = value(of(&["price", "value-change", "lifecycle"])).await.unwrap();
    assert_eq!((whole.customer_equity, whole.realised_value), (less.customer_equity, less.realised_value));
    let catalogue = portfolio.service.catalogue().await.unwrap();
    let missing = |id: &str| catalogue.analyses.iter().find(|one| one.id == id).unwrap().missing.clone();
    assert_eq!(missing("lifecycle").as_deref(), Some("left out of this run"));
    assert_eq!(missing("abc"), None);

    let refused = value(of(&["prices"])).await.unwrap_err();
    assert_eq!(refused.code(), "unknown-analysis");
    assert!(refused.to_string().starts_with("analysis `prices` is not known; expected one of `abc`, `acquisition`, "));
    let refused = value(of(&["facts"])).await.unwrap_err();
    assert!(
        refused.to_string().starts_with("analysis `facts` cannot be left out, as the others stand on it; expected")
    );
}

/// Stores the newest run again as the newest, with the lifetime-value parameters changed.
async fn stored_again(portfolio: &Portfolio, id: &str, change: impl FnOnce(&mut serde_json::Map<String, Value>)) {
    let writer = portfolio.service.folder().writer(now()).await.unwrap();
    let store = portfolio.service.folder().store();
    let newest = store.latest_run_id().await.unwrap().unwrap();
    let mut record = store.run(&newest).await.unwrap().unwrap();
    let analyses = record.parameters.as_array_mut().unwrap();
    let lifetime = analyses.iter_mut().find(|analysis| analysis["id"] == "lifetime-value").unwrap();
    change(lifetime["fitted"]["parameters"].as_object_mut().unwrap());
    id.clone_into(&mut record.id);
    record.head["id"] = Value::from(id);
    record.created_at_us = now().timestamp_micros();
    writer.store().commit_run(&record).await.unwrap();
}

#[tokio::test]
async fn a_run_of_an_earlier_version_is_read_where_that_is_honest_and_else_says_what_to_do() {
    let portfolio = company().await;
    let service = &portfolio.service;
    valued(&portfolio, "2024-02-29").await;
    stored_again(&portfolio, "earlier", |parameters| {
        for field in ["frequency", "curve", "holdout", "retention"] {
            assert!(parameters.remove(field).is_some(), "{field} is stored");
        }
    })
    .await;
    assert!(service.lifetime_value().await.unwrap().curve.is_empty());
    stored_again(&portfolio, "much-earlier", |parameters| assert!(parameters.remove("margin").is_some())).await;
    let error = service.lifetime_value().await.unwrap_err();
    assert_eq!(error.code(), "run-of-another-version");
    assert_eq!(
        error.to_string(),
        "run `much-earlier` cannot be read: missing field `margin`; expected a run of this version of patron"
    );
    assert_eq!(error.problem().hint.as_deref(), Some("value the portfolio again: `patron run`"));
    valued(&portfolio, "2024-02-29").await;
    assert!(service.lifetime_value().await.is_ok() && service.runs().await.unwrap().len() == 4);
}
