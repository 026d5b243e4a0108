//! Rejected rows: listed, exported, corrected, imported again.

use std::io::Write;
use std::sync::{Arc, Mutex};

use patron_service::import::{export_quarantine, quarantine, undo};

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

#[tokio::test]
async fn an_undone_batch_has_no_rejects_in_the_list() {
    let desk = Desk::new().await;
    let report = desk.orders(&desk.file("orders.csv", many()), request([])).await.unwrap();
    undo(&desk.writer, &report.batch.unwrap()).await.unwrap();
    assert_eq!(quarantine(desk.writer.folder(), None, 0, 10).await.unwrap().total, 0);
    assert_eq!(export(&desk, None).await.0, 0);
    assert_eq!(quarantine(desk.writer.folder(), Some("zzz"), 0, 1).await.unwrap_err().code(), "unknown-batch");
}
