//! Bad input: each case with its words, and nothing left behind.

use std::io::Write;
use std::path::PathBuf;

use patron_service::views::ImportReport;

use crate::support::{Desk, request};

const HEADER: &str = "customer_id,date,amount\n";

/// What the error says, with the path cut to the name of the file.
async fn refused(name: &str, content: &[u8]) -> (String, String, String) {
    let desk = Desk::new().await;
    let file = desk.file(name, content);
    let error = desk.orders(&file, request([])).await.unwrap_err();
    assert_eq!(desk.on_disk(), Vec::<String>::new());
    assert_eq!(desk.writer.store().batches().await.unwrap(), []);
    let folder = format!("{}/", desk.files.path().display());
    let words = |text: &str| text.replace(&folder, "");
    (error.code().to_owned(), words(&error.to_string()), words(error.problem().hint.as_deref().unwrap()))
}

#[tokio::test]
async fn files_that_cannot_be_read() {
    let desk = Desk::new().await;
    let error = desk.orders(&PathBuf::from("nowhere.csv"), request([])).await.unwrap_err();
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        ("file-missing", "file `nowhere.csv` does not exist; expected a CSV, JSON lines, Excel or Parquet file")
    );

    let (code, message, _) = refused("empty.csv", b"").await;
    assert_eq!(
        (code.as_str(), message.as_str()),
        ("file-empty", "file `empty.csv` is empty; expected a header and at least one row")
    );
    assert_eq!(refused("header.csv", HEADER.as_bytes()).await.0, "no-rows");

    let program: Vec<u8> =
        [0x7f, b'E', b'L', b'F', 2, 1, 1, 0].into_iter().chain((0..4000).map(|i| (i % 251) as u8)).collect();
    let (code, message, _) = refused("program.csv", &program).await;
    assert_eq!(code, "format-not-supported", "{message}");
    assert!(
        message.contains("`program.csv`") && message.contains("expected CSV, JSON lines, Excel or Parquet"),
        "{message}"
    );

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let rows: String =
        (0..20_000).map(|i| format!("c{i},2024-01-{:02},{}.{:02}\n", 1 + i % 28, i * 7919 % 1000, i % 100)).collect();
    packed.write_all(format!("{HEADER}{rows}").as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let (code, message, hint) = refused("half.csv.gz", &packed[..packed.len() / 2]).await;
    assert_eq!(code, "file-truncated", "{message}");
    assert!(message.contains("`half.csv.gz`"), "{message}");
    assert_eq!(hint, "copy or download the file again");

    let (code, message, hint) =
        refused("mixed.csv", b"customer_id,date,amount\na,2024-01-05,1\n\xff\xfe\x80\xff,2024-01-06,2\n").await;
    assert_eq!(code, "text-not-decodable", "{message}");
    assert!(message.contains("line `3`"), "{message}");
    assert!(hint.contains("--encoding"), "{hint}");

    let (code, message, _) = refused("alike.csv", b"customer_id,date,amount,date\na,2024-01-05,1,2024-01-05\n").await;
    assert_eq!(code, "column-twice");
    assert_eq!(message, "file `alike.csv` has two columns `date`, at positions `2` and `4`; expected different names");
}

#[tokio::test]
async fn columns_that_are_not_there() {
    let (code, message, hint) = refused("weather.csv", b"station,rain\n1,0.5\n2,0.7\n").await;
    assert_eq!(code, "mapping-incomplete");
    assert!(message.starts_with("table `orders` needs field `customer_id`"), "{message}");
    assert!(hint.starts_with("name the column with `--map customer_id="), "{hint}");

    let desk = Desk::new().await;
    let file = desk.file("a.csv", "customer_id,date,amount\na,2024-01-05,1\n");
    let error = desk.orders(&file, request([("amount", "Total")])).await.unwrap_err();
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        (
            "unknown-column",
            "expression `Total` for field `amount` names column `Total`, which the file does not have; expected one of \
             `customer_id`, `date`, `amount`"
        )
    );
    let error = desk.orders(&file, request([("price", "amount")])).await.unwrap_err();
    assert_eq!(error.code(), "unknown-field");
    let mut unknown = request([]);
    unknown.table = "order".to_owned();
    assert_eq!(desk.orders(&file, unknown).await.unwrap_err().code(), "unknown-table");
    assert_eq!(desk.import(&[], &request([])).await.unwrap_err().code(), "no-file");
}

/// Imports good rows around bad ones and answers the report.
async fn with_bad_rows(bad: &str) -> ImportReport {
    let desk = Desk::new().await;
    let good: String = (1..=200).map(|i| format!("c{i},2024-01-{:02},{i}.50\n", 1 + i % 28)).collect();
    let report = desk.orders(&desk.file("orders.csv", format!("{HEADER}{good}{bad}")), request([])).await.unwrap();
    assert_eq!(report.loaded, 200);
    assert_eq!(report.read, report.loaded + report.quarantined + report.duplicates + report.excluded);
    report
}

#[tokio::test]
async fn rows_that_cannot_be_loaded() {
    let long = "x".repeat(10 << 20);
    let report = with_bad_rows(&format!("{long},2024-01-05,1\n")).await;
    let reject = &report.rejects[0];
    assert_eq!(
        (reject.row, reject.column.as_deref(), reject.reason.as_str()),
        (202, Some("customer_id"), "cell-too-long")
    );
    assert!(reject.value.as_ref().unwrap().chars().count() <= 201);

    let bad = "n1,2027-01-01,5\nn2,2024-01-05,123456789012345.5\nn3,2024-01-05\nn4,2024-01-05,12a\nn5,,1\n";
    let report = with_bad_rows(bad).await;
    let found: Vec<_> = report
        .rejects
        .iter()
        .map(|r| {
            (r.row, r.column.as_deref(), r.value.as_deref().unwrap_or_default(), r.reason.as_str(), r.expected.as_str())
        })
        .collect();
    assert_eq!(
        found,
        [
            (202, Some("date"), "2027-01-01", "date-in-future", "a day not after `2026-03-01`"),
            (
                203,
                Some("amount"),
                "123456789012345.5",
                "number-out-of-range",
                "a number with at most 14 digits before the decimal mark"
            ),
            (204, None, "n3 | 2024-01-05", "too-few-fields", "`3` fields as in the header, found `2`"),
            (205, Some("amount"), "12a", "not-a-number", "a number such as `1234.56`, `1,234.56` or `¥1,234.56`"),
            (206, Some("date"), "", "value-missing", "a value for `ordered_at`"),
        ]
    );
    // the future row counts in what was read; the amounts of the others are not known
    assert_eq!(report.amount_read.as_deref(), Some("20206.00"));
    assert_eq!(report.amount_loaded.as_deref(), Some("20200.00"));
}

#[tokio::test]
async fn a_bad_date_in_a_small_file_is_a_bad_row() {
    let desk = Desk::new().await;
    let file = desk.file("small.csv", format!("{HEADER}a,2024-01-05,1\nb,2024-02-30,2\nc,2024-01-06,3\nd,soon,4\n"));
    let report = desk.orders(&file, request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (2, 2));
    let found: Vec<_> = report.rejects.iter().map(|reject| (reject.row, reject.reason.as_str())).collect();
    assert_eq!(found, [(3, "no-such-date"), (5, "not-a-date")]);
    let customers = desk.file("customers.csv", "customer_id,acquired_at\na,2024-01-05\nb,?\n");
    let of = patron_service::views::ImportRequest { table: "customers".to_owned(), ..request([]) };
    let report = desk.import(&[customers], &of).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (1, 1));

    // eight digits are numbers as much as dates; the name decides
    let compact = desk.file("compact.csv", format!("{HEADER}a,20240105,1\nb,20240107,2\nc,20241305,3\n"));
    let report = desk.orders(&compact, request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (2, 1));

    // fewer than half, or dates that contradict each other, are not taken for dates
    assert_eq!(
        refused("few.csv", format!("{HEADER}a,2024-01-05,1\nb,x,2\nc,y,3\n").as_bytes()).await.0,
        "mapping-incomplete"
    );
    let both = format!("{HEADER}a,13/4/2024,1\nb,4/13/2024,2\nc,soon,3\n");
    assert_eq!(refused("both.csv", both.as_bytes()).await.0, "mapping-incomplete");
}

#[tokio::test]
async fn a_bad_amount_in_a_small_file_is_a_bad_row() {
    let desk = Desk::new().await;
    let file = desk.file("small.csv", format!("{HEADER}a,2024-01-05,1.50\nb,2024-02-20,many\n"));
    let report = desk.orders(&file, request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined, report.amount_loaded.as_deref()), (1, 1, Some("1.50")));
    assert_eq!(report.rejects[0].reason, "not-a-number");
    let product = "customer_id,date,quantity,unit_price\na,2024-03-05,2,1.50\nb,2024-03-06,3,?!\nc,2024-03-07,1,2.00\n";
    let file = desk.file("product.csv", product);
    let report = desk.orders(&file, request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined, report.amount_loaded.as_deref()), (2, 1, Some("5.00")));
}

#[tokio::test]
async fn a_file_of_which_every_row_is_rejected_is_kept_for_correction() {
    let desk = Desk::new().await;
    let file = desk.file("future.csv", "customer_id,date,amount\na,2030-01-05,1\nb,2031-01-05,2\n");
    let report = desk.orders(&file, request([])).await.unwrap();
    assert_eq!((report.loaded, report.quarantined), (0, 2));
    assert!(report.notices.iter().any(|notice| notice.code == "all-rejected"));
    assert!(report.batch.is_some());
}
