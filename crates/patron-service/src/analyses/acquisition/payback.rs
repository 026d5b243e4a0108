use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{min, sum};
use datafusion::functions_aggregate::sum::sum_udaf;
use datafusion::logical_expr::expr::WindowFunction;
use datafusion::logical_expr::{Expr, ExprFunctionExt, col, lit, when};
use datafusion::scalar::ScalarValue;

use crate::acquisition::MONTH_DAYS;
use crate::analyses::per_customer::{beside, days_between, number};
use crate::error::Result;
use crate::run::RunContext;

/// Adds `payback_months` and `payback_basis`: the day on which the customer's contribution first came to what it cost to
/// win; where it has not yet, what is missing at the pace of its expected value, within the horizon.
pub(super) fn add(customers: DataFrame, costs: DataFrame, context: &RunContext) -> Result<DataFrame> {
    let lines = context.records.lines(context.as_of_day, context.money.margin)?;
    let daily = lines.aggregate(
        vec![col("customer_id").alias("earner"), col("ordered_on")],
        vec![sum(col("contribution")).alias("earned")],
    )?;
    let costs = costs.filter(col("acquisition_cost").is_not_null())?;
    let costs = costs.select(vec![col("customer_id").alias("owner"), col("acquisition_cost").alias("to_earn")])?;
    let daily = beside(daily, costs, "earner", "owner")?.filter(col("to_earn").is_not_null())?;
    let so_far = Expr::from(WindowFunction::new(sum_udaf(), vec![col("earned")]))
        .partition_by(vec![col("earner")])
        .order_by(vec![col("ordered_on").sort(true, false)])
        .build()?
        .alias("so_far");
    // sums of money in f64: what is missing by less than rounding is not missing
    let reached = daily.window(vec![so_far])?.filter(col("so_far").gt_eq(col("to_earn") * lit(1.0 - 1e-12)))?;
    let reached = reached.aggregate(vec![col("earner")], vec![min(col("ordered_on")).alias("reached_on")])?;
    let joined = beside(customers, reached, "customer_id", "earner")?;
    let known = || col("acquisition_cost").is_not_null();
    let paid = days_between(col("first_purchase"), col("reached_on")) / lit(MONTH_DAYS);
    let age =
        days_between(col("first_purchase"), super::super::per_customer::date(context.as_of_day)) / lit(MONTH_DAYS);
    let horizon = f64::from(context.horizon_days) / MONTH_DAYS;
    let missing = col("acquisition_cost") - number(col("contribution"));
    let ahead = missing * lit(horizon) / number(col("expected_value"));
    let none = || lit(ScalarValue::Utf8(None));
    let will = || number(col("expected_value")).gt(lit(0.0)).and(ahead.clone().lt_eq(lit(horizon)));
    let months = when(known().and(col("reached_on").is_not_null()), paid)
        .when(known().and(will()), age + ahead.clone())
        .end()?;
    let basis = when(known().and(col("reached_on").is_not_null()), lit("realised"))
        .when(known().and(will()), lit("expected"))
        .when(known(), lit("not-within-horizon"))
        .otherwise(none())?;
    Ok(joined.with_column("payback_months", months)?.with_column("payback_basis", basis)?)
}
