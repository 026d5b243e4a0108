//! The plan that gives each customer its cost by activity.

use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, ident, lit};
use patron_profit::money::Money;

use super::driver::{column, volumes};
use super::{CostModel, Costed, Way};
use crate::error::Result;
use crate::query::number;
use crate::records::Records;

/// Volumes of every customer, and of all of them.
///
/// # Errors
/// `costs-driver`, or when the engine fails.
pub(crate) async fn counted(model: &CostModel, records: &Records) -> Result<(DataFrame, Vec<f64>)> {
    let beside = model.beside();
    let drivers: Vec<_> = model.drivers().into_iter().chain(&beside).collect();
    let frame = volumes(records, &drivers, (model.from_day, model.to_day))?;
    let totals = (0..drivers.len()).map(|place| sum(ident(column(place))).alias(column(place)));
    let batches = frame.clone().aggregate(Vec::new(), totals.collect())?.collect().await?;
    let row = batches.iter().find(|batch| batch.num_rows() > 0);
    let of = |place: usize| row.and_then(|row| number(row.column(place), 0)).unwrap_or(0.0);
    Ok((frame, (0..drivers.len()).map(of).collect()))
}

/// Ids of what drivers stand for: activities, products, groups, and resources that go to customers at once.
pub(crate) fn driver_ids(model: &CostModel) -> Vec<&str> {
    let direct = model.resources.iter().filter(|resource| matches!(resource.way, Way::Customers(_)));
    let stops = model.products.iter().chain(&model.groups).map(|stop| stop.id.as_str());
    model
        .activities
        .iter()
        .map(|activity| activity.id.as_str())
        .chain(stops)
        .chain(direct.map(|r| r.id.as_str()))
        .collect()
}

/// One row per customer: `cost_to_serve` (incremental and shared cost that it causes), `cost_incremental`, `cost_shared`,
/// `cost_sustaining` where the model has the last stage, and `cost.<id>` for each activity.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) fn costs(volumes: DataFrame, model: &CostModel, costed: &Costed) -> Result<DataFrame> {
    let total = |parts: Vec<Expr>| parts.into_iter().fold(lit(0.0), |sum, part| sum + part);
    let of = |view| of_drivers(costed, view);
    let caused = of(|amounts| amounts.incremental + amounts.shared);
    let mut columns = vec![
        ident("customer_id"),
        total(caused.clone()).alias("cost_to_serve"),
        total(of(|amounts| amounts.incremental)).alias("cost_incremental"),
        total(of(|amounts| amounts.shared)).alias("cost_shared"),
    ];
    if let Some(rate) = costed.sustaining_rate() {
        columns.push((lit(rate) * ident(column(costed.volumes.len()))).alias("cost_sustaining"));
    }
    let ids = driver_ids(model);
    columns.extend(caused.into_iter().zip(ids).map(|(cost, id)| cost.alias(format!("cost.{id}"))));
    Ok(volumes.select(columns)?.sort(vec![ident("customer_id").sort(true, false)])?)
}

/// What the volumes of each driver cost: cost of a unit times volume; a driver without volume costs nobody anything.
pub(crate) fn of_drivers(costed: &Costed, view: fn(&patron_profit::costing::Amounts) -> Money) -> Vec<Expr> {
    let rate = |place: usize| match costed.volumes[place] {
        volume if volume > 0.0 => view(&costed.cost(place)).value() / volume,
        _ => 0.0,
    };
    (0..costed.volumes.len()).map(|place| lit(rate(place)) * ident(column(place))).collect()
}
