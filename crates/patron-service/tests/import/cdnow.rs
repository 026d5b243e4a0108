//! CDNOW: the master log and the one in ten sample.

use crate::support::{Desk, request, row_count, shared};

#[tokio::test(flavor = "multi_thread")]
async fn the_master_log_is_mapped_without_a_word() {
    let Some(file) = shared("data/cdnow/cdnow_master.csv.gz") else { return };
    let desk = Desk::new().await;
    let report = desk.orders(&file, request([])).await.unwrap();
    assert_eq!(report.amount_loaded.as_deref(), Some("2500315.63"));
    assert_eq!((report.read, report.loaded, report.customers), (69_659, 69_659, Some(23_570)));
    assert_eq!((report.first_on.as_deref(), report.last_on.as_deref()), (Some("1997-01-01"), Some("1998-06-30")));
    assert_eq!(row_count(&desk.rows("orders").await), 69_659);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_asks_which_customer_is_meant() {
    let Some(file) = shared("data/cdnow/cdnow_sample.csv") else { return };
    let desk = Desk::new().await;
    let error = desk.orders(&file, request([])).await.unwrap_err();
    assert_eq!(error.code(), "mapping-incomplete");
    assert_eq!(
        error.to_string(),
        "table `orders` needs field `customer_id`, and no column is surely it; expected one of `master_customer_id`, \
         `sample_customer_id`"
    );
    assert_eq!(desk.on_disk(), Vec::<String>::new());
    let report = desk.orders(&file, request([("customer_id", "sample_customer_id")])).await.unwrap();
    assert_eq!((report.read, report.loaded, report.customers), (6_919, 6_919, Some(2_357)));
}
