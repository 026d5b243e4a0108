use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use arrow::datatypes::Decimal128Type;
use chrono::NaiveDate;
use chrono_tz::Tz;
use datafusion::prelude::{SessionConfig, SessionContext};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use proptest::prelude::*;
use tokio::sync::mpsc;

use super::{Loader, Part, Reject, Tally, write_sorted};
use crate::mapping::{ColumnKind, Mapper, SourceColumn};
use crate::rule::{Fingerprints, Known, KnownOrders, Overlap, Rules, Sieve, Treatment, of_text};
use crate::session::{Engine, SessionLimits};
use crate::source::SourceBatch;
use crate::table::table;
use crate::value::date::DateForm;
use crate::value::number::NumberForm;

const COLUMNS: [&str; 6] = ["order", "customer", "day", "product", "quantity", "price"];

fn part() -> Part {
    let text = |name: &str| SourceColumn { name: name.to_owned(), kind: ColumnKind::Text };
    let number = |name: &str, scale| SourceColumn {
        name: name.to_owned(),
        kind: ColumnKind::Number { form: NumberForm::Point, scale },
    };
    let day = ColumnKind::Date { forms: vec![DateForm::YearFirst], has_time: false, has_offset: false };
    let columns = vec![
        text("order"),
        text("customer"),
        SourceColumn { name: "day".to_owned(), kind: day },
        text("product"),
        number("quantity", 0),
        number("price", 2),
    ];
    let mapping: BTreeMap<String, String> = [
        ("order_id", "order"),
        ("customer_id", "customer"),
        ("ordered_at", "day"),
        ("product_id", "product"),
        ("quantity", "quantity"),
        ("amount", "quantity * price"),
    ]
    .map(|(field, sql)| (field.to_owned(), sql.to_owned()))
    .into();
    let mut config = SessionConfig::new();
    config.options_mut().sql_parser.enable_ident_normalization = false;
    let state = SessionContext::new_with_config(config).state();
    let names: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    Part {
        name: "orders.csv".to_owned(),
        columns: names.clone(),
        read: names,
        numbered: false,
        mapper: Mapper::new(table("orders").unwrap(), &mapping, columns, Tz::UTC, &state).unwrap(),
        treatment: Treatment::default(),
    }
}

type Row = [String; 6];

fn batches(rows: &[Row], size: usize) -> Vec<SourceBatch> {
    let mut first_row = 1;
    rows.chunks(size)
        .map(|chunk| {
            let column = |at: usize| {
                let cells = chunk.iter().map(|row| Some(row[at].as_str()).filter(|cell| !cell.is_empty()));
                Arc::new(cells.collect::<StringArray>()) as ArrayRef
            };
            let numbers: Vec<u64> = (first_row..).take(chunk.len()).collect();
            let batch = SourceBatch {
                first_row,
                lines: numbers.iter().map(|row| row + 1).collect(),
                rows: numbers,
                columns: (0..6).map(column).collect(),
                bad: Vec::new(),
            };
            first_row += chunk.len() as u64;
            batch
        })
        .collect()
}

fn load(
    rows: &[Row],
    size: usize,
    settings: &BTreeMap<String, String>,
    overlap: Overlap,
) -> (Tally, Vec<RecordBatch>, Vec<Reject>) {
    let orders = table("orders").unwrap();
    let known = Known {
        zone: Tz::UTC,
        today: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
        orders: KnownOrders { all: Fingerprints::from([of_text("known")]), ..KnownOrders::default() },
        currency: None,
    };
    let sieve = Sieve::new(orders, Rules::new(orders, settings).unwrap(), overlap, known, true);
    let mut loader = Loader::new(orders, Vec::new(), sieve);
    let (part, mut loaded, mut rejects) = (part(), Vec::new(), Vec::new());
    for batch in batches(rows, size) {
        let one = loader.load(&part, &batch).unwrap();
        loaded.push(one.rows);
        rejects.extend(one.rejects);
    }
    (*loader.tally(), loaded, rejects)
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let pick = |words: &'static [&'static str]| proptest::sample::select(words).prop_map(str::to_owned);
    let row = (
        pick(&["1", "2", "C3", "known", ""]),
        pick(&["a", "b", ""]),
        pick(&["2024-01-05", "2024-02-30", "2031-01-01", "", "2024-03-09"]),
        pick(&["SP1", "POST", ""]),
        pick(&["1", "-2", "x", "", "99999999999999"]),
        pick(&["1.50", "0.00", "-7.25", "99999.99", "1,5"]),
    );
    proptest::collection::vec(row.prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f]), 0..120)
}

fn settings() -> impl Strategy<Value = BTreeMap<String, String>> {
    let rule = |name: &'static str, values: &'static [&'static str]| {
        proptest::sample::select(values).prop_map(move |value| (name.to_owned(), value.to_owned()))
    };
    (
        rule("duplicates", &["", "drop", "keep"]),
        rule("cancelled-prefix", &["", "C"]),
        rule("non-goods", &["", "POST", "P*,SP1"]),
        rule("unattributed", &["", "load", "exclude"]),
    )
        .prop_map(|(a, b, c, d)| [a, b, c, d].into())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// read = loaded + quarantined + duplicates + excluded, in rows and to the cent, whatever the rows and rules,
    /// and however the rows are cut into batches.
    #[test]
    fn every_row_goes_somewhere_once(
        rows in rows(),
        settings in settings(),
        size in 1_usize..50,
        overlap in proptest::sample::select(&[Overlap::Skip, Overlap::Keep, Overlap::Ask][..]),
    ) {
        let (tally, loaded, rejects) = load(&rows, size, &settings, overlap);
        prop_assert!(tally.adds_up(), "{tally:?}");
        prop_assert_eq!(tally.read.rows, rows.len() as u64);
        prop_assert_eq!(tally.quarantined.rows, rejects.len() as u64);
        prop_assert_eq!(tally.loaded.rows, loaded.iter().map(RecordBatch::num_rows).sum::<usize>() as u64);
        let amounts = loaded.iter().flat_map(|batch| {
            batch.column_by_name("amount").unwrap().as_primitive::<Decimal128Type>().iter().flatten().collect::<Vec<_>>()
        });
        prop_assert_eq!(tally.loaded.amount, amounts.sum::<i128>());
        let (whole, _, in_one) = load(&rows, rows.len().max(1), &settings, overlap);
        prop_assert_eq!(whole, tally);
        prop_assert_eq!(in_one, rejects);
    }
}

fn customers(ids: &[&str], from: u64) -> RecordBatch {
    let schema = table("customers").unwrap().schema();
    let columns = schema.fields().iter().map(|field| match field.name().as_str() {
        "customer_id" => Arc::new(StringArray::from(ids.to_vec())) as ArrayRef,
        "name" => Arc::new((from..).take(ids.len()).map(|row| Some(format!("row {row}"))).collect::<StringArray>()),
        "source_file" => Arc::new(StringArray::from(vec!["c.csv"; ids.len()])),
        "source_row" => Arc::new((from..).take(ids.len()).map(Some).collect::<arrow::array::UInt64Array>()),
        _ => arrow::array::new_null_array(field.data_type(), ids.len()),
    });
    RecordBatch::try_new(Arc::clone(&schema), columns.collect()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn sorting_beyond_memory_keeps_every_row_and_the_last_of_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let limits = SessionLimits { threads: 1, memory_bytes: 24 << 20 };
    let engine = Engine::new(folder.path(), limits).unwrap();
    let path = folder.path().join("customers/c.parquet");
    let (sender, receiver) = mpsc::channel(2);
    let schema = table("customers").unwrap().schema();
    // 60 batches of 8192 rows, about 30 MB: more than the session has
    let feed = tokio::spawn(async move {
        for batch in 0..60_u64 {
            let ids: Vec<String> =
                (0..8192).map(|row| format!("{:08}", (batch * 8192 + row) * 7919 % 300_000)).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            sender.send(customers(&ids, 2 + batch * 8192)).await.unwrap();
        }
    });
    let task = engine.session().task_ctx();
    let written =
        write_sorted(task, table("customers").unwrap(), schema, receiver, path.clone()).await.unwrap().unwrap();
    feed.await.unwrap();
    // 7919 and 300,000 have no common divisor: the first 300,000 rows have different ids, the rest repeat them
    assert_eq!((written.rows, written.superseded), (300_000, 60 * 8192 - 300_000));
    assert_eq!(written.identifiers, 300_000);
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(&path).unwrap()).unwrap().build().unwrap();
    let mut last = String::new();
    for batch in reader.map(Result::unwrap) {
        let (ids, names) = (batch.column(0).as_string::<i32>(), batch.column(1).as_string::<i32>());
        for row in 0..batch.num_rows() {
            assert!(last.as_str() < ids.value(row));
            last = ids.value(row).to_owned();
            if last == "00000000" {
                assert_eq!(names.value(row), "row 300002", "the later of its two rows");
            }
        }
    }
    drop(written);
    assert!(!path.exists(), "a file that nobody kept is removed");
}

#[test]
fn rejects_survive_their_file() {
    use super::{Corrections, QuarantineWriter, read_quarantine};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quarantine/b.parquet");
    let rows: Vec<Row> =
        ["2024-02-30", "", "2031-01-01"].map(|day| ["1", "甲", day, "SP1", "1", "1.50"].map(str::to_owned)).to_vec();
    let (_, _, rejects) = load(&rows, 10, &BTreeMap::new(), Overlap::Ask);
    let mut writer = QuarantineWriter::create(&path).unwrap();
    writer.write(&rejects[..2]).unwrap();
    writer.write(&rejects[2..]).unwrap();
    writer.finish().unwrap().keep();
    let mut corrections = Corrections::default();
    assert_eq!(read_quarantine(&path, "b", &corrections, 0, 10).unwrap(), (rejects.clone(), 3));
    assert_eq!(read_quarantine(&path, "b", &corrections, 2, 10).unwrap(), (rejects[2..].to_vec(), 3));
    // the second row came back; the same row of another batch did not
    corrections.add("b", "orders.csv", 3);
    corrections.add("c", "orders.csv", 2);
    let left = [rejects[0].clone(), rejects[2].clone()];
    assert_eq!(read_quarantine(&path, "b", &corrections, 0, 10).unwrap(), (left.to_vec(), 2));
    assert_eq!(read_quarantine(&path, "b", &corrections, 1, 10).unwrap(), (left[1..].to_vec(), 2));
    assert_eq!(read_quarantine(&path, "b", &corrections, 2, 10).unwrap(), (Vec::new(), 2));
    assert_eq!(rejects[0].cells["customer"], "甲");
    assert_eq!((rejects[1].row, rejects[1].reason.as_str()), (3, "value-missing"));
}
