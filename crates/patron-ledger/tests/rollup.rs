//! The rollup over real Parquet files: one file, several overlapping files, and the engine's own GROUP BY beside it.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, BooleanArray, Date32Array, Decimal128Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::SessionContext;
use parquet::arrow::ArrowWriter;
use patron_ledger::rollup::{RollupOptions, rollup, series, series_tables};
use patron_ledger::session::{Engine, ParquetFiles, SessionLimits, read_parquet};

#[derive(Clone)]
struct Row(&'static str, i32, &'static str, Option<&'static str>, i128, Option<i128>);

fn schema() -> SchemaRef {
    let money = DataType::Decimal128(18, 4);
    let fields = [
        ("customer_id", DataType::Utf8),
        ("ordered_on", DataType::Date32),
        ("is_return", DataType::Boolean),
        ("order_id", DataType::Utf8),
        ("original_order_id", DataType::Utf8),
        ("product_id", DataType::Utf8),
        ("quantity", money.clone()),
        ("amount", money.clone()),
        ("cost", money),
    ];
    Arc::new(Schema::new(fields.map(|(name, kind)| Field::new(name, kind, true)).to_vec()))
}

fn write(path: &Path, rows: &[Row]) {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| (row.0, row.1));
    let money = |values: Vec<Option<i128>>| -> ArrayRef {
        Arc::new(Decimal128Array::from(values).with_precision_and_scale(18, 4).unwrap())
    };
    let customers = rows.iter().map(|row| (!row.0.is_empty()).then_some(row.0)).collect::<StringArray>();
    let columns: Vec<ArrayRef> = vec![
        Arc::new(customers),
        Arc::new(rows.iter().map(|row| Some(row.1)).collect::<Date32Array>()),
        Arc::new(rows.iter().map(|row| Some(row.4 < 0)).collect::<BooleanArray>()),
        Arc::new(rows.iter().map(|row| Some(row.2)).collect::<StringArray>()),
        Arc::new(rows.iter().map(|row| row.3).collect::<StringArray>()),
        Arc::new(rows.iter().map(|_| Some("p")).collect::<StringArray>()),
        money(rows.iter().map(|_| Some(20_000)).collect()),
        money(rows.iter().map(|row| Some(row.4)).collect()),
        money(rows.iter().map(|row| row.5).collect()),
    ];
    let batch = RecordBatch::try_new(schema(), columns).unwrap();
    let mut writer = ArrowWriter::try_new(std::fs::File::create(path).unwrap(), schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn orders(context: &SessionContext, paths: &[PathBuf]) -> datafusion::dataframe::DataFrame {
    let sorted_by = vec!["customer_id".to_owned(), "ordered_on".to_owned()];
    read_parquet(context, &ParquetFiles { paths: paths.to_vec(), schema: schema(), sorted_by }).unwrap()
}

fn rows() -> Vec<Row> {
    vec![
        Row("", 10, "u", None, 99_0000, None),
        Row("ann", 10, "a1", None, 10_0000, Some(4_0000)),
        Row("ann", 10, "a1", None, 5_0000, None),
        Row("ann", 20, "a2", None, 7_0000, None),
        Row("ann", 30, "a3", Some("a2"), -7_0000, None),
        Row("ben", 15, "b1", None, 1_2500, None),
        Row("cat", 12, "c9", None, -3_0000, None),
        Row("dan", 41, "d1", None, 8_0000, None),
    ]
}

const EXPECTED: &str = "\
+-------------+------------+------------+-----------+--------+-------+---------+---------+---------+-----------------+
| customer_id | first_on   | last_on    | occasions | orders | lines | amounts | revenue | returns | net_after_first |
+-------------+------------+------------+-----------+--------+-------+---------+---------+---------+-----------------+
| ann         | 1970-01-11 | 1970-01-21 | 2         | 2      | 4     | 4       | 22.0000 | 7.0000  | 0.0000          |
| ben         | 1970-01-16 | 1970-01-16 | 1         | 1      | 1     | 1       | 1.2500  | 0.0000  | 0.0000          |
| cat         |            |            | 0         | 0      | 1     | 1       | 0.0000  | 3.0000  | 0.0000          |
+-------------+------------+------------+-----------+--------+-------+---------+---------+---------+-----------------+";

#[tokio::test]
async fn one_file_or_many_overlapping_ones_give_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let all = folder.path().join("all.parquet");
    write(&all, &rows());
    let parts: Vec<PathBuf> = (0..3)
        .map(|part| {
            let path = folder.path().join(format!("part {part}.parquet"));
            let rows = rows().into_iter().enumerate().filter(|(index, _)| index % 3 == part).map(|(_, row)| row);
            write(&path, &rows.collect::<Vec<_>>());
            path
        })
        .collect();
    let engine = Engine::new(folder.path(), SessionLimits::default()).unwrap();
    for paths in [vec![all], parts] {
        let context = engine.ordered_session(paths.len());
        let options = RollupOptions { as_of_day: 40, returns_name_orders: true, ..RollupOptions::default() };
        let frame = rollup(orders(&context, &paths), options).unwrap();
        let shown = frame
            .clone()
            .select_columns(&[
                "customer_id",
                "first_on",
                "last_on",
                "occasions",
                "orders",
                "lines",
                "amounts",
                "revenue",
                "returns",
                "net_after_first",
            ])
            .unwrap();
        let batches = shown.collect().await.unwrap();
        assert_eq!(pretty_format_batches(&batches).unwrap().to_string(), EXPECTED, "{} files", paths.len());
    }
}

#[tokio::test]
async fn sorted_files_are_not_sorted_again() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..2).map(|n| folder.path().join(format!("{n}.parquet"))).collect();
    for path in &paths {
        write(path, &rows());
    }
    let engine = Engine::new(folder.path(), SessionLimits::default()).unwrap();
    let context = engine.ordered_session(paths.len());
    let options = RollupOptions { as_of_day: 40, ..RollupOptions::default() };
    let plan = rollup(orders(&context, &paths), options).unwrap().create_physical_plan().await.unwrap();
    let text = datafusion::physical_plan::displayable(plan.as_ref()).indent(false).to_string();
    assert!(text.contains("SortPreservingMergeExec") && !text.contains("SortExec:"), "{text}");
}

#[tokio::test]
async fn costs_come_from_the_line_or_the_product() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.parquet");
    write(&path, &rows());
    let engine = Engine::new(folder.path(), SessionLimits::default()).unwrap();
    let context = engine.ordered_session(1);
    let unit_costs = context.sql("select 'p' as product_id, 1.5 as unit_cost").await.unwrap();
    let options = RollupOptions { as_of_day: 40, unit_costs: Some(unit_costs), ..RollupOptions::default() };
    let frame = rollup(orders(&context, &[path]), options).unwrap();
    let batches = frame.select_columns(&["customer_id", "costed_net", "cost"]).unwrap().collect().await.unwrap();
    let expected = "\
+-------------+------------+---------+
| customer_id | costed_net | cost    |
+-------------+------------+---------+
| ann         | 15.0000    | 7.0000  |
| ben         | 1.2500     | 3.0000  |
| cat         | -3.0000    | -3.0000 |
+-------------+------------+---------+";
    // ann: 10 costs 4 by its line, 5 and 7 cost 2 x 1.5 each, and what comes back gives 3 back.
    assert_eq!(pretty_format_batches(&batches).unwrap().to_string(), expected);
}

#[tokio::test]
async fn days_and_cohorts_count_each_buyer_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.parquet");
    write(&path, &rows());
    let engine = Engine::new(folder.path(), SessionLimits::default()).unwrap();
    let context = engine.ordered_session(1);
    let options = RollupOptions { as_of_day: 100, ..RollupOptions::default() };
    let tables = series_tables(&series(orders(&context, &[path]), options).unwrap().collect().await.unwrap());
    let days = tables.calendar.project(&[0, 1, 2, 4, 5, 7, 8]).unwrap();
    let expected = "\
+------------+--------+---------------+----------------+--------+---------+---------+
| day        | buyers | new_customers | first_of_month | orders | revenue | returns |
+------------+--------+---------------+----------------+--------+---------+---------+
| 1970-01-11 | 1      | 1             | 1              | 1      | 15.0000 | 0.0000  |
| 1970-01-13 | 0      | 0             | 0              | 0      | 0.0000  | 3.0000  |
| 1970-01-16 | 1      | 1             | 1              | 1      | 1.2500  | 0.0000  |
| 1970-01-21 | 1      | 0             | 0              | 1      | 7.0000  | 0.0000  |
| 1970-01-31 | 0      | 0             | 0              | 0      | 0.0000  | 7.0000  |
| 1970-02-11 | 1      | 1             | 1              | 1      | 8.0000  | 0.0000  |
+------------+--------+---------------+----------------+--------+---------+---------+";
    assert_eq!(pretty_format_batches(&[days]).unwrap().to_string(), expected);
    let expected = "\
+------+--------+--------+--------+--------+-------------+
| span | cohort | period | buyers | orders | net_revenue |
+------+--------+--------+--------+--------+-------------+
| 1    | 23640  | 23640  | 2      | 3      | 16.2500     |
| 1    | 23641  | 23641  | 1      | 1      | 8.0000      |
| 3    | 7880   | 7880   | 3      | 4      | 24.2500     |
| 12   | 1970   | 1970   | 3      | 4      | 24.2500     |
+------+--------+--------+--------+--------+-------------+";
    let cohorts = tables.cohorts.project(&[0, 1, 2, 3, 4, 5]).unwrap();
    assert_eq!(pretty_format_batches(&[cohorts]).unwrap().to_string(), expected);
}

#[tokio::test]
async fn earlier_days_show_what_was_known_then() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.parquet");
    write(&path, &rows());
    let engine = Engine::new(folder.path(), SessionLimits::default()).unwrap();
    let context = engine.ordered_session(1);
    let at = async |as_of_day: i32, earlier: Vec<i32>, columns: [&str; 4]| {
        let options = RollupOptions { as_of_day, earlier, returns_name_orders: true, ..RollupOptions::default() };
        let frame = rollup(orders(&context, std::slice::from_ref(&path)), options).unwrap();
        let shown = frame.select_columns(&columns).unwrap().collect().await.unwrap();
        let rows: Vec<RecordBatch> = shown.iter().map(|batch| batch.project(&[0, 1, 2, 3]).unwrap()).collect();
        let table = pretty_format_batches(&rows).unwrap().to_string();
        table
            .lines()
            .filter(|line| line.starts_with('|'))
            .skip(1)
            .map(|line| line.split('|').map(str::trim).collect::<Vec<_>>().join("|"))
            .collect::<Vec<_>>()
    };
    for (place, day) in [12, 20].into_iter().enumerate() {
        let names = ["occasions", "last_on", "net_after_first"].map(|name| format!("{name}_{place}"));
        let then = at(day, Vec::new(), ["customer_id", "occasions", "last_on", "net_after_first"]).await;
        let seen = at(100, vec![20, 12], ["customer_id", &names[0], &names[1], &names[2]]).await;
        for row in &then {
            assert!(seen.contains(row), "day {day}: {row} in {seen:?}");
        }
        for row in seen.iter().filter(|row| !then.contains(row)) {
            assert!(row.ends_with("|0||0.0000|"), "day {day}: {row} had bought nothing by then");
        }
        assert!(then.len() > 1 && seen.len() > then.len(), "day {day}");
    }
}

#[tokio::test]
async fn rows_stay_whole_where_a_batch_ends_within_a_customer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.parquet");
    // More customers than a batch holds, each with lines on both sides of the earlier day.
    let names: Vec<&'static str> = (0..20_000).map(|n| &*format!("c{n:06}").leak()).collect();
    let line = |name: &'static str, day: i32| Row(name, day, "o", None, 1_0000, None);
    let rows: Vec<Row> = names.iter().flat_map(|name| [line(name, 10), line(name, 20), line(name, 30)]).collect();
    write(&path, &rows);
    let engine = Engine::new(folder.path(), SessionLimits::default()).unwrap();
    let context = engine.ordered_session(1);
    let options = RollupOptions { as_of_day: 40, earlier: vec![10, 20], ..RollupOptions::default() };
    let batches = rollup(orders(&context, &[path]), options).unwrap().collect().await.unwrap();
    let counted = |name: &str| -> i64 {
        let sum = |batch: &RecordBatch| {
            let column = batch.column_by_name(name).unwrap().as_primitive::<arrow::datatypes::Int64Type>();
            column.values().iter().sum::<i64>()
        };
        batches.iter().map(sum).sum()
    };
    assert_eq!([counted("occasions_0"), counted("occasions_1"), counted("occasions")], [20_000, 40_000, 60_000]);
}
