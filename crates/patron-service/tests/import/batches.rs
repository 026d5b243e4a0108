//! Batches: listed, taken back, all or nothing.

use std::sync::Arc;

use patron_service::import::{batches, import, undo};
use tokio_util::sync::CancellationToken;

use crate::support::{Desk, now, request, row_count};

const ORDERS: &str = "order_id,customer_id,date,amount\n1,b,2024-01-02,2\n2,a,2024-01-01,1\n3,,2024-01-03,3\n";

#[tokio::test]
async fn a_batch_is_listed_and_can_be_taken_back() {
    let desk = Desk::new().await;
    let report = desk.orders(&desk.file("orders.csv", ORDERS), request([])).await.unwrap();
    let id = report.batch.clone().unwrap();
    let listed = batches(desk.writer.folder()).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].id.as_str(), listed[0].state.as_str(), listed[0].created_at.as_str()),
        (id.as_str(), "live", "2026-03-01T12:00:00Z")
    );
    assert_eq!(listed[0].report, report);
    assert_eq!(row_count(&desk.rows("orders").await), 3);

    let undone = undo(&desk.writer, &id[..13]).await.unwrap();
    assert_eq!(undone.state, "undone");
    assert_eq!(row_count(&desk.rows("orders").await), 0);
    assert_eq!(undo(&desk.writer, &id).await.unwrap_err().code(), "batch-undone");
    assert_eq!(undo(&desk.writer, "nothing").await.unwrap_err().code(), "unknown-batch");
    assert_eq!(undo(&desk.writer, "").await.unwrap_err().code(), "unknown-batch");
    // what was undone can be imported again without a question
    desk.orders(&desk.file("orders.csv", ORDERS), request([])).await.unwrap();
}

async fn currency(desk: &Desk) -> String {
    patron_service::portfolio::portfolio(desk.writer.store()).await.unwrap().currency
}

#[tokio::test]
async fn the_currency_of_an_import_goes_with_the_last_orders() {
    let desk = Desk::new().await;
    let in_currency = |code: &str, order: u32| {
        let text = format!("order_id,customer_id,date,amount,currency\n{order},a,2024-01-01,1,{code}\n");
        desk.file(&format!("{order}.csv"), text)
    };
    let first = desk.orders(&in_currency("GBP", 1), request([])).await.unwrap().batch.unwrap();
    let second = desk.orders(&in_currency("GBP", 2), request([])).await.unwrap().batch.unwrap();
    assert_eq!(currency(&desk).await, "GBP");
    undo(&desk.writer, &first).await.unwrap();
    assert_eq!(currency(&desk).await, "GBP", "orders in it are left");
    undo(&desk.writer, &second).await.unwrap();
    assert_eq!(currency(&desk).await, "XXX");
    let report = desk.orders(&in_currency("EUR", 3), request([])).await.unwrap();
    assert_eq!((report.loaded, currency(&desk).await.as_str()), (1, "EUR"));

    // said by a person it stays, even where an import had said the same
    let said = patron_service::views::PortfolioChange { currency: Some("EUR".to_owned()), ..Default::default() };
    patron_service::portfolio::change(&desk.writer, &said).await.unwrap();
    undo(&desk.writer, &report.batch.unwrap()).await.unwrap();
    assert_eq!(currency(&desk).await, "EUR");
    let report = desk.orders(&in_currency("GBP", 4), request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (0, 1));
}

#[tokio::test]
async fn files_are_sorted_and_say_so() {
    use arrow::array::{Array, AsArray};
    use arrow::datatypes::UInt64Type;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    let desk = Desk::new().await;
    desk.orders(&desk.file("orders.csv", ORDERS), request([])).await.unwrap();
    let rows = desk.rows("orders").await;
    let customers = rows[0].column_by_name("customer_id").unwrap().as_string::<i32>();
    assert_eq!((customers.value(0), customers.value(1), customers.is_null(2)), ("a", "b", true), "nulls last");
    let lines = rows[0].column_by_name("source_row").unwrap().as_primitive::<UInt64Type>();
    assert_eq!(lines.values(), &[3, 2, 4], "lines of the file");

    let file = &desk.writer.store().live_files("orders").await.unwrap()[0].file;
    assert_eq!((file.rows, file.min_day, file.max_day), (3, Some(19_723), Some(19_725)));
    let reader = SerializedFileReader::new(std::fs::File::open(desk.writer.path(&file.path)).unwrap()).unwrap();
    let sorting = reader.metadata().row_group(0).sorting_columns().unwrap();
    let order: Vec<_> =
        sorting.iter().map(|column| (column.column_idx, column.descending, column.nulls_first)).collect();
    assert_eq!(order, [0, 1, 2, 13, 14].map(|column| (column, false, false)));
    assert_eq!(file.bytes, std::fs::metadata(desk.writer.path(&file.path)).unwrap().len());
}

#[tokio::test]
async fn several_files_are_one_batch_and_one_bad_file_is_none() {
    let desk = Desk::new().await;
    let first = desk.file("jan.csv", ORDERS);
    let second = desk.file("feb.csv", "order_id,customer_id,date,amount\n4,a,2024-02-01,4\n");
    let broken = desk.file("mar.csv", "");
    let error = desk.import(&[first.clone(), second.clone(), broken], &request([])).await.unwrap_err();
    assert_eq!(error.code(), "file-empty");
    assert_eq!(desk.on_disk(), Vec::<String>::new());
    let twin = desk.file("copy.csv", ORDERS);
    assert_eq!(desk.import(&[first.clone(), twin], &request([])).await.unwrap_err().code(), "file-twice");

    let report = desk.import(&[first, second], &request([])).await.unwrap();
    assert_eq!((report.loaded, report.files), (4, vec!["jan.csv".to_owned(), "feb.csv".to_owned()]));
    assert_eq!(desk.on_disk().len(), 1);
}

#[tokio::test]
async fn a_dry_run_changes_nothing() {
    let desk = Desk::new().await;
    let mut dry = request([]);
    dry.dry_run = true;
    let report = desk.orders(&desk.file("orders.csv", ORDERS), dry).await.unwrap();
    assert_eq!((report.batch, report.loaded, report.customers), (None, 3, Some(2)));
    assert_eq!(desk.on_disk(), Vec::<String>::new());
    assert_eq!(batches(desk.writer.folder()).await.unwrap(), []);
    assert_eq!(desk.writer.store().ledger_revision().await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_import_leaves_nothing() {
    let desk = Desk::new().await;
    let rows: String =
        (0..200_000).map(|i| format!("{i},c{},2024-01-{:02},{}\n", i % 977, 1 + i % 28, i % 100)).collect();
    let file = desk.file("orders.csv", format!("order_id,customer_id,date,amount\n{rows}"));
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let listener = Arc::new(move |progress: patron_service::views::Progress| {
        if progress.stage == "read" {
            stop.cancel();
        }
    });
    let result = import(&desk.writer, &[file], &request([]), now(), listener, cancel).await;
    assert_eq!(result.unwrap_err().code(), "cancelled");
    // the thread that reads sees it at its next batch
    for _ in 0..100 {
        if desk.on_disk().is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(desk.on_disk(), Vec::<String>::new());
    assert_eq!(batches(desk.writer.folder()).await.unwrap(), []);
}
