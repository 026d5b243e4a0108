//! Rejected rows: listed, exported, corrected, imported again.

use std::io::Write;
use std::sync::{Arc, Mutex};

use patron_service::import::{export_quarantine, preview, quarantine, undo};

use crate::support::{Desk, request, row_count, total};

const ORDERS: &str = "\
order_id,customer_id,date,amount,note
1,a,2024-01-01,10.00,fine
1,a,2024-01-01,x5.00,\"=cmd|' /C calc'!A0\"
2,b,2024-13-02,2.00,\"two
lines\"
3,c,2024-01-03,3.00
";

/// Good rows, so that few bad cells do not change what a column is.
fn many() -> String {
    let good: String = (100..300).map(|i| format!("{i},c{i},2024-01-{:02},1.00,\n", 1 + i % 28)).collect();
    format!("{ORDERS}{good}")
}

#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

async fn export(desk: &Desk, batch: Option<&str>) -> (u64, String) {
    let buffer = Buffer::default();
    let rows = export_quarantine(desk.writer.folder(), batch, buffer.clone()).await.unwrap();
    let text = String::from_utf8(buffer.0.lock().unwrap().clone()).unwrap();
    (rows, text)
}

#[tokio::test]
async fn a_corrected_export_can_be_imported_as_it_is() {
    let desk = Desk::new().await;
    let report = desk.orders(&desk.file("orders.csv", many()), request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (201, 3));
    let page = quarantine(desk.writer.folder(), None, 0, 10).await.unwrap();
    assert_eq!(page.total, 3);
    let found: Vec<_> = page.rows.iter().map(|r| (r.row, r.column.as_deref(), r.reason.as_str())).collect();
    assert_eq!(
        found,
        [(3, Some("amount"), "not-a-number"), (4, Some("date"), "no-such-date"), (6, None, "too-few-fields")],
        "lines of the file"
    );
    assert_eq!(page.rows[0].batch, report.batch);
    let second = quarantine(desk.writer.folder(), report.batch.as_deref(), 1, 1).await.unwrap();
    assert_eq!((second.rows.len(), second.rows[0].row, second.total), (1, 4, 3));

    let (rows, text) = export(&desk, report.batch.as_deref()).await;
    assert_eq!(rows, 3);
    assert!(
        text.starts_with("\u{feff}order_id,customer_id,date,amount,note,patron_batch,patron_file,patron_row,"),
        "{text}"
    );
    assert!(
        text.contains("\"'=cmd|' /C calc'!A0\"") || text.contains("'=cmd|' /C calc'!A0"),
        "formulas are disarmed: {text}"
    );

    let corrected = text.replacen("x5.00", "5.00", 1).replacen("2024-13-02", "2024-12-02", 1);
    let report = desk.orders(&desk.file("corrected.csv", corrected), request([])).await.unwrap();
    assert_eq!((report.read, report.loaded, report.quarantined), (3, 3, 0), "{:?}", report.rejects);
    assert_eq!(report.amount_loaded.as_deref(), Some("10.00"));
    let all = desk.rows("orders").await;
    assert_eq!((row_count(&all), total(&all, "amount")), (204, 2_200_000));
}

/// Lines of the orders `1` and `2`, of which some cannot be read.
const LINES: &str = "\
order_id,customer_id,date,amount
1,a,2024-01-01,10.00
1,a,2024-01-01,x5.00
1,a,2024-01-01,x7.00
2,b,2024-01-02,x2.00
";

/// Imports `LINES` with good rows around them; answers the export of what was rejected.
async fn rejected(desk: &Desk) -> String {
    let good: String = (100..300).map(|i| format!("{i},c{i},2024-01-{:02},1.00\n", 1 + i % 28)).collect();
    let report = desk.orders(&desk.file("lines.csv", format!("{LINES}{good}")), request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (201, 3));
    export(desk, None).await.1
}

#[tokio::test]
async fn a_corrected_file_that_is_edited_and_imported_again_is_asked_about() {
    let desk = Desk::new().await;
    let corrected = rejected(&desk).await.replace(",x", ",");
    let report = desk.orders(&desk.file("corrected.csv", &corrected), request([])).await.unwrap();
    assert_eq!((report.loaded, report.amount_loaded.as_deref()), (3, Some("14.00")), "their batch has order 1 already");

    // the same orders with other values overlap what the first correction brought
    let edited = desk.file("edited.csv", corrected.replacen("5.00", "6.00", 1));
    let error = desk.orders(&edited, request([])).await.unwrap_err();
    assert_eq!(error.code(), "question");
    assert!(error.to_string().starts_with("3 rows belong to orders that the ledger has already"), "{error}");
    let view = preview(desk.writer.folder(), &edited, &request([])).await.unwrap();
    assert_eq!(view.questions.first().map(|question| question.message.as_str()), Some(error.to_string().as_str()));
    assert_eq!(total(&desk.rows("orders").await, "amount"), 2_240_000, "10 + 200 + 14, nothing twice");
}

#[tokio::test]
async fn a_correction_is_asked_about_where_another_batch_has_its_order() {
    let desk = Desk::new().await;
    let corrected = rejected(&desk).await.replace(",x", ",");
    let other = "order_id,customer_id,date,amount\n2,b,2024-01-02,2.00\n";
    desk.orders(&desk.file("other.csv", other), request([])).await.unwrap();
    let error = desk.orders(&desk.file("corrected.csv", &corrected), request([])).await.unwrap_err();
    assert!(error.to_string().starts_with("1 row belongs to an order that the ledger has already"), "{error}");
    // a row that names no batch of this folder corrects nothing
    let stranger = corrected.lines().take(2).map(|line| format!("{line}\n")).collect::<String>();
    let named = stranger.lines().nth(1).unwrap().split(',').nth(4).unwrap().to_owned();
    let stranger = desk.file("stranger.csv", stranger.replace(&named, "another-batch"));
    assert_eq!(desk.orders(&stranger, request([])).await.unwrap_err().code(), "question");
}

#[tokio::test]
async fn what_a_correction_left_open_can_be_corrected_in_turn() {
    let desk = Desk::new().await;
    let lines = LINES.replace(",x", ",").replacen("-01-01,5", "-13-01,5", 1).replacen("-01-01,7", "-13-01,7", 1);
    let lines = lines.replace("-01-02,2", "-13-02,2");
    let good: String = (100..300).map(|i| format!("{i},c{i},2024-01-{:02},1.00\n", 1 + i % 28)).collect();
    desk.orders(&desk.file("all.csv", format!("{lines}{good}")), request([])).await.unwrap();
    let (_, text) = export(&desk, None).await;

    let half = text.replacen("2024-13-01", "2024-01-01", 1).replacen("2024-13-02", "2024-01-02", 1);
    let report = desk.orders(&desk.file("half.csv", half), request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (2, 1));
    let (rows, text) = export(&desk, None).await;
    assert_eq!(rows, 1, "what came back is no longer listed under its first batch");
    let rest = text.replacen("2024-13-01", "2024-01-01", 1);
    let report = desk.orders(&desk.file("rest.csv", &rest), request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (1, 0), "order 1 came with the batches that this row goes back to");
    let again = desk.file("again.csv", rest.replacen("7.00", "8.00", 1));
    assert_eq!(desk.orders(&again, request([])).await.unwrap_err().code(), "question");
}

#[tokio::test]
async fn rows_that_were_corrected_are_no_longer_listed() {
    let desk = Desk::new().await;
    let text = rejected(&desk).await;
    // the last of the three is not taken up
    let two: String = text.lines().take(3).map(|line| format!("{}\n", line.replace(",x", ","))).collect();
    let report = desk.orders(&desk.file("corrected.csv", two), request([])).await.unwrap();
    assert_eq!(report.loaded, 2);
    let page = quarantine(desk.writer.folder(), None, 0, 10).await.unwrap();
    assert_eq!((page.total, page.rows.len(), page.rows[0].row), (1, 1, 5));
    assert_eq!(quarantine(desk.writer.folder(), None, 1, 10).await.unwrap().rows, []);
    let (rows, text) = export(&desk, page.rows[0].batch.as_deref()).await;
    assert!(rows == 1 && text.contains("x2.00"), "{text}");

    // without the correction they wait again
    undo(&desk.writer, &report.batch.unwrap()).await.unwrap();
    assert_eq!(quarantine(desk.writer.folder(), None, 0, 10).await.unwrap().total, 3);
}

#[tokio::test]
async fn an_undone_batch_has_no_rejects_in_the_list() {
    let desk = Desk::new().await;
    let report = desk.orders(&desk.file("orders.csv", many()), request([])).await.unwrap();
    undo(&desk.writer, &report.batch.unwrap()).await.unwrap();
    assert_eq!(quarantine(desk.writer.folder(), None, 0, 10).await.unwrap().total, 0);
    assert_eq!(export(&desk, None).await.0, 0);
    assert_eq!(quarantine(desk.writer.folder(), Some("zzz"), 0, 1).await.unwrap_err().code(), "unknown-batch");
}
