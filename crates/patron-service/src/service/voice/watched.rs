//! What customers bought before and after they answered.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, RecordBatch, StringArray};
use datafusion::common::JoinType;
use datafusion::functions_aggregate::expr_fn::{count_distinct, min, sum};
use datafusion::logical_expr::{Expr, col, lit, when};

use crate::analyses::per_customer::{days_between, number};
use crate::error::Result;
use crate::query::{Row, read};
use crate::records::Records;

use super::heard::Opinion;

/// What a customer did around the day of its answer.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Watched {
    /// days with a purchase up to the day of the answer
    pub(super) purchases: f64,
    /// net of returns, up to that day
    pub(super) spent: f64,
    /// days since the first purchase
    pub(super) tenure: f64,
    /// days with a purchase within the days after
    pub(super) purchases_after: f64,
    /// net of returns within these
    pub(super) spent_after: f64,
}

/// Purchases of customers before and within `days` after their answers, up to the valuation date. Who never bought has
/// zeros.
pub(super) async fn watched(
    records: &Records,
    opinions: &[Opinion],
    as_of: i32,
    days: i32,
) -> Result<HashMap<String, Watched>> {
    let mut found: HashMap<String, Watched> =
        opinions.iter().map(|one| (one.customer.clone(), Watched::default())).collect();
    if records.rows("orders") == 0 {
        return Ok(found);
    }
    let who: ArrayRef = Arc::new(StringArray::from_iter_values(opinions.iter().map(|one| one.customer.as_str())));
    let on: ArrayRef = Arc::new(opinions.iter().map(|one| Some(one.day)).collect::<Date32Array>());
    let until: ArrayRef = Arc::new(opinions.iter().map(|one| one.day.checked_add(days)).collect::<Date32Array>());
    let answers = RecordBatch::try_from_iter([("who", who), ("said_on", on), ("watched_until", until)])?;
    let answers = records.engine().session().read_batch(answers)?;
    let lines = records.lines(as_of, None)?;
    let joined = lines.join(answers, JoinType::Inner, &["customer_id"], &["who"], None)?;
    let before = || col("ordered_on").lt_eq(col("said_on"));
    let after = || col("ordered_on").gt(col("said_on")).and(col("ordered_on").lt_eq(col("watched_until")));
    let sale = || col("is_return").is_not_true().and(col("net").gt(lit(0.0)));
    let day_where = |condition: Expr| when(condition, col("ordered_on")).end();
    let net_where = |condition: Expr| when(condition, number(col("net"))).otherwise(lit(0.0));
    let sums = vec![
        count_distinct(day_where(before().and(sale()))?).alias("purchases"),
        sum(net_where(before())?).alias("spent"),
        min(day_where(before().and(sale()))?).alias("first"),
        min(col("said_on")).alias("said"),
        count_distinct(day_where(after().and(sale()))?).alias("purchases_after"),
        sum(net_where(after())?).alias("spent_after"),
    ];
    let grouped = joined.aggregate(vec![col("customer_id")], sums)?;
    let tenure = days_between(col("first"), col("said")).alias("tenure");
    let columns = ["customer_id", "purchases", "spent", "purchases_after", "spent_after"].map(col);
    let rows = read(grouped.select(columns.into_iter().chain([tenure]).collect::<Vec<_>>())?).await?;
    found.extend(rows.into_iter().filter_map(|row| Some((row.text("customer_id")?, one(&row)))));
    Ok(found)
}

fn one(row: &Row) -> Watched {
    let of = |name: &str| row.number(name).unwrap_or_default();
    Watched {
        purchases: of("purchases"),
        spent: of("spent"),
        tenure: of("tenure"),
        purchases_after: of("purchases_after"),
        spent_after: of("spent_after"),
    }
}
