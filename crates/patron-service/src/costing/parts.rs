//! Volumes of customers by what their orders are made of: products, categories, channels.

use arrow::datatypes::DataType;
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, cast, col, ident, lit};
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;

use super::driver::{Driver, RECORDED, column, counted, volumes};
use super::stages::within;
use crate::error::Result;
use crate::records::Records;

/// A part of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Product,
    Category,
    Channel,
}

const KEYS: [&str; 2] = ["customer_id", "part"];

/// Order lines of customers in some days, with their `part`.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) fn lines_by_part(
    records: &Records,
    session: &SessionContext,
    days: (i32, i32),
    part: Part,
) -> Result<DataFrame> {
    let date = |day: i32| lit(ScalarValue::Date32(Some(day)));
    let seen = col("ordered_on").gt_eq(date(days.0)).and(col("ordered_on").lt_eq(date(days.1)));
    let lines = records.table(session, "orders")?.filter(seen.and(col("customer_id").is_not_null()))?;
    match part {
        Part::Product => of_product(lines),
        Part::Channel => Ok(lines.with_column("part", cast(col("channel"), DataType::Utf8))?),
        Part::Category => categorised(lines, records, session),
    }
}

/// One row per customer and part with a column for each driver. What order lines count is counted by part; an order goes
/// to its parts by their lines; what is recorded of a product goes to that product, and to its category; what is recorded
/// of the customer alone (visits, calls) goes to all parts by the lines of the customer, and has no part where there are
/// none.
///
/// # Errors
/// As [`volumes`].
pub(crate) fn volumes_by_part(
    records: &Records,
    drivers: &[&Driver],
    days: (i32, i32),
    part: Part,
) -> Result<DataFrame> {
    let session = records.engine().session();
    let of_groups = drivers;
    let drivers: &[&Driver] = &of_groups.iter().map(|driver| driver.base()).collect::<Vec<_>>();
    let lines = || lines_by_part(records, &session, days, part);
    let places = |wanted: &dyn Fn(&Driver) -> bool| -> Vec<usize> {
        (0..drivers.len()).filter(|place| wanted(drivers[*place])).collect()
    };
    let of_lines = places(&|driver| driver.table() == "orders" && *driver != Driver::Orders);
    let of_orders = places(&|driver| *driver == Driver::Orders);
    // A channel is of orders: what is recorded of a product says nothing of it.
    let by_product = |driver: &Driver| part != Part::Channel && driver.table() == RECORDED && driver.is_recorded();
    let of_products = places(&by_product);
    let of_customers = places(&|driver| driver.table() != "orders" && !by_product(driver));
    let mut united: Option<DataFrame> = None;
    let mut add = |frame: DataFrame, own: &[usize], value: &dyn Fn(usize) -> Expr| -> Result<()> {
        let columns = (0..drivers.len()).map(|place| {
            let volume = if own.contains(&place) { value(place) } else { lit(0.0) };
            volume.alias(column(place))
        });
        let columns: Vec<Expr> = KEYS.map(ident).into_iter().chain(columns).collect();
        let next = frame.select(columns)?;
        united = Some(match united.take() {
            None => next,
            Some(before) => before.union(next)?,
        });
        Ok(())
    };
    // Every line of a customer is there, also where no driver counts lines.
    let by_lines = counted(lines()?, drivers, &of_lines, &KEYS)?;
    add(by_lines, &of_lines, &|place| ident(column(place)))?;
    if !of_orders.is_empty() {
        add(orders(lines()?)?, &of_orders, &|_| ident("orders"))?;
    }
    if !of_customers.is_empty() {
        let own: Vec<&Driver> = of_customers.iter().map(|place| drivers[*place]).collect();
        let known = volumes(records, &own, days)?.filter(ident("customer_id").is_not_null())?;
        let spread = spread(known, lines()?, &(0..own.len()).collect::<Vec<_>>())?;
        let place_of = |place: usize| of_customers.iter().position(|known| *known == place).unwrap_or_default();
        add(spread, &of_customers, &|place| ident(column(place_of(place))))?;
    }
    if !of_products.is_empty() {
        let recorded = recorded(records, &session, days, part)?;
        let of_one = recorded.clone().filter(col("product_id").is_not_null())?;
        add(counted(of_one, drivers, &of_products, &KEYS)?, &of_products, &|place| ident(column(place)))?;
        let of_all = recorded.filter(col("product_id").is_null())?;
        let of_all = counted(of_all, drivers, &of_products, &["customer_id"])?;
        add(spread(of_all, lines()?, &of_products)?, &of_products, &|place| ident(column(place)))?;
    }
    let Some(united) = united else { return Ok(lines()?.select_columns(&KEYS)?) };
    // Names of their own, as for customers alone.
    let total = |place: usize| format!("total_{place}");
    let sums = (0..drivers.len()).map(|place| sum(ident(column(place))).alias(total(place)));
    let totals = united.aggregate(KEYS.map(ident).to_vec(), sums.collect())?;
    let named = (0..drivers.len()).map(|place| ident(total(place)).alias(column(place)));
    within(totals.select(KEYS.map(ident).into_iter().chain(named).collect::<Vec<_>>())?, of_groups, records)
}

/// Orders of each customer and part: an order of three lines, two of them of a part, is two thirds of an order there.
fn orders(lines: DataFrame) -> Result<DataFrame> {
    let order = coalesce(vec![cast(col("order_id"), DataType::Utf8), cast(col("ordered_on"), DataType::Utf8)]);
    let sold = lines.filter(col("is_return").is_not_true())?;
    let sold = sold.select(vec![col("customer_id"), col("part"), order.alias("order")])?;
    let count = || sum(lit(1.0));
    let whole = sold.clone().aggregate(
        vec![col("customer_id").alias("whole_customer"), col("order").alias("whole_order")],
        vec![count().alias("whole")],
    )?;
    let parts = sold.aggregate(vec![col("customer_id"), col("part"), col("order")], vec![count().alias("lines")])?;
    let both =
        parts.join(whole, JoinType::Inner, &["customer_id", "order"], &["whole_customer", "whole_order"], None)?;
    let share = sum(col("lines") / col("whole")).alias("orders");
    Ok(both.aggregate(KEYS.map(col).to_vec(), vec![share])?)
}

/// Recorded volumes of customers in some days, with their `part` where they are of a product.
fn recorded(records: &Records, session: &SessionContext, days: (i32, i32), part: Part) -> Result<DataFrame> {
    let date = |day: i32| lit(ScalarValue::Date32(Some(day)));
    let seen = col("recorded_on").gt_eq(date(days.0)).and(col("recorded_on").lt_eq(date(days.1)));
    let rows = records.table(session, RECORDED)?.filter(seen.and(col("customer_id").is_not_null()))?;
    if part == Part::Category { categorised(rows, records, session) } else { of_product(rows) }
}

fn of_product(rows: DataFrame) -> Result<DataFrame> {
    Ok(rows.with_column("part", cast(col("product_id"), DataType::Utf8))?)
}

/// Rows with the category of their product.
fn categorised(rows: DataFrame, records: &Records, session: &SessionContext) -> Result<DataFrame> {
    let products = records.table(session, "products")?;
    let categories = products.select(vec![col("product_id").alias("categorised_id"), col("category")])?;
    let joined = rows.join(categories, JoinType::Left, &["product_id"], &["categorised_id"], None)?;
    Ok(joined.with_column("part", cast(col("category"), DataType::Utf8))?)
}

/// Volumes of customers, of the drivers at these places, over the parts of their lines.
fn spread(volumes: DataFrame, lines: DataFrame, places: &[usize]) -> Result<DataFrame> {
    let count = || sum(lit(1.0));
    let parts = lines
        .clone()
        .aggregate(vec![col("customer_id").alias("part_customer"), col("part")], vec![count().alias("lines")])?;
    let whole = lines.aggregate(vec![col("customer_id").alias("whole_customer")], vec![count().alias("whole")])?;
    let joined = volumes.join(parts, JoinType::Left, &["customer_id"], &["part_customer"], None)?.join(
        whole,
        JoinType::Left,
        &["customer_id"],
        &["whole_customer"],
        None,
    )?;
    let share = coalesce(vec![col("lines") / col("whole"), lit(1.0)]);
    let columns = places.iter().map(|&place| (ident(column(place)) * share.clone()).alias(column(place)));
    let columns: Vec<Expr> = KEYS.map(ident).into_iter().chain(columns).collect();
    Ok(joined.select(columns)?)
}
