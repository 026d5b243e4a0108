//! What people decide about accounts: the roster, tasks and playbooks, with who, when and why.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod account;
mod playbooks;
mod roster;
#[path = "../support/mod.rs"]
mod support;
mod tasks;

use patron_service::Registry;
use patron_service::error::ServiceError;
use support::Portfolio;

/// Five accounts; the last day is 2024-12-31. In the 365 days before, A brings 3600, B 1800, C 599, G 50 and N 5000.
const ORDERS: &str = "customer_id,ordered_at,amount\n\
    A,2023-01-01,10\nA,2024-06-30,1200\nA,2024-12-31,2400\nB,2023-01-01,10\nB,2024-03-01,1800\n\
    C,2024-01-01,1\nC,2024-12-01,599\nG,2024-11-01,50\nN,2024-12-15,5000\n";

const CUSTOMERS: &str = "customer_id,name,industry,parent_id\n\
    A,Alpha,trade,\nB,Beta,trade,A\nC,Gamma,trade,\nG,区政府,government,\nN,New,trade,A\n";

async fn company() -> Portfolio {
    let portfolio = Portfolio::new(Registry::default()).await;
    portfolio.import_text("orders", "orders.csv", ORDERS).await;
    portfolio.import_text("customers", "customers.csv", CUSTOMERS).await;
    portfolio
}

/// The words and the hint of a refusal.
fn words(error: &ServiceError) -> (String, String) {
    (error.to_string(), error.problem().hint.clone().unwrap_or_default())
}
