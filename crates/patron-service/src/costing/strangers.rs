//! Customers that cause cost and that no order or record knows: visits to prospects, ids with a typing error.

use arrow::array::AsArray;
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{col, lit};

use super::CostModel;
use super::pools::written;
use crate::error::Result;
use crate::query::number;
use crate::records::Records;

/// Ids that are shown.
const SHOWN: usize = 5;

/// Their number, the first ids, and their cost.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Strangers {
    pub(crate) customers: u64,
    pub(crate) first: Vec<String>,
    pub(crate) cost_to_serve: f64,
}

/// Customers of a costing that are neither in `orders` nor in `customers`.
///
/// # Errors
/// When the engine fails.
pub(super) async fn strangers(model: &CostModel, records: &Records, costs: DataFrame) -> Result<Option<Strangers>> {
    // who is counted in orders is in them
    if !model.counts_beyond_orders() {
        return Ok(None);
    }
    let session = records.engine().session();
    let mut unknown = costs.select(vec![col("customer_id"), col("cost_to_serve")])?;
    for table in ["orders", "customers"] {
        let known = records.table(&session, table)?.select(vec![col("customer_id").alias("known_id")])?;
        unknown = unknown.join(known, JoinType::LeftAnti, &["customer_id"], &["known_id"], None)?;
    }
    let totals = vec![count(lit(1_i64)).alias("customers"), sum(col("cost_to_serve")).alias("cost")];
    let batches = unknown.clone().aggregate(Vec::new(), totals)?.collect().await?;
    let row = batches.iter().find(|batch| batch.num_rows() > 0);
    let of = |place: usize| row.and_then(|row| number(row.column(place), 0)).unwrap_or(0.0);
    if of(0) <= 0.0 {
        return Ok(None);
    }
    let first = unknown.sort(vec![col("customer_id").sort(true, false)])?.limit(0, Some(SHOWN))?;
    let mut ids = Vec::with_capacity(SHOWN);
    for batch in first.select(vec![written("customer_id")])?.collect().await? {
        ids.extend(batch.column(0).as_string::<i32>().iter().flatten().map(str::to_owned));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of rows")]
    Ok(Some(Strangers { customers: of(0) as u64, first: ids, cost_to_serve: of(1) }))
}
