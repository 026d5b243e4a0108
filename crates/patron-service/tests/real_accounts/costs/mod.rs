//! Costs made for real records: what reaches each customer, beside plain sums over the files.

mod food_wholesaler;
mod giftware;
mod groceries;
mod office_shop;

use std::collections::BTreeMap;

use patron_service::views::CostReport;

use crate::support::Portfolio;

/// Money passes in ten-thousandths; sums of doubles over many customers differ by less.
const CENTISH: f64 = 1e-3;

/// What a customer costs: all that it causes, and the incremental part.
async fn costs_of(portfolio: &Portfolio, text: &str) -> BTreeMap<String, (f64, f64)> {
    let answer = portfolio.service.costs(text).await.unwrap();
    let batches = answer.customers.collect().await.unwrap();
    let mut found = BTreeMap::new();
    for batch in &batches {
        let mut rows = arrow::json::ArrayWriter::new(Vec::new());
        rows.write(batch).unwrap();
        rows.finish().unwrap();
        let values: Vec<serde_json::Value> = serde_json::from_slice(&rows.into_inner()).unwrap();
        for row in values {
            let number = |name: &str| row[name].as_f64().unwrap();
            let id = row["customer_id"].as_str().unwrap().to_owned();
            found.insert(id, (number("cost_to_serve"), number("cost_incremental")));
        }
    }
    found
}

/// Everything that was spent has an end, and what reached customers is on them.
#[track_caller]
fn whole(report: &CostReport, customers: &BTreeMap<String, (f64, f64)>) {
    let ends = report.customers.full + report.unused + report.enterprise + report.unassigned;
    assert!((ends - report.entered.full).abs() < CENTISH, "{report:?}");
    let (served, incremental): (f64, f64) =
        customers.values().fold((0.0, 0.0), |sum, cost| (sum.0 + cost.0, sum.1 + cost.1));
    assert!((served - report.customers.full).abs() < CENTISH, "{served}: {report:?}");
    assert!((incremental - report.customers.incremental).abs() < CENTISH, "{incremental}: {report:?}");
}

#[track_caller]
fn volume(report: &CostReport, id: &str) -> f64 {
    report.activities.iter().find(|activity| activity.id == id).unwrap().volume
}
