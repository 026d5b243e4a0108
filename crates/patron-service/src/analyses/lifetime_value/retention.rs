use arrow::array::AsArray;
use arrow::datatypes::{DataType, Int64Type};
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{cast, col, lit, when};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::run::RunContext;

/// Of the customers who bought in one period, how many bought in the next: observed, without a model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Retention {
    pub(crate) period_days: i32,
    pub(crate) customers: u32,
    pub(crate) retained: u32,
}

impl Retention {
    /// Share of buyers who buy again within a year: the observed share, brought to 365 days.
    pub(crate) fn yearly(&self) -> f64 {
        (f64::from(self.retained) / f64::from(self.customers)).powf(365.0 / f64::from(self.period_days))
    }
}

/// Compares the last year with the year before; with less history, two halves of it. None without any such buyer.
pub(super) async fn retention(customers: &DataFrame, context: &RunContext) -> Result<Option<Retention>> {
    let Some(first_day) = super::holdout::first_day(customers).await? else { return Ok(None) };
    let period_days = ((context.as_of_day - first_day + 1) / 2).min(365);
    if period_days < 1 {
        return Ok(None);
    }
    let middle = context.as_of_day - period_days;
    let recent = cast(col("days_idle"), DataType::Int32).lt(lit(period_days));
    let before = context.facts_at(middle).await?.filter(recent)?;
    let before =
        before.select(vec![col("customer_id").alias("before_id"), col("occasions").alias("occasions_before")])?;
    let now = customers.clone().select_columns(&["customer_id", "occasions"])?;
    let again = when(col("occasions").gt(col("occasions_before")), lit(1_i64)).end()?;
    let counted = now
        .join(before, JoinType::Inner, &["customer_id"], &["before_id"], None)?
        .aggregate(vec![], vec![count(lit(1_i64)).alias("n"), count(again).alias("again")])?;
    let batches = counted.collect().await?;
    let Some(batch) = batches.first() else { return Ok(None) };
    let at =
        |column: usize| u32::try_from(batch.column(column).as_primitive::<Int64Type>().value(0)).unwrap_or(u32::MAX);
    Ok((at(0) > 0).then(|| Retention { period_days, customers: at(0), retained: at(1) }))
}
