//! Files as they are written, beside what the program makes of them.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use patron_service::query::{CustomerFilter, CustomersQuery};
use patron_service::views::{ImportReport, RunView};
use serde_json::Value;

use crate::support::{Portfolio, now};

/// The schemes of the program.
pub(crate) const SCHEMES: [&str; 5] = ["rfm_segment", "abc_class", "pyramid", "lifecycle_stage", "value_cube"];

pub(crate) type Row = HashMap<String, String>;

pub(crate) fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new().from_path(path).unwrap();
    let heading: Vec<String> =
        reader.headers().unwrap().iter().map(|name| name.trim_start_matches('\u{feff}').to_owned()).collect();
    let record = |record: csv::StringRecord| heading.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|found| record(found.unwrap())).collect()
}

pub(crate) fn number(row: &Row, name: &str) -> f64 {
    row[name].parse().unwrap_or(0.0)
}

pub(crate) fn sum<'a>(rows: impl IntoIterator<Item = &'a Row>, value: impl Fn(&Row) -> f64) -> f64 {
    rows.into_iter().map(value).sum()
}

#[track_caller]
pub(crate) fn near(found: f64, expected: f64, what: &str) {
    // sums of many decimals in another order
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{what}: {found} is not {expected}");
}

pub(crate) fn loaded(report: &ImportReport) -> f64 {
    report.amount_loaded.as_deref().unwrap().parse().unwrap()
}

/// Every customer's cell of some columns, by customer.
pub(crate) async fn cells(portfolio: &Portfolio, columns: &[&str]) -> BTreeMap<String, Vec<Value>> {
    let columns: Vec<String> = columns.iter().map(|&name| name.to_owned()).collect();
    let sort = "customer_id".to_owned();
    let query = CustomersQuery { columns, sort, limit: 1000, ..CustomersQuery::default() };
    let page = portfolio.service.customers(&query).await.unwrap();
    assert_eq!(page.rows.len() as u64, page.total);
    page.rows.into_iter().map(|row| (row[0].as_str().unwrap().to_owned(), row[1..].to_vec())).collect()
}

/// Every scheme labels somebody, nobody twice, and the revenue of its labels is that of whom it labels.
pub(crate) async fn every_scheme(portfolio: &Portfolio, view: &RunView, schemes: &[&str]) {
    for scheme in schemes {
        let segments = portfolio.service.segments(scheme, &CustomerFilter::default()).await.unwrap();
        let labelled: u64 = segments.labels.iter().map(|label| label.customers).sum();
        assert_eq!(segments.customers, view.customers, "{scheme}");
        assert!(labelled > 0 && labelled <= view.customers, "{scheme}: {labelled}");
        let held: Vec<_> = segments.labels.iter().map(|label| (label.id.as_str(), label.customers)).collect();
        println!("{scheme}: {held:?}");
    }
}

pub(crate) async fn put(portfolio: &Portfolio, text: &str) {
    portfolio.service.put_card(text, now()).await.unwrap();
}
