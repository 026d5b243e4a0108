//! Amounts that the ledger has: rows of `cost_pools` in the days of a model.

use std::collections::BTreeMap;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Date32Type, Decimal128Type, UInt64Type};
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, cast, col};
use patron_profit::costing::Behaviour;
use patron_profit::money::Money;

use super::{CostModel, Pool, Resource};
use crate::analyses::per_customer::date;
use crate::error::{Result, ServiceError};
use crate::records::Records;
use crate::run::format_day;

const TABLE: &str = "cost_pools";

/// The sum of a pool in a department.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PoolSum {
    pub(crate) pool: Pool,
    /// as recorded
    behaviour: Option<String>,
    pub(crate) amount: Money,
}

/// Words for behaviours in the table.
const BEHAVIOURS: [(&str, Behaviour); 9] = [
    ("incremental", Behaviour::Incremental),
    ("variable", Behaviour::Incremental),
    ("增量", Behaviour::Incremental),
    ("变动", Behaviour::Incremental),
    ("shared", Behaviour::Shared),
    ("共享", Behaviour::Shared),
    ("共同", Behaviour::Shared),
    ("sustaining", Behaviour::Sustaining),
    ("维持", Behaviour::Sustaining),
];

/// The model with the amounts of its pools, and the pools of its days that no resource reads.
///
/// # Errors
/// `costs-pool-empty`, `costs-pool-days` or `costs-behaviour`, naming the pool.
pub(super) async fn with_pools(mut model: CostModel, records: &Records) -> Result<(CostModel, Vec<PoolSum>)> {
    if records.rows(TABLE) == 0 && model.resources.iter().all(|resource| resource.pool.is_none()) {
        return Ok((model, Vec::new()));
    }
    let rows = records.table(&records.engine().session(), TABLE)?;
    let last = || coalesce(vec![col("period_end"), col("period")]);
    let (from, to) = (date(model.from_day), date(model.to_day));
    let touching = rows.filter(last().gt_eq(from.clone()).and(col("period").lt_eq(to.clone())))?;
    let crossing = touching.clone().filter(col("period").lt(from).or(last().gt(to)))?;
    refuse_crossing(&model, crossing).await?;
    let mut sums = sums(touching).await?;
    let days = (format_day(model.from_day), format_day(model.to_day));
    for resource in &mut model.resources {
        let Some(wanted) = resource.pool.clone() else { continue };
        let reads = |sum: &PoolSum| {
            sum.pool.pool == wanted.pool && (wanted.department.is_none() || sum.pool.department == wanted.department)
        };
        let own: Vec<PoolSum> = sums.extract_if(.., |sum| reads(sum)).collect();
        if own.is_empty() {
            return Err(empty(resource, &wanted, &days, &sums));
        }
        for sum in &own {
            refuse_other_behaviour(resource, sum)?;
        }
        resource.amount = own.iter().map(|sum| sum.amount).sum();
    }
    // the departments and behaviours of an unread pool are one line each
    let mut unread: BTreeMap<Pool, PoolSum> = BTreeMap::new();
    for sum in sums {
        let amount = sum.amount;
        unread.entry(sum.pool.clone()).and_modify(|known| known.amount += amount).or_insert(sum);
    }
    Ok((model, unread.into_values().collect()))
}

/// By pool, department and behaviour, in this order.
async fn sums(rows: DataFrame) -> Result<Vec<PoolSum>> {
    let keys = ["pool", "department", "behaviour"].map(col).to_vec();
    let order: Vec<_> = keys.iter().map(|key: &Expr| key.clone().sort(true, true)).collect();
    let summed = rows.aggregate(keys, vec![sum(col("amount")).alias("amount")])?.sort(order)?;
    let summed = summed.select([written("pool"), written("department"), written("behaviour"), col("amount")])?;
    let mut found = Vec::new();
    for batch in summed.collect().await? {
        let amounts = batch.column(3).as_primitive::<Decimal128Type>();
        for row in 0..batch.num_rows() {
            found.push(PoolSum {
                pool: Pool { pool: text(&batch, 0, row).unwrap_or_default(), department: text(&batch, 1, row) },
                behaviour: text(&batch, 2, row),
                amount: Money::from_units(amounts.value(row)),
            });
        }
    }
    Ok(found)
}

/// A text column as plain text; the engine reads views.
pub(super) fn written(name: &str) -> Expr {
    cast(col(name), DataType::Utf8).alias(name)
}

fn text(batch: &RecordBatch, column: usize, row: usize) -> Option<String> {
    let column = batch.column(column).as_string::<i32>();
    (!column.is_null(row)).then(|| column.value(row).to_owned())
}

/// Nothing is spread over days: a row lies within the days of the costs, or outside.
async fn refuse_crossing(model: &CostModel, crossing: DataFrame) -> Result<()> {
    let order = ["source_file", "source_row"].map(|name| col(name).sort(true, false)).to_vec();
    let columns = [written("pool"), written("source_file"), col("period"), col("period_end"), col("source_row")];
    let batches = crossing.sort(order)?.limit(0, Some(1))?.select(columns)?.collect().await?;
    let Some(row) = batches.iter().find(|batch| batch.num_rows() > 0) else { return Ok(()) };
    let day = |column: usize| {
        let days = row.column(column).as_primitive::<Date32Type>();
        (!days.is_null(0)).then(|| format_day(days.value(0)))
    };
    let (pool, file) = (text(row, 0, 0).unwrap_or_default(), text(row, 1, 0).unwrap_or_default());
    let line = row.column(4).as_primitive::<UInt64Type>().value(0);
    let from = day(2).unwrap_or_default();
    let to = day(3).unwrap_or_else(|| from.clone());
    let message = format!(
        "pool `{pool}` is recorded for `{from}` to `{to}` in line `{line}` of `{file}`; the costs are for `{}` to `{}`; \
         expected days within them",
        format_day(model.from_day),
        format_day(model.to_day)
    );
    Err(ServiceError::new("costs-pool-days", message)
        .value("pool", pool)
        .value("file", file)
        .value("line", line)
        .hint("split the row at the first or last day of the costs, or let the costs begin and end with it"))
}

fn empty(resource: &Resource, wanted: &Pool, days: &(String, String), have: &[PoolSum]) -> ServiceError {
    let mut have: Vec<String> = have.iter().map(|sum| format!("`{}`", sum.pool)).collect();
    have.dedup();
    let have =
        if have.is_empty() { "no other pool has rows".to_owned() } else { format!("unread are {}", have.join(", ")) };
    let message = format!(
        "resource `{}` reads pool `{wanted}`, which has no rows from `{}` to `{}`; {have}",
        resource.id, days.0, days.1
    );
    ServiceError::new("costs-pool-empty", message)
        .value("resource", resource.id.as_str())
        .value("pool", wanted.to_string())
        .hint("import the pools of these days: `patron import cost_pools FILE`, or write an `amount`")
}

/// What a pool is said to be in the table and in the file must agree.
fn refuse_other_behaviour(resource: &Resource, sum: &PoolSum) -> Result<()> {
    let Some(word) = &sum.behaviour else { return Ok(()) };
    let lower = word.trim().to_lowercase();
    let known = BEHAVIOURS.iter().find(|(known, _)| lower.strip_suffix("成本").unwrap_or(&lower) == *known);
    if known.is_some_and(|(_, behaviour)| *behaviour == resource.behaviour) {
        return Ok(());
    }
    let expected =
        BEHAVIOURS.iter().find(|(_, behaviour)| *behaviour == resource.behaviour).map_or("", |(word, _)| word);
    let message =
        format!("pool `{}` is recorded as `{word}`; resource `{}` calls it `{expected}`", sum.pool, resource.id);
    Err(ServiceError::new("costs-behaviour", message)
        .value("pool", sum.pool.to_string())
        .value("resource", resource.id.as_str())
        .hint("make both say `incremental`, `shared` or `sustaining`"))
}
