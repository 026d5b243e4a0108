use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, cast, ident, lit};
use serde_json::Value;

use crate::error::Result;
use crate::query::{CustomerFilter, cell, number};
use crate::service::runs::OpenRun;
use crate::service::segments::filtered;
use crate::views::TopCustomer;

/// Length of the short lists.
const LISTED: usize = 10;

const COLUMNS: [&str; 9] = [
    "customer_id",
    "rfm_segment",
    "customer_value",
    "residual_value",
    "residual_value_low",
    "residual_value_high",
    "probability_return",
    "days_idle",
    "name",
];

/// The most valuable customers.
pub(super) async fn top(run: &OpenRun, filter: &CustomerFilter) -> Result<Vec<TopCustomer>> {
    list(run, filtered(run, filter)?, "customer_value").await
}

/// Valuable customers who are slipping.
pub(super) struct Slipping {
    pub(super) customers: u64,
    pub(super) value: Option<f64>,
    pub(super) list: Vec<TopCustomer>,
}

/// Of the customers who hold half of all value: those more likely to stay away than to come back.
///
/// Slipping means P(return) < 1/2 after more idle days than twice the customer's mean gap between purchases.
pub(super) async fn slipping(run: &OpenRun, filter: &CustomerFilter, bound: Option<f64>) -> Result<Slipping> {
    let Some(bound) = bound else { return Ok(Slipping { customers: 0, value: None, list: Vec::new() }) };
    let number = |name: &str| cast(ident(name), DataType::Float64);
    // Mean gap = recency / frequency; compared without a division, so that one-time buyers stay out.
    let overdue = (number("days_idle") * number("frequency")).gt(lit(2.0) * number("recency"));
    let condition: Expr = ident("customer_value")
        .gt_eq(lit(bound))
        .and(ident("probability_return").lt(lit(0.5)))
        .and(ident("frequency").gt(lit(0_i64)))
        .and(overdue);
    let rows = filtered(run, filter)?.filter(condition)?;
    let totals = vec![count(lit(1_i64)).alias("n"), sum(number("customer_value")).alias("value")];
    let batches = rows.clone().aggregate(vec![], totals)?.collect().await?;
    let customers = batches.first().map_or(0, |batch| batch.column(0).as_primitive::<Int64Type>().value(0));
    let value = batches.first().and_then(|batch| batch.column(1).as_primitive::<Float64Type>().iter().next().flatten());
    Ok(Slipping { customers: customers.unsigned_abs(), value, list: list(run, rows, "customer_value").await? })
}

async fn list(run: &OpenRun, rows: DataFrame, by: &str) -> Result<Vec<TopCustomer>> {
    let named = run.table.attributes().iter().any(|attribute| attribute == "name");
    let columns: Vec<Expr> = COLUMNS.iter().filter(|&&name| named || name != "name").map(|&name| ident(name)).collect();
    let order = vec![ident(by).sort(false, false), ident("customer_id").sort(true, false)];
    let known = rows.filter(ident(by).is_not_null())?;
    let batches = known.select(columns)?.sort(order)?.limit(0, Some(LISTED))?.collect().await?;
    let mut list = Vec::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            list.push(customer(batch, row));
        }
    }
    Ok(list)
}

fn customer(batch: &RecordBatch, row: usize) -> TopCustomer {
    let column = |name: &str| batch.column_by_name(name).map(AsRef::<dyn Array>::as_ref);
    let figure = |name: &str| column(name).and_then(|array| number(array, row));
    let text = |name: &str| match column(name).map(|array| cell(array, row)) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    TopCustomer {
        customer_id: text("customer_id").unwrap_or_default(),
        name: text("name"),
        rfm_segment: text("rfm_segment"),
        customer_value: figure("customer_value"),
        residual_value: figure("residual_value"),
        residual_value_low: figure("residual_value_low"),
        residual_value_high: figure("residual_value_high"),
        probability_return: figure("probability_return"),
        days_idle: figure("days_idle"),
    }
}
