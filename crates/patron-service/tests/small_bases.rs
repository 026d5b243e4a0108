//! Bases on which no model can be fitted get the naive value and a reason, never an error and never a silent number.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use patron_service::Registry;
use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::views::{CustomersPage, RunView};
use serde_json::Value;
use support::Portfolio;

async fn valued(text: &str) -> (Portfolio, RunView) {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", text).await;
    let view = portfolio.run().await.unwrap();
    (portfolio, view)
}

async fn column(portfolio: &Portfolio, name: &str) -> Vec<Value> {
    let query =
        CustomersQuery { columns: vec![name.to_owned()], sort: "customer_id".to_owned(), ..CustomersQuery::default() };
    let page: CustomersPage = portfolio.service.customers(&query).await.unwrap();
    page.rows.into_iter().map(|row| row[1].clone()).collect()
}

/// Every page must answer, whatever the base.
async fn pages_answer(portfolio: &Portfolio) {
    let service = &portfolio.service;
    service.overview(&CustomerFilter::default()).await.unwrap();
    service.lifetime_value().await.unwrap();
    for scheme in ["rfm_segment", "rfm_type", "abc_class", "value_source"] {
        service.segments(scheme, &CustomerFilter::default()).await.unwrap();
    }
    let page = service.customers(&CustomersQuery::default()).await.unwrap();
    for row in page.rows {
        service.customer(row[0].as_str().unwrap()).await.unwrap();
    }
}

#[tokio::test]
async fn nobody_repeats() {
    let rows: String = (0..60).map(|n| format!("c{n:02},2024-01-{:02},{}\n", n % 28 + 1, 10 + n)).collect();
    let (portfolio, view) = valued(&format!("customer_id,ordered_at,amount\n{rows}")).await;
    assert_eq!((view.model.as_str(), view.customer_equity), ("naive-flat-average", Some(0.0)));
    let refused = view.notices.iter().find(|notice| notice.code == "purchase-model-refused").unwrap();
    assert_eq!(refused.values["reason"], "fit-nobody-repeats");
    assert!(column(&portfolio, "value_source").await.iter().all(|source| source == "naive-flat-average"));
    assert!(column(&portfolio, "probability_return").await.iter().all(Value::is_null));
    assert!(column(&portfolio, "residual_value").await.iter().all(Value::is_null));
    pages_answer(&portfolio).await;
}

#[tokio::test]
async fn ten_customers() {
    let rows: String = (0..10)
        .flat_map(|n| (0..=n % 4).map(move |k| format!("c{n},2024-0{}-0{},25.00\n", 1 + 2 * k, 1 + n % 9)))
        .collect();
    let (portfolio, view) = valued(&format!("customer_id,ordered_at,amount\n{rows}")).await;
    assert_eq!((view.customers, view.model.as_str()), (10, "naive-flat-average"));
    let refused = view.notices.iter().find(|notice| notice.code == "purchase-model-refused").unwrap();
    assert_eq!(refused.values["reason"], "fit-too-few-customers");
    // Everybody gets the mean: the rule has a value and no interval.
    let values = column(&portfolio, "expected_value").await;
    assert!(values.iter().all(|value| value.as_f64() > Some(0.0) && *value == values[0]), "{values:?}");
    assert_eq!(view.customer_equity_low, None);
    pages_answer(&portfolio).await;
}

#[tokio::test]
async fn one_day_of_history() {
    let rows: String = (0..40).map(|n| format!("c{n:02},2024-03-05,{}\n", 10 + n)).collect();
    let (portfolio, view) = valued(&format!("customer_id,ordered_at,amount\n{rows}")).await;
    assert_eq!((view.model.as_str(), view.customer_equity), ("none", None));
    assert!(view.notices.iter().any(|notice| notice.code == "no-time-observed"), "{:?}", view.notices);
    assert!(column(&portfolio, "value_source").await.iter().all(|source| source == "none"));
    // What happened is known all the same.
    assert_eq!(view.realised_value, Some((0..40).map(|n| f64::from(10 + n)).sum()));
    pages_answer(&portfolio).await;
}

#[tokio::test]
async fn orders_without_amounts_count_purchases_only() {
    let rows: String = (0..80)
        .flat_map(|n| (0..=n % 5).map(move |k| format!("c{n:02},2024-{:02}-{:02}\n", 1 + 2 * k, 1 + (n * 7) % 28)))
        .collect();
    let (portfolio, view) = valued(&format!("customer_id,ordered_at\n{rows}")).await;
    assert!(view.notices.iter().any(|notice| notice.code == "no-amounts"), "{:?}", view.notices);
    assert_eq!((view.realised_value, view.customer_equity), (None, None));
    assert!(column(&portfolio, "revenue").await.iter().all(Value::is_null));
    assert!(column(&portfolio, "expected_purchases").await.iter().all(Value::is_number));
    pages_answer(&portfolio).await;
}

#[tokio::test]
async fn returns_without_a_purchase_are_no_purchase() {
    let rows: String = (0..40)
        .flat_map(|n| (0..=n % 3).map(move |k| format!("c{n:02},2024-0{}-0{},{}\n", 1 + 3 * k, 1 + n % 9, 10 + n % 7)))
        .collect();
    let text = format!("customer_id,ordered_at,amount\n{rows}ret,2024-05-05,-12.50\n");
    let (portfolio, view) = valued(&text).await;
    assert_eq!(view.customers, 41);
    let portrait = portfolio.service.customer("ret").await.unwrap();
    assert_eq!(portrait.values["occasions"], 0);
    assert_eq!(portrait.values["frequency"], Value::Null);
    assert_eq!(portrait.values["value_source"], "no-purchase");
    assert_eq!(portrait.values["returns"], 12.5);
    assert_eq!(portrait.values["expected_value"], Value::Null);
    pages_answer(&portfolio).await;
}
