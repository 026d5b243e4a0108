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

/// Measures that are added up.
const SUMMED: [&str; 10] = [
    "customer_value",
    "realised_value",
    "contribution",
    "cost_to_serve",
    "acquisition_cost",
    "marketing_cost",
    "expected_value",
    "residual_value_forever",
    "revenue",
    "returns",
];

/// Branches of the value tree, summed.
pub(super) async fn tree(run: &OpenRun, filter: &CustomerFilter) -> Result<ValueTree> {
    let customers = filtered(run, filter)?;
    // runs made before a measure lack its column
    let made: Vec<&str> =
        SUMMED.into_iter().filter(|name| customers.schema().has_column_with_unqualified_name(name)).collect();
    let sums = made.iter().map(|name| sum(cast(ident(*name), DataType::Float64)).alias(*name)).collect();
    let batches = customers.aggregate(vec![], sums)?.collect().await?;
    let of = |name: &str| {
        let column = made.iter().position(|made| *made == name)?;
        batches.first().and_then(|batch| batch.column(column).as_primitive::<Float64Type>().iter().next().flatten())
    };
    let parameters = run.record.parameters::<LifetimeValueParameters>(LIFETIME_VALUE)?;
    let equity = match &parameters {
        Some(parameters) => totals(filtered(run, filter)?, parameters).await?,
        None => EquityTotal::default(),
    };
    let measured = run.record.parameters::<TreeParameters>("value-tree")?.unwrap_or_default();
    Ok(ValueTree {
        customer_value: of("customer_value"),
        realised_value: of("realised_value"),
        contribution: of("contribution"),
        cost_to_serve: of("cost_to_serve"),
        acquisition_cost: of("acquisition_cost"),
        marketing_cost: of("marketing_cost"),
        customer_equity: equity.value,
        customer_equity_low: equity.low,
        customer_equity_high: equity.high,
        expected_value: of("expected_value"),
        expected_value_forever: of("residual_value_forever"),
        potential_value: None,
        expected_credit_loss: None,
        revenue: of("revenue"),
        returns: of("returns"),
        not_measured: measured.not_measured,
    })
}
