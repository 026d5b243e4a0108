use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::error::Result;
use datafusion::functions::expr_fn::nullif;
use datafusion::logical_expr::{Expr, cast, col, lit, when};

fn days(from: &str, to: Expr) -> Expr {
    cast(to, DataType::Int32) - cast(col(from), DataType::Int32)
}

fn number(expr: Expr) -> Expr {
    cast(expr, DataType::Float64)
}

/// Measures from a rollup, as of a day (since 1970-01-01).
///
/// - `frequency` = occasions - 1, `recency` = last - first purchase, `age` = as of - first purchase (days);
/// - `monetary_value` = net amount after the first occasion / frequency, null for one-time buyers;
/// - `contribution` = net amount - cost where the line's cost is known, else net amount x margin (1 where unknown).
///
/// `ln_gaps`, the sum of ln(days) between occasions, is no measure: models of regular purchases read it.
///
/// Customers with returns only have no purchase: counts of occasions are 0 and times are null.
///
/// # Errors
/// When `rollup` lacks a column of [`patron_ledger::rollup::rollup_schema`].
pub fn facts(rollup: DataFrame, as_of_day: i32, margin: Option<f64>) -> Result<DataFrame> {
    let as_of = lit(as_of_day);
    let money = |expr: Expr| when(col("amounts").gt(lit(0_i64)), expr).end();
    let small = DataType::Decimal128(28, 4);
    let repeats = col("occasions") - lit(1_i64);
    let frequency = when(col("occasions").gt(lit(0_i64)), repeats).end()?;
    let net = col("revenue") - col("returns");
    let uncosted = number(net.clone() - col("costed_net"));
    let contribution = number(col("costed_net") - col("cost")) + uncosted * lit(margin.unwrap_or(1.0));
    let repeat_spend = number(col("net_after_first")) / number(nullif(frequency.clone(), lit(0_i64)));
    rollup.select(vec![
        col("customer_id"),
        col("first_on").alias("first_purchase"),
        col("last_on").alias("last_purchase"),
        days("last_on", as_of.clone()).alias("days_idle"),
        col("orders"),
        col("occasions"),
        frequency.alias("frequency"),
        days("first_on", cast(col("last_on"), DataType::Int32)).alias("recency"),
        days("first_on", as_of).alias("age"),
        money(repeat_spend)?.alias("monetary_value"),
        money(cast(col("revenue"), small.clone()))?.alias("revenue"),
        money(cast(col("returns"), small))?.alias("returns"),
        money(contribution)?.alias("contribution"),
        col("ln_gaps"),
    ])
}
