//! Rows of tables with an identifier are counted once an identifier.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use patron_service::Registry;
use support::{Portfolio, now};

#[tokio::test]
async fn superseded_rows_are_not_counted() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let count = async |table: &str| portfolio.service.status().await.unwrap().tables[table];
    portfolio.import_text("customers", "a.csv", "customer_id,region\n1,East\n2,West\n").await;
    assert_eq!(count("customers").await, 2);
    let later = portfolio.import_text("customers", "b.csv", "customer_id,region\n2,South\n3,North\n").await;
    assert_eq!((count("customers").await, count("products").await), (3, 0));
    portfolio.service.undo(&later.batch.unwrap(), now()).await.unwrap();
    assert_eq!(count("customers").await, 2);
    let orders = "customer_id,ordered_at,amount\n1,2024-01-05,10\n1,2024-01-05,10\n";
    portfolio.import_text("orders", "orders.csv", orders).await;
    assert_eq!(count("orders").await, 2, "orders have no identifier of their own");
}
