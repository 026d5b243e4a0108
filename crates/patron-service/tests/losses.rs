//! Customers whose returns outweigh what they buy: a model of spend that allows losses, from the choice to the portrait.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::NaiveDate;
use patron_models::normal_spend::NormalSpend;
use patron_models::transaction::transaction_model;
use patron_service::Registry;
use patron_service::query::CustomersQuery;
use patron_service::run::Cancel;
use patron_service::views::{RunRequest, RunView};
use serde_json::Value;
use support::{Portfolio, now};

const CUSTOMERS: usize = 600;
/// Mean of a purchase, standard deviation within and between customers: three customers in ten lose money.
const SPEND: [f64; 3] = [12.0, 30.0, 25.0];

/// Two years of purchases; one that loses money is a small sale and a larger return on the same day.
fn orders() -> String {
    let model = transaction_model("bg-nbd").unwrap();
    let times = model.simulate(&[1.2, 6.0, 0.5, 2.5], &[104.0; CUSTOMERS], 3).unwrap();
    let counts: Vec<usize> = times.iter().map(|times| times.len() + 1).collect();
    let amounts = NormalSpend::new(&SPEND).unwrap().simulate(&counts, 5);
    let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let mut text = "customer_id,ordered_at,amount\n".to_owned();
    for (customer, (times, amounts)) in times.iter().zip(&amounts).enumerate() {
        for (time, amount) in std::iter::once(&0.0).chain(times).zip(amounts) {
            let day = start + chrono::Duration::days((time * 7.0) as i64);
            let sale = amount.max(1.0);
            writeln!(text, "c{customer:03},{day},{sale:.2}").unwrap();
            if *amount < sale {
                writeln!(text, "c{customer:03},{day},{:.2}", amount - sale).unwrap();
            }
        }
    }
    text
}

async fn valued(portfolio: &Portfolio, spend_model: Option<&str>) -> patron_service::error::Result<RunView> {
    let request = RunRequest { spend_model: spend_model.map(str::to_owned), ..RunRequest::default() };
    portfolio.service.run(&request, now(), Arc::new(|_| ()), Cancel::default()).await
}

#[tokio::test]
async fn losses_are_valued_as_losses() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", &orders()).await;
    let view = valued(&portfolio, None).await.unwrap();
    let notice = view.notices.iter().find(|notice| notice.code == "spend-may-lose").unwrap();
    assert!(notice.values["share"].as_f64().unwrap() > 15.0, "{notice:?}");

    let page = portfolio.service.lifetime_value().await.unwrap();
    let spend = page.spend.unwrap();
    assert_eq!(spend.model, "normal-spend");
    // Every parameter within four standard errors of what the purchases were drawn from.
    for (found, truth) in spend.parameters.iter().zip(SPEND) {
        assert!((found.value - truth).abs() < 4.0 * found.standard_error.unwrap(), "{found:?} and not {truth}");
    }
    // The last point of the curve and the equity are one total by two roads: sums of futures, and sums of rows whose
    // slopes are kept with seven digits.
    let last = page.curve.last().unwrap();
    let near = |one: Option<f64>, other: Option<f64>| (one.unwrap() / other.unwrap() - 1.0).abs() < 1e-5;
    assert!(near(Some(last.value), view.customer_equity), "{last:?} {view:?}");
    assert!(
        near(last.low, view.customer_equity_low) && near(last.high, view.customer_equity_high),
        "{last:?} {view:?}"
    );

    let columns = ["residual_value", "residual_value_low", "residual_value_high", "value_source", "frequency"];
    let query = CustomersQuery {
        columns: columns.map(str::to_owned).to_vec(),
        sort: "residual_value".to_owned(),
        ..CustomersQuery::default()
    };
    let rows = portfolio.service.customers(&query).await.unwrap().rows;
    let by_value = |row: &&Vec<Value>| row[1].as_f64().is_some_and(|value| value < -1.0);
    let loser = rows.iter().find(by_value).expect("somebody loses money");
    let [value, low, high] = [1, 2, 3].map(|column| loser[column].as_f64().unwrap());
    assert!(low < value && value < high, "{loser:?}");
    assert_eq!(loser[4], "model-normal-spend");
    let portrait = portfolio.service.customer(loser[0].as_str().unwrap()).await.unwrap();
    let product = portrait.waterfall.last().unwrap().product;
    assert!((product / value - 1.0).abs() < 1e-9, "{product} and not {value}");

    let asked = valued(&portfolio, Some("gamma-gamma")).await.unwrap();
    assert!(asked.notices.iter().all(|notice| notice.code != "spend-may-lose"));
    assert_eq!(portfolio.service.lifetime_value().await.unwrap().spend.unwrap().model, "gamma-gamma");
    let error = valued(&portfolio, Some("lognormal")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "spend model `lognormal` is not known, expected `auto`, `gamma-gamma`, `normal-spend`"
    );
}
