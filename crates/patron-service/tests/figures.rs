//! Figures that were once wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use patron_service::Registry;
use patron_service::export::{Audience, Format, write};
use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::run::Cancel;
use patron_service::views::RunRequest;
use support::{Portfolio, now};

async fn ask(portfolio: &Portfolio, sql: &str) -> String {
    let mut file = Vec::new();
    write(portfolio.service.sql(sql).await.unwrap().frame, Format::Csv, None, Audience::People, &mut file)
        .await
        .unwrap();
    String::from_utf8(file).unwrap()
}

#[tokio::test]
async fn a_return_gives_its_cost_back_whatever_its_sign() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("products", "products.csv", "product_id,name,unit_cost\np,Lamp,60.00\n").await;
    let orders = "\
order_id,customer_id,ordered_at,product_id,quantity,amount,cost
1,plus,2024-01-05,q,1,100,60
2,plus,2024-01-09,q,-1,-100,60
3,minus,2024-01-05,q,1,100,60
4,minus,2024-01-09,q,-1,-100,-60
5,unit,2024-01-05,p,1,100,
6,unit,2024-01-09,p,1,-100,
";
    portfolio.import_text("orders", "orders.csv", orders).await;
    portfolio.run().await.unwrap();
    let text = ask(&portfolio, "select customer_id, contribution from customers order by 1").await;
    assert_eq!(text, "customer_id,contribution\nminus,0.0\nplus,0.0\nunit,0.0\n");
}

#[tokio::test]
async fn a_return_nets_on_an_order_of_its_own_customer() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let orders = "\
order_id,original_order_id,customer_id,ordered_at,amount
2,,c,2023-01-05,10
1,,a,2024-01-05,50
2,,a,2024-02-05,100
R,2,a,2024-03-05,-100
";
    portfolio.import_text("orders", "orders.csv", orders).await;
    portfolio.run().await.unwrap();
    let text = ask(&portfolio, "select monetary_value from customers where customer_id = 'a'").await;
    assert_eq!(text, "monetary_value\n0.0\n");
}

#[tokio::test]
async fn a_loss_has_an_interval_too() {
    let portfolio = Portfolio::new(Registry::default()).await;
    // Every sale costs twice what it brings.
    let model = patron_models::transaction::transaction_model("bg-nbd").unwrap();
    let purchases = model.simulate(&[0.9, 6.0, 0.8, 2.5], &[50.0; 400], 7).unwrap();
    let first = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let mut rows = String::new();
    for (customer, times) in purchases.iter().enumerate() {
        for (purchase, week) in std::iter::once(&0.0).chain(times).enumerate() {
            let day = first + chrono::Duration::days((week * 7.0) as i64);
            let amount = 10 + (customer * 13) % 50 + (purchase * 7) % 9;
            rows.push_str(&format!("c{customer:03},{day},{amount},{}\n", amount * 2));
        }
    }
    portfolio.import_text("orders", "orders.csv", &format!("customer_id,ordered_at,amount,cost\n{rows}")).await;
    let view = portfolio.run().await.unwrap();
    assert_eq!(view.model, "bg-nbd", "{:?}", view.notices);
    let (low, high) = (view.customer_equity_low.unwrap(), view.customer_equity_high.unwrap());
    let equity = view.customer_equity.unwrap();
    assert!(low < equity && equity < high && high < 0.0, "{low} {equity} {high}");
}

#[tokio::test]
async fn amounts_that_are_missing_are_mentioned() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let orders = "customer_id,ordered_at,amount\na,2024-01-01,10\na,2024-02-01,\nb,2024-02-03,7\n";
    portfolio.import_text("orders", "orders.csv", orders).await;
    let view = portfolio.run().await.unwrap();
    let notice = view.notices.iter().find(|notice| notice.code == "amounts-missing").unwrap();
    assert_eq!(notice.message, "1 order lines have no amount and count as nothing spent");
}

#[tokio::test]
async fn known_means_not_unknown() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let orders = "customer_id,ordered_at,amount\na,2024-01-01,10\na,2024-02-01,4\nb,2024-02-03,7\nc,2024-02-04,7\n";
    portfolio.import_text("orders", "orders.csv", orders).await;
    portfolio.run().await.unwrap();
    for (condition, expected) in [
        ("monetary_value:not:", 1),
        ("monetary_value:not:|4", 0),
        ("monetary_value:not:4", 2),
        ("monetary_value:is:", 2),
        ("monetary_value:is:|4", 3),
    ] {
        let filter = CustomerFilter::parse([condition], None).unwrap();
        let page = portfolio.service.customers(&CustomersQuery { filter, ..Default::default() }).await.unwrap();
        assert_eq!(page.total, expected, "{condition}");
    }
}

#[tokio::test]
async fn dates_without_orders_are_refused() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", "customer_id,ordered_at,amount\na,2024-01-05,10\n").await;
    for (day, message) in [
        ("2024-01-04", "date `2024-01-04` lies before the first order, expected `2024-01-05` or later"),
        ("9999-12-31", "date `9999-12-31` lies more than 50 years after the last order, `2024-01-05`"),
        ("2024-13-01", "date `2024-13-01`, expected a day such as `2026-03-31`"),
    ] {
        let request = RunRequest { as_of: Some(day.to_owned()), ..RunRequest::default() };
        let progress = std::sync::Arc::new(|_| {});
        let error = portfolio.service.run(&request, now(), progress, Cancel::default()).await.unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[tokio::test]
async fn times_are_exported() {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", "customer_id,ordered_at,amount\na,2024-01-05,10\n").await;
    let text = ask(&portfolio, "select ordered_at, amount from ledger.orders").await;
    assert_eq!(text, "ordered_at,amount\n2024-01-05T00:00:00Z,10.0\n");
}
