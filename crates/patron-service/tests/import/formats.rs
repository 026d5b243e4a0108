//! Encodings, delimiters, workbooks and other files; money and days as written.

use std::path::Path;

use arrow::array::AsArray;

use crate::support::{Desk, request, total};

#[tokio::test]
async fn chinese_orders_in_gb18030_are_mapped_without_a_word() {
    let desk = Desk::new().await;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/chinese_orders.gb18030.csv");
    let report = desk.orders(&file, request([])).await.unwrap();
    let mapped: Vec<_> = report.mapping.iter().map(|(field, sql)| (field.as_str(), sql.as_str())).collect();
    assert_eq!(
        mapped,
        [
            ("amount", "\"金额\""),
            ("channel", "\"渠道\""),
            ("customer_id", "\"客户编号\""),
            ("order_id", "\"订单号\""),
            ("ordered_at", "\"下单时间\""),
            ("product_id", "\"商品编码\""),
            ("quantity", "\"数量\""),
        ]
    );
    assert_eq!((report.read, report.loaded, report.quarantined), (65, 64, 1));
    // 2561.00 + 88.00 - 1280.50 + 12.00 + 60 x 10.00
    assert_eq!(report.amount_loaded.as_deref(), Some("1980.50"));
    let reject = &report.rejects[0];
    assert_eq!(
        (reject.row, reject.column.as_deref(), reject.value.as_deref()),
        (66, Some("下单时间"), Some("2024年2月30日"))
    );
    assert_eq!(
        (reject.reason.as_str(), reject.expected.as_str()),
        ("no-such-date", "a day that exists in the calendar")
    );
    let rows = desk.rows("orders").await;
    let customers = rows[0].column_by_name("customer_id").unwrap().as_string::<i32>();
    assert_eq!(customers.value(0), "0017", "leading zeros are kept");
    let unattributed = report.rules.iter().find(|rule| rule.rule == "unattributed").unwrap();
    assert_eq!((unattributed.rows, unattributed.amount.as_deref()), (1, Some("12.00")));
}

#[tokio::test]
async fn semicolons_and_decimal_commas() {
    let desk = Desk::new().await;
    let text =
        "Kunde;Datum;Betrag\r\n007;05.01.2024;1.234,50\r\n007;28.02.2024;-9,99\r\n\"8;1\";31.12.2023;0,00005\r\n";
    let file = desk.file("bestellungen.csv", text);
    let mapping = [("customer_id", "Kunde"), ("ordered_at", "datum"), ("amount", "Betrag")];
    let report = desk.orders(&file, request(mapping)).await.unwrap();
    assert_eq!((report.loaded, report.amount_loaded.as_deref()), (3, Some("1224.51")));
    assert_eq!((report.first_on.as_deref(), report.last_on.as_deref()), (Some("2023-12-31"), Some("2024-02-28")));
    let rounding = report.rules.iter().find(|rule| rule.rule == "rounding").unwrap();
    assert_eq!((rounding.rows, rounding.setting.as_str()), (1, "half-even to 4 decimals"));
    assert_eq!(total(&desk.rows("orders").await, "amount"), 12_245_100);
}

#[tokio::test]
async fn the_same_rows_in_every_kind_of_file() {
    let rows =
        [("a", "2024-01-05", "1.50", "o1"), ("b", "2024-01-06", "2.25", "o2"), ("a", "2024-02-01", "-1.00", "o3")];
    let delimited = |by: &str| {
        let lines = rows.map(|(c, d, a, o)| [c, d, a, o].join(by));
        format!("{}\n{}\n", ["customer_id", "date", "amount", "order_id"].join(by), lines.join("\n"))
    };
    let json = rows
        .map(|(c, d, a, o)| format!(r#"{{"customer_id":"{c}","date":"{d}","amount":{a},"order_id":"{o}"}}"#))
        .join("\n");
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(delimited("\t").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, content) in [
        ("comma.csv", delimited(",").into_bytes()),
        ("tab.txt", delimited("\t").into_bytes()),
        ("pipe.csv", delimited("|").into_bytes()),
        ("lines.jsonl", json.into_bytes()),
        ("utf16.csv", utf16),
        ("book.xlsx", workbook(&rows)),
    ] {
        let desk = Desk::new().await;
        let file = desk.file(name, content);
        let report = desk.orders(&file, request([])).await.unwrap();
        assert_eq!(
            (report.loaded, report.customers, report.amount_loaded.as_deref()),
            (3, Some(2), Some("2.75")),
            "{name}"
        );
        assert_eq!(
            (report.first_on.as_deref(), report.last_on.as_deref()),
            (Some("2024-01-05"), Some("2024-02-01")),
            "{name}"
        );
    }
}

fn workbook(rows: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["customer_id", "date", "amount", "order_id"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (row, (customer, date, amount, order)) in (1..).zip(rows) {
        sheet.write_string(row, 0, *customer).unwrap();
        let date = rust_xlsxwriter::ExcelDateTime::parse_from_str(date).unwrap();
        sheet.write_datetime_with_format(row, 1, &date, &day).unwrap();
        sheet.write_number(row, 2, amount.parse::<f64>().unwrap()).unwrap();
        sheet.write_string(row, 3, *order).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_parquet_file_keeps_its_types() {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, Date32Array, Decimal128Array, Int64Array, RecordBatch};

    let desk = Desk::new().await;
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("customer_id", Arc::new(Int64Array::from(vec![7, 8]))),
        ("date", Arc::new(Date32Array::from(vec![19_727, 19_728]))),
        ("amount", Arc::new(Decimal128Array::from(vec![12_345_i128, -50]).with_precision_and_scale(10, 2).unwrap())),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let report = desk.orders(&desk.file("orders.parquet", bytes), request([])).await.unwrap();
    assert_eq!((report.loaded, report.amount_loaded.as_deref()), (2, Some("122.95")));
    assert_eq!(report.first_on.as_deref(), Some("2024-01-05"));
}
