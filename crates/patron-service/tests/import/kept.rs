//! The second file of a kind needs nothing.

use crate::support::{Desk, request, texts};

#[tokio::test]
async fn mapping_and_answers_are_kept_by_shape() {
    let desk = Desk::new().await;
    let header = "who,what,when,how_much";
    let mut first = request([("customer_id", "who"), ("ordered_at", "when"), ("amount", "how_much * 2")]);
    first.answers = texts([("date-order", "day-first")]);
    desk.orders(&desk.file("jan.csv", format!("{header}\na,x,3/4/2024,1.5\n")), first).await.unwrap();
    let report =
        desk.orders(&desk.file("feb.csv", format!("{header}\nb,x,5/6/2024,2.5\n")), request([])).await.unwrap();
    assert_eq!(report.amount_loaded.as_deref(), Some("5.00"));
    assert_eq!(report.first_on.as_deref(), Some("2024-06-05"));
    assert_eq!(report.mapping["amount"], "how_much * 2");

    // another order of columns is another shape
    let other = desk.file("mar.csv", "what,who,when,how_much\nx,a,25/4/2024,1\n");
    assert_eq!(desk.orders(&other, request([])).await.unwrap_err().code(), "mapping-incomplete");
    // what is said now goes over what was kept
    let changed = request([("amount", "how_much")]);
    let report = desk.orders(&desk.file("apr.csv", format!("{header}\nb,x,7/8/2024,2.5\n")), changed).await.unwrap();
    assert_eq!(report.amount_loaded.as_deref(), Some("2.50"));
}

#[tokio::test]
async fn a_field_can_be_left_out() {
    let desk = Desk::new().await;
    let file = desk.file("a.csv", "customer_id,date,amount\na,2024-01-01,1\n");
    let report = desk.orders(&file, request([("amount", "")])).await.unwrap();
    assert_eq!((report.amount_loaded, report.mapping.contains_key("amount")), (None, false));
    assert!(report.notices.iter().any(|notice| notice.code == "no-amount"));
}

#[tokio::test]
async fn a_failed_import_keeps_nothing() {
    let desk = Desk::new().await;
    let file = desk.file("a.csv", "who,when\na,3/4/2024\n");
    let mapping = request([("customer_id", "who"), ("ordered_at", "when")]);
    assert_eq!(desk.orders(&file, mapping).await.unwrap_err().code(), "question");
    assert_eq!(desk.orders(&file, request([])).await.unwrap_err().code(), "mapping-incomplete");
}
