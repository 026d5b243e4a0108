//! Recency against frequency.

use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{ident, lit};
use serde::Deserialize;

use crate::error::Result;
use crate::query::{CustomerFilter, number};
use crate::views::{AxisCuts, CellView};

use super::{OpenRun, counted, filtered, total};

/// The part of the RFM parameters that the map shows.
#[derive(Debug, Deserialize)]
struct RfmCuts {
    axes: Vec<RfmAxis>,
}

#[derive(Debug, Deserialize)]
struct RfmAxis {
    measure: String,
    bounds: Vec<Option<f64>>,
    mean: Option<f64>,
}

pub(super) async fn cells(run: &OpenRun, filter: &CustomerFilter) -> Result<Vec<CellView>> {
    let sums = vec![count(lit(1_i64)).alias("customers"), total("revenue"), total("customer_value")];
    let grouped = filtered(run, filter)?
        .filter(ident("rfm_r").is_not_null().and(ident("rfm_f").is_not_null()))?
        .aggregate(vec![ident("rfm_r"), ident("rfm_f")], sums)?
        .sort(vec![ident("rfm_r").sort(false, false), ident("rfm_f").sort(true, false)])?;
    let mut cells = Vec::new();
    for batch in grouped.collect().await? {
        for row in 0..batch.num_rows() {
            let at = |column: usize| number(batch.column(column).as_ref(), row);
            let customers = counted(at(2));
            let score = |column| u32::try_from(counted(at(column))).unwrap_or_default();
            #[expect(clippy::cast_precision_loss, reason = "customers are far fewer than 2^52")]
            let mean = at(3).map(|revenue| revenue / customers.max(1) as f64);
            cells.push(CellView {
                r: score(0),
                f: score(1),
                customers,
                mean_revenue: mean,
                revenue: at(3),
                customer_value: at(4),
            });
        }
    }
    Ok(cells)
}

pub(super) fn cuts(run: &OpenRun) -> Result<Vec<AxisCuts>> {
    let Some(found) = run.record.parameters::<RfmCuts>("rfm")? else { return Ok(Vec::new()) };
    let cut =
        |axis: RfmAxis| AxisCuts { measure: axis.measure, bounds: axis.bounds, mean: axis.mean.unwrap_or_default() };
    Ok(found.axes.into_iter().map(cut).collect())
}
