//! A summary file of orders counted by month.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt32Array};
use datafusion::dataframe::DataFrame;

use super::super::frame::frame;
use super::super::{SummaryFile, TimeUnit};
use super::read::{Counted, Customer};
use crate::error::Result;
use crate::views::{Notice, Severity};

/// The rows of a summary file, from orders counted by customer and month.
#[derive(Debug)]
pub struct AggregatedSummary {
    /// The columns of a summary file; `monetary_value` where amounts are known, `ln_gaps` where asked for.
    pub frame: DataFrame,
    /// What a reader of the numbers should know.
    pub notices: Vec<Notice>,
}

/// Reads `customer_id, month, orders, amount` to a summary file in months: a purchase is a month with an order, times are
/// whole months. `end` names the last month that is seen, or is its last day; the last of the file where it is `None`.
///
/// # Errors
/// When the file cannot be used, or `end` is no end of a month.
pub fn summarise(file: &SummaryFile, end: Option<&str>, gaps: bool) -> Result<AggregatedSummary> {
    let counted = Counted::read(file, end)?;
    let customers = &counted.customers;
    let numbers =
        |of: fn(&Customer) -> f64| -> ArrayRef { Arc::new(Float64Array::from_iter_values(customers.iter().map(of))) };
    let mut columns: Vec<(&str, ArrayRef)> = vec![
        ("customer_id", Arc::new(StringArray::from_iter_values(customers.iter().map(|customer| &customer.id)))),
        ("frequency", Arc::new(UInt32Array::from_iter_values(customers.iter().map(|customer| customer.repeat_months)))),
        ("recency", numbers(|customer| f64::from(customer.recency))),
        ("T", numbers(|customer| f64::from(customer.age))),
    ];
    if counted.money {
        columns.push(("monetary_value", numbers(mean)));
    }
    let unit = std::iter::repeat_n(TimeUnit::Month.as_str(), customers.len());
    columns.push(("time_unit", Arc::new(StringArray::from_iter_values(unit))));
    if gaps {
        columns.push(("ln_gaps", numbers(|customer| customer.ln_gaps)));
    }
    let mut notices = vec![whole_months()];
    notices.extend(left_out(counted.without_order));
    Ok(AggregatedSummary { frame: frame(RecordBatch::try_from_iter(columns)?)?, notices })
}

/// Mean amount of a repeat purchase, 0 without one.
fn mean(customer: &Customer) -> f64 {
    let amount = customer.repeat_amount.filter(|_| customer.repeat_months > 0);
    amount.map_or(0.0, |amount| amount / f64::from(customer.repeat_months))
}

fn whole_months() -> Notice {
    let message = "times within a month are not known: a purchase is a month with an order, and times are whole months";
    let values = serde_json::Map::new();
    Notice { code: "whole-months".to_owned(), severity: Severity::Info, message: message.to_owned(), values }
}

fn left_out(count: u64) -> Option<Notice> {
    let message = format!("`{count}` customers without an order are left out: they have no purchase to count from");
    let values = [("customers".to_owned(), count.into())].into_iter().collect();
    (count > 0).then(|| Notice { code: "without-order".to_owned(), severity: Severity::Info, message, values })
}
