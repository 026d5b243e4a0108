//! Sums over the records of a ledger table, one row per customer, joined to the customers of a run.

use arrow::datatypes::DataType;
use datafusion::common::{Column, JoinType};
use datafusion::dataframe::DataFrame;
use datafusion::error::Result;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, LogicalPlanBuilder, cast, col, ident, lit, when};
use datafusion::scalar::ScalarValue;

/// Name of the joined identifier, which is dropped again.
const OWNER: &str = "record_owner";

/// A day since 1970-01-01 as a date.
pub(crate) fn date(day: i32) -> Expr {
    lit(ScalarValue::Date32(Some(day)))
}

/// An amount or count as f64.
pub(crate) fn number(expr: Expr) -> Expr {
    cast(expr, DataType::Float64)
}

/// Days from one date to another, as f64.
pub(crate) fn days_between(from: Expr, to: Expr) -> Expr {
    number(cast(to, DataType::Int32) - cast(from, DataType::Int32))
}

/// Number of rows for which a condition holds, as f64; unknown conditions do not hold.
pub(super) fn count_where(condition: Expr) -> Result<Expr> {
    Ok(sum(when(condition, lit(1.0)).otherwise(lit(0.0))?))
}

/// Sum of a value over the rows for which a condition holds.
pub(super) fn sum_where(condition: Expr, value: Expr) -> Result<Expr> {
    Ok(sum(when(condition, number(value)).otherwise(lit(0.0))?))
}

/// Puts narrow rows beside wide ones by an identifier of each: the narrow side is held in memory, the wide rows stream by
/// and keep their order. Asked for from the other side, the engine would hold the wide one where it does not know sizes.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) fn beside(wide: DataFrame, narrow: DataFrame, on: &str, narrow_on: &str) -> Result<DataFrame> {
    let (state, wide) = wide.into_parts();
    let keys = (vec![Column::from_name(narrow_on)], vec![Column::from_name(on)]);
    let joined = LogicalPlanBuilder::from(narrow.into_parts().1).join(wide, JoinType::Right, keys, None)?.build()?;
    Ok(DataFrame::new(state, joined))
}

/// The rows of customers that are listed: the list is held in memory, the rows stream by and keep their order.
///
/// # Errors
/// When the engine cannot plan it.
pub(super) fn only(rows: DataFrame, listed: DataFrame, listed_as: &str) -> Result<DataFrame> {
    let (state, rows) = rows.into_parts();
    let keys = (vec![Column::from_name(listed_as)], vec![Column::from_name("customer_id")]);
    let joined =
        LogicalPlanBuilder::from(listed.into_parts().1).join(rows, JoinType::RightSemi, keys, None)?.build()?;
    Ok(DataFrame::new(state, joined))
}

/// Adds sums per `customer_id` to the customers: null, or 0 for `counted` ones, where a customer has no record.
pub(super) fn join_sums(customers: DataFrame, sums: DataFrame, counted: &[&str]) -> Result<DataFrame> {
    let known: Vec<String> = customers.schema().fields().iter().map(|field| field.name().clone()).collect();
    let added: Vec<String> = sums.schema().fields().iter().map(|field| field.name().clone()).collect();
    let added: Vec<String> = added.into_iter().filter(|name| name != "customer_id").collect();
    let own = added.iter().map(|name| ident(name.as_str()));
    let sums = sums.select(own.chain([col("customer_id").alias(OWNER)]).collect::<Vec<_>>())?;
    let joined = beside(customers, sums, "customer_id", OWNER)?;
    let new = added.iter().map(|name| {
        let value = ident(name.as_str());
        let value = if counted.contains(&name.as_str()) { coalesce(vec![value, lit(0.0)]) } else { value };
        value.alias(name.clone())
    });
    joined.select(known.iter().map(|name| ident(name.as_str())).chain(new).collect::<Vec<_>>())
}
