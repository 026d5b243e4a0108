use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{cast, ident};
use serde::Deserialize;

use crate::analyses::{LIFETIME_VALUE, LifetimeValueParameters};
use crate::error::Result;
use crate::query::CustomerFilter;
use crate::service::filter_totals::{EquityTotal, totals};
use crate::service::runs::OpenRun;
use crate::service::segments::filtered;
use crate::views::ValueTree;

#[derive(Debug, Default, Deserialize)]
struct TreeParameters {
    not_measured: Vec<String>,
}

/// Branches of the value tree, summed.
pub(super) async fn tree(run: &OpenRun, filter: &CustomerFilter) -> Result<ValueTree> {
    let names = ["customer_value", "realised_value", "expected_value", "residual_value_forever", "revenue", "returns"];
    let sums = names.map(|name| sum(cast(ident(name), DataType::Float64)).alias(name)).to_vec();
    let batches = filtered(run, filter)?.aggregate(vec![], sums)?.collect().await?;
    let at = |column: usize| {
        batches.first().and_then(|batch| batch.column(column).as_primitive::<Float64Type>().iter().next().flatten())
    };
    let parameters = run.record.parameters::<LifetimeValueParameters>(LIFETIME_VALUE)?;
    let equity = match &parameters {
        Some(parameters) => totals(filtered(run, filter)?, parameters).await?,
        None => EquityTotal::default(),
    };
    let measured = run.record.parameters::<TreeParameters>("value-tree")?.unwrap_or_default();
    Ok(ValueTree {
        customer_value: at(0),
        realised_value: at(1),
        customer_equity: equity.value,
        customer_equity_low: equity.low,
        customer_equity_high: equity.high,
        expected_value: at(2),
        expected_value_forever: at(3),
        potential_value: None,
        expected_credit_loss: None,
        revenue: at(4),
        returns: at(5),
        not_measured: measured.not_measured,
    })
}
