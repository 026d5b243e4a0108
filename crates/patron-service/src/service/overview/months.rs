use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::{Array, AsArray};
use arrow::datatypes::Date32Type;

use crate::error::Result;
use crate::query::number;
use crate::run::{Series, format_day};
use crate::views::MonthTotal;

/// Calendar months up to the valuation date; unattributed rows apart.
pub(super) fn months(folder: &Path) -> Result<Vec<MonthTotal>> {
    let mut months: BTreeMap<String, MonthTotal> = BTreeMap::new();
    let add = |sum: &mut Option<f64>, value: Option<f64>| {
        if let Some(value) = value {
            *sum = Some(sum.unwrap_or_default() + value);
        }
    };
    for batch in Series::Calendar.read(folder)? {
        let days = batch.column(0).as_primitive::<Date32Type>();
        for row in 0..batch.num_rows() {
            let figure = |name: &str| batch.column_by_name(name).and_then(|column| number(column.as_ref(), row));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of the engine")]
            let count = |name: &str| figure(name).unwrap_or_default() as u64;
            let month = month_of(&mut months, days.value(row));
            month.orders += count("orders");
            month.buyers += count("first_of_month");
            month.new_customers += count("new_customers");
            if count("amounts") > 0 {
                add(&mut month.revenue, figure("revenue"));
                add(&mut month.returns, figure("returns"));
            }
        }
    }
    for batch in Series::Unattributed.read(folder)? {
        let days = batch.column(0).as_primitive::<Date32Type>();
        for row in 0..batch.num_rows() {
            let revenue = number(batch.column(1).as_ref() as &dyn Array, row);
            add(&mut month_of(&mut months, days.value(row)).unattributed_revenue, revenue);
        }
    }
    Ok(months.into_values().collect())
}

fn month_of(months: &mut BTreeMap<String, MonthTotal>, day: i32) -> &mut MonthTotal {
    let month: String = format_day(day).chars().take(7).collect();
    months.entry(month.clone()).or_insert(MonthTotal {
        month,
        revenue: None,
        returns: None,
        unattributed_revenue: None,
        orders: 0,
        buyers: 0,
        new_customers: 0,
    })
}
