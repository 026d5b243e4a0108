//! A customer's days are those of the run whose figures stand beside them.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod support;

use patron_service::Registry;
use patron_service::views::CustomerView;
use support::{Portfolio, now};

async fn two_orders() -> (Portfolio, String) {
    let portfolio = Portfolio::new(Registry::default()).await;
    let orders =
        "order_id,customer_id,ordered_at,amount\n1,ann,2024-01-05,10\n2,ann,2024-02-05,20\n3,ben,2024-03-01,5\n";
    let report = portfolio.import_text("orders", "orders.csv", orders).await;
    portfolio.run().await.unwrap();
    (portfolio, report.batch.unwrap())
}

fn days(view: &CustomerView) -> Vec<(&str, f64)> {
    view.days.iter().map(|day| (day.on.as_str(), day.revenue.unwrap())).collect()
}

fn is_told(view: &CustomerView) -> bool {
    view.notices.iter().any(|notice| notice.code == "ledger-changed")
}

#[tokio::test]
async fn later_imports_and_undos_do_not_change_it() {
    let (portfolio, first) = two_orders().await;
    let before = portfolio.service.customer("ann").await.unwrap();
    assert_eq!(days(&before), [("2024-01-05", 10.0), ("2024-02-05", 20.0)]);
    portfolio.import_text("orders", "more.csv", "order_id,customer_id,ordered_at,amount\n4,ann,2024-02-20,40\n").await;
    assert_eq!(portfolio.service.customer("ann").await.unwrap(), before);
    portfolio.service.undo(&first, now()).await.unwrap();
    assert_eq!(portfolio.service.customer("ann").await.unwrap(), before);
    assert!(!is_told(&before));

    portfolio.run().await.unwrap();
    let after = portfolio.service.customer("ann").await.unwrap();
    assert_eq!(days(&after), [("2024-02-20", 40.0)]);
}

#[tokio::test]
async fn orders_of_a_day_are_counted_once_however_many_lines_they_have() {
    let portfolio = Portfolio::new(Registry::default()).await;
    let orders = "order_id,customer_id,ordered_at,amount\n\
                  1,ann,2024-01-05,10\n1,ann,2024-01-05,15\n2,ann,2024-01-05,20\n,ann,2024-01-05,7\n1,ann,2024-01-05,-3\n";
    portfolio.import_text("orders", "orders.csv", orders).await;
    portfolio.run().await.unwrap();
    let view = portfolio.service.customer("ann").await.unwrap();
    let counted: Vec<(u64, u64)> = view.days.iter().map(|day| (day.orders, day.lines)).collect();
    // orders 1, 2 and the one without a number; the return is a line of order 1
    assert_eq!(counted, [(3, 5)]);
}

#[tokio::test]
async fn where_files_are_gone_it_shows_the_ledger_of_today_and_says_so() {
    let (portfolio, first) = two_orders().await;
    portfolio.import_text("orders", "more.csv", "order_id,customer_id,ordered_at,amount\n4,ann,2024-02-20,40\n").await;
    portfolio.service.undo(&first, now()).await.unwrap();
    let path = format!("ledger/orders/{first}.parquet");
    std::fs::remove_file(portfolio.service.folder().path(&path)).unwrap();
    let view = portfolio.service.customer("ann").await.unwrap();
    assert_eq!(days(&view), [("2024-02-20", 40.0)]);
    assert!(is_told(&view));
}
