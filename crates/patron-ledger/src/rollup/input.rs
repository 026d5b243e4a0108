use std::sync::Arc;

use arrow::datatypes::DataType;
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::error::Result;
use datafusion::functions_aggregate::expr_fn::min;
use datafusion::logical_expr::{Expr, ExprFunctionExt, cast, col, lit, when};
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;

use super::Occasion;
use super::pass::Collect;
use super::table::RollupTable;

/// What a rollup looks at.
#[derive(Debug, Clone, Default)]
pub struct RollupOptions {
    /// last day that is seen, in days since 1970-01-01
    pub as_of_day: i32,
    pub occasion: Occasion,
    /// earlier days, ascending: what was known of each customer at the end of each of them comes along
    pub earlier: Vec<i32>,
    /// whether a series holds pairs of consecutive sale days
    pub gaps: bool,
    /// whether any return names its original order; saves a join where none does
    pub returns_name_orders: bool,
    /// `product_id`, `unit_cost` of the product table, where any cost is known
    pub unit_costs: Option<DataFrame>,
}

/// One row per customer from order lines: columns of [`rollup_schema`](super::rollup_schema).
///
/// Rows without customer are left out. A line's cost is its own, else quantity x unit cost, else unknown. A return
/// nets on the day of its original order where that is in `orders`, else on its own day.
///
/// # Errors
/// When `orders` lacks a column of the ledger's orders table.
pub fn rollup(orders: DataFrame, options: RollupOptions) -> Result<DataFrame> {
    let collect = Collect::Customers { occasion: options.occasion, earlier: options.earlier.clone() };
    pass(orders, options, collect)
}

/// One row that holds the calendar, the cohorts and, where asked for, the gaps; [`series_tables`](super::series_tables) takes them out.
///
/// # Errors
/// When `orders` lacks a column of the ledger's orders table.
pub fn series(orders: DataFrame, options: RollupOptions) -> Result<DataFrame> {
    let collect = Collect::Series { gaps: options.gaps };
    pass(orders, options, collect)
}

fn pass(orders: DataFrame, options: RollupOptions, collect: Collect) -> Result<DataFrame> {
    let RollupOptions { as_of_day, returns_name_orders, unit_costs, .. } = options;
    let seen = col("ordered_on").lt_eq(lit(ScalarValue::Date32(Some(as_of_day))));
    let mut lines = orders.filter(seen.and(col("customer_id").is_not_null()))?;
    if returns_name_orders {
        lines = with_original_day(lines)?;
    }
    if let Some(unit_costs) = unit_costs {
        lines = with_unit_cost(lines, unit_costs)?;
    }
    let netted_on = if returns_name_orders { col("netted_on") } else { lit(ScalarValue::Date32(None)) };
    let money = DataType::Decimal128(38, 4);
    let text = |name: &str| cast(col(name), DataType::Utf8View).alias(name);
    let input = lines.select(vec![
        text("customer_id"),
        col("ordered_on"),
        col("is_return"),
        netted_on.alias("netted_on"),
        text("order_id"),
        cast(col("amount"), money.clone()).alias("amount"),
        cast(col("cost"), money).alias("cost"),
    ])?;
    let (state, plan) = input.into_parts();
    let table = RollupTable::new(plan, state.clone(), collect);
    SessionContext::new_with_state(state).read_table(Arc::new(table))
}

/// Adds `netted_on`: the first sale day of the order a return names, among the orders of the same customer.
fn with_original_day(lines: DataFrame) -> Result<DataFrame> {
    let sold_on = min(col("ordered_on")).filter(col("is_return").is_false()).build()?;
    let originals = lines.clone().filter(col("order_id").is_not_null())?.aggregate(
        vec![col("customer_id").alias("original_customer"), col("order_id").alias("original_id")],
        vec![sold_on.alias("netted_on")],
    )?;
    let (own, named) = (["customer_id", "original_order_id"], ["original_customer", "original_id"]);
    lines.join(originals, JoinType::Left, &own, &named, None)
}

/// Fills an unknown line cost from the product's unit cost; a return gives its cost back.
///
/// # Errors
/// When `lines` lacks a column of the ledger's orders table, or `unit_costs` one of `product_id` and `unit_cost`.
pub fn with_unit_cost(lines: DataFrame, unit_costs: DataFrame) -> Result<DataFrame> {
    let costs = unit_costs.select(vec![col("product_id").alias("priced_id"), col("unit_cost")])?;
    let money = DataType::Decimal128(38, 4);
    let cost_of_units: Expr = cast(col("quantity") * col("unit_cost"), money.clone());
    let zero = || lit(ScalarValue::Decimal128(Some(0), 38, 4));
    let written_positive = col("is_return").and(cost_of_units.clone().gt(zero()));
    let by_unit = when(written_positive, cast(zero() - cost_of_units.clone(), money)).otherwise(cost_of_units)?;
    let cost = datafusion::functions::expr_fn::coalesce(vec![col("cost"), by_unit]);
    lines.join(costs, JoinType::Left, &["product_id"], &["priced_id"], None)?.with_column("cost", cost)
}
