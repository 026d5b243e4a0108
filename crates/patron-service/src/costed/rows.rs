//! Plans of a row per customer.

use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, cast, col, ident, lit, when};
use datafusion::scalar::ScalarValue;

use crate::costing::{CostModel, Costed};
use crate::error::Result;
use crate::records::Records;

/// What a unit of each driver costs; 0 where nothing was counted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rates {
    /// incremental and shared cost
    pub(crate) caused: Vec<f64>,
    pub(crate) incremental: Vec<f64>,
}

impl Rates {
    pub(crate) fn of(costed: &Costed) -> Self {
        let rate = |place: usize, cost: f64| match costed.volumes[place] {
            volume if volume > 0.0 => cost / volume,
            _ => 0.0,
        };
        let places = 0..costed.volumes.len();
        let amounts = |place: usize| costed.cost(place);
        Self {
            caused: places.clone().map(|p| rate(p, (amounts(p).incremental + amounts(p).shared).value())).collect(),
            incremental: places.map(|place| rate(place, amounts(place).incremental.value())).collect(),
        }
    }
}

const MONEY: [&str; 3] = ["net", "costed_net", "cost"];

/// A name of its own: the engine takes a column that is only passed on under its old name for another one.
fn counted(place: usize) -> String {
    format!("counted_{place}")
}

/// One row per customer with an order or a volume in the days of the costs: `customer_id, net` (sales less returns),
/// `costed_net` (of it what has a product cost), `cost`, and `driver_<place>` for each column of `volumes`.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) fn base(records: &Records, model: &CostModel, volumes: DataFrame) -> Result<DataFrame> {
    let drivers: Vec<String> = volumes.schema().fields().iter().skip(1).map(|field| field.name().clone()).collect();
    let date = |day: i32| lit(ScalarValue::Date32(Some(day)));
    let seen = col("ordered_on").gt_eq(date(model.from_day)).and(col("ordered_on").lt_eq(date(model.to_day)));
    let session = records.engine().session();
    let lines = records.table(&session, "orders")?.filter(seen.and(col("customer_id").is_not_null()))?;
    let lines = records.with_costs(lines, &session)?;
    let costed = when(col("cost").is_not_null(), col("amount")).end()?;
    let sums = vec![sum(col("amount")).alias(MONEY[0]), sum(costed).alias(MONEY[1]), sum(col("cost")).alias(MONEY[2])];
    let money = lines.aggregate(vec![col("customer_id")], sums)?;
    let number = |name: &str| {
        let value = cast(ident(name), DataType::Float64);
        Ok::<_, crate::error::ServiceError>(when(value.clone().is_null(), lit(0.0)).otherwise(value)?.alias(name))
    };
    let mut of_orders = vec![ident("customer_id")];
    for name in MONEY {
        of_orders.push(number(name)?);
    }
    of_orders.extend((0..drivers.len()).map(|place| lit(0.0).alias(counted(place))));
    let mut of_volumes = vec![ident("customer_id")];
    of_volumes.extend(MONEY.iter().map(|name| lit(0.0).alias(*name)));
    of_volumes.extend(drivers.iter().enumerate().map(|(place, name)| ident(name).alias(counted(place))));
    let both = money.select(of_orders)?.union(volumes.select(of_volumes)?)?;
    let money = MONEY.iter().map(|name| sum(ident(*name)).alias(*name));
    let volumes = (0..drivers.len()).map(|place| sum(ident(counted(place))).alias(format!("driver_{place}")));
    Ok(both.aggregate(vec![ident("customer_id")], money.chain(volumes).collect())?)
}

/// From [`base`]: `customer_id, revenue, product_cost, cost_to_serve, cost_incremental, costed_net, profit_full,
/// profit_incremental`; `margin` stands in for product cost that is not known.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) fn profits(base: DataFrame, rates: &Rates, margin: Option<f64>) -> Result<DataFrame> {
    let figures = base.clone().select(vec![
        col("customer_id"),
        col("net").alias("revenue"),
        product_cost(margin).alias("product_cost"),
        cost(&base, &rates.caused).alias("cost_to_serve"),
        cost(&base, &rates.incremental).alias("cost_incremental"),
        col("costed_net"),
    ])?;
    let less = |cost: &str| col("revenue") - col("product_cost") - col(cost);
    Ok(figures
        .with_column("profit_full", less("cost_to_serve"))?
        .with_column("profit_incremental", less("cost_incremental"))?)
}

/// [`base`] with `profit_full` behind.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) fn with_profit(base: DataFrame, rates: &Rates, margin: Option<f64>) -> Result<DataFrame> {
    let profit = col("net") - product_cost(margin) - cost(&base, &rates.caused);
    Ok(base.with_column("profit_full", profit)?)
}

/// Cost of the lines that have one, and of the rest what the margin leaves.
fn product_cost(margin: Option<f64>) -> Expr {
    col("cost") + (col("net") - col("costed_net")) * lit(1.0 - margin.unwrap_or(1.0))
}

fn cost(base: &DataFrame, rates: &[f64]) -> Expr {
    let drivers = base.schema().fields().iter().skip(1 + MONEY.len()).map(|field| ident(field.name()));
    let parts = drivers.zip(rates).filter(|(_, rate)| **rate != 0.0);
    parts.map(|(volume, rate)| lit(*rate) * volume).fold(lit(0.0), |sum, part| sum + part)
}
