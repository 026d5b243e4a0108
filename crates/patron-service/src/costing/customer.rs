//! The plan that gives each customer its cost by activity.

use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, ident, lit, when};
use serde::{Deserialize, Serialize};

use super::driver::{column, volumes};
use super::{CostModel, Costed, Way};
use crate::error::Result;
use crate::query::{held, number};
use crate::records::Records;

/// Volumes of the drivers of a model.
#[derive(Debug, Clone)]
pub(crate) struct Volumes {
    /// one row per customer
    pub(crate) customers: DataFrame,
    /// of all of them
    pub(crate) totals: Vec<f64>,
    /// of rows without customer, which carry no cost
    pub(crate) nobody: Vec<f64>,
}

/// Counts the drivers of a model.
///
/// # Errors
/// `costs-driver`, or when the engine fails.
pub(crate) async fn counted(model: &CostModel, records: &Records) -> Result<Volumes> {
    let beside = model.beside();
    let drivers: Vec<_> = model.drivers().into_iter().chain(&beside).collect();
    let frame = volumes(records, &drivers, (model.from_day, model.to_day))?;
    let frame = held(frame, &records.engine().session()).await?;
    let known = || ident("customer_id").is_not_null();
    let of = |condition: Expr| -> Result<Vec<Expr>> {
        let value = |place: usize| Ok(sum(when(condition.clone(), ident(column(place))).otherwise(lit(0.0))?));
        (0..drivers.len()).map(value).collect()
    };
    let (own, nobody) = (of(known())?, of(ident("customer_id").is_null())?);
    let sums = own.into_iter().chain(nobody).enumerate().map(|(place, sum)| sum.alias(format!("sum_{place}")));
    let batches = frame.clone().aggregate(Vec::new(), sums.collect())?.collect().await?;
    let row = batches.iter().find(|batch| batch.num_rows() > 0);
    let of = |place: usize| row.and_then(|row| number(row.column(place), 0)).unwrap_or(0.0);
    Ok(Volumes {
        customers: frame.filter(known())?,
        totals: (0..drivers.len()).map(of).collect(),
        nobody: (drivers.len()..2 * drivers.len()).map(of).collect(),
    })
}

/// The plan that counts the drivers of a model: one row per customer.
///
/// # Errors
/// `costs-driver`, or when the engine cannot plan it.
fn of_customers(model: &CostModel, records: &Records) -> Result<DataFrame> {
    let frame = volumes(records, &model.drivers(), (model.from_day, model.to_day))?;
    Ok(frame.filter(ident("customer_id").is_not_null())?)
}

/// The plan that gives each customer its cost by rates that were settled before, as [`costs`].
///
/// # Errors
/// `costs-driver`, or when the engine cannot plan it.
pub(crate) fn costs_of(model: &CostModel, rates: &[Rate], records: &Records) -> Result<DataFrame> {
    costs(of_customers(model, records)?, &driver_ids(model), rates, None)
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

/// Cost of a unit of a driver.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Rate {
    /// incremental and shared
    pub(crate) caused: f64,
    pub(crate) incremental: f64,
    pub(crate) shared: f64,
}

/// Cost a unit of each driver; a driver without volume costs nobody anything.
pub(crate) fn rates(costed: &Costed) -> Vec<Rate> {
    let rate = |place: usize| match costed.volumes[place] {
        volume if volume > 0.0 => {
            let cost = costed.cost(place);
            Rate {
                caused: (cost.incremental + cost.shared).value() / volume,
                incremental: cost.incremental.value() / volume,
                shared: cost.shared.value() / volume,
            }
        }
        _ => Rate::default(),
    };
    (0..costed.volumes.len()).map(rate).collect()
}

/// One row per customer: `cost_to_serve` (incremental and shared cost that it causes), `cost_incremental`, `cost_shared`,
/// `cost_sustaining` where the model has the last stage, and `cost.<id>` for each activity.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) fn costs(volumes: DataFrame, ids: &[&str], rates: &[Rate], last: Option<f64>) -> Result<DataFrame> {
    let of = |view: fn(&Rate) -> f64| -> Vec<Expr> {
        rates.iter().enumerate().map(|(place, rate)| lit(view(rate)) * ident(column(place))).collect()
    };
    let total = |parts: Vec<Expr>| parts.into_iter().fold(lit(0.0), |sum, part| sum + part);
    let caused = of(|rate| rate.caused);
    let mut columns = vec![
        ident("customer_id"),
        total(caused.clone()).alias("cost_to_serve"),
        total(of(|rate| rate.incremental)).alias("cost_incremental"),
        total(of(|rate| rate.shared)).alias("cost_shared"),
    ];
    if let Some(rate) = last {
        columns.push((lit(rate) * ident(column(rates.len()))).alias("cost_sustaining"));
    }
    columns.extend(caused.into_iter().zip(ids).map(|(cost, id)| cost.alias(format!("cost.{id}"))));
    Ok(volumes.select(columns)?.sort(vec![ident("customer_id").sort(true, false)])?)
}
