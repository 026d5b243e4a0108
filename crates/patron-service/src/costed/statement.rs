//! One customer, line by line.

use arrow::array::RecordBatch;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{col, lit};

use super::rows::{Rates, profits};
use crate::costing::{CostModel, Costed, explain};
use crate::error::Result;
use crate::query::number;
use crate::run::format_day;
use crate::views::CostStatement;

/// Columns of [`super::base`] before the volumes.
const BEFORE_VOLUMES: usize = 4;

/// The statement of a customer from the plan of [`super::base`]; nothing where it has no row.
///
/// # Errors
/// When the engine fails.
pub(crate) async fn statement(
    customer: &str,
    base: DataFrame,
    model: &CostModel,
    costed: &Costed,
    margin: Option<f64>,
) -> Result<Option<CostStatement>> {
    let own = base.filter(col("customer_id").eq(lit(customer)))?.cache().await?;
    let Some(row) = first(own.clone()).await? else { return Ok(None) };
    let volumes: Vec<f64> =
        (0..costed.volumes.len()).map(|at| number(row.column(BEFORE_VOLUMES + at), 0).unwrap_or(0.0)).collect();
    let Some(figures) = first(profits(own, &Rates::of(costed), margin)?).await? else { return Ok(None) };
    let figure = |name: &str| figures.column_by_name(name).and_then(|column| number(column, 0)).unwrap_or(0.0);
    let (revenue, product_cost) = (figure("revenue"), figure("product_cost"));
    Ok(Some(CostStatement {
        customer_id: customer.to_owned(),
        name: None,
        costs: model.name.clone(),
        from: format_day(model.from_day),
        to: format_day(model.to_day),
        revenue,
        product_cost,
        gross_profit: revenue - product_cost,
        explanation: explain(customer, model, costed, &volumes),
        profit_full: figure("profit_full"),
        profit_incremental: figure("profit_incremental"),
    }))
}

async fn first(frame: DataFrame) -> Result<Option<RecordBatch>> {
    Ok(frame.collect().await?.into_iter().find(|batch| batch.num_rows() > 0))
}
