use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::{DataType, Float64Type};
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, cast, ident, lit};
use serde_json::Value;

use crate::analyses::LifetimeValueParameters;
use crate::error::Result;
use crate::query::{cell, number};
use crate::service::runs::OpenRun;
use crate::views::WaterfallStep;

/// Rate x active time x spend x margin x discount = residual value, exactly; beside it the same factors of the
/// segment's and the base's totals, defined so that their product is the mean residual value exactly.
pub(super) async fn waterfall(
    run: &OpenRun,
    row: &RecordBatch,
    parameters: &LifetimeValueParameters,
) -> Result<Vec<WaterfallStep>> {
    let figure = |name: &str| row.column_by_name(name).and_then(|column| number(column.as_ref(), 0));
    let unit_years = run.record.settings.units_per_year();
    let (Some(rate), Some(active), Some(spend), Some(discount)) =
        (figure("purchase_rate"), figure("active_time"), figure("expected_spend"), figure("discount_factor"))
    else {
        return Ok(Vec::new());
    };
    let own = [rate * unit_years, active / unit_years, spend, parameters.margin, discount];
    let segment = match row.column_by_name("rfm_segment").map(|column| cell(column.as_ref(), 0)) {
        Some(Value::String(segment)) => means(run, parameters, Some(ident("rfm_segment").eq(lit(segment)))).await?,
        _ => None,
    };
    let base = means(run, parameters, None).await?;
    let names = ["purchase-rate", "active-time", "spend", "margin", "discount"];
    let mut product = 1.0;
    let steps = names.iter().zip(own).enumerate().map(|(index, (&name, value))| {
        product *= value;
        WaterfallStep {
            factor: name.to_owned(),
            value,
            product,
            segment_mean: segment.map(|means| means[index]),
            base_mean: base.map(|means| means[index]),
        }
    });
    Ok(steps.collect())
}

/// Factors of a group: mean rate; purchases per rate; spend per discounted purchase; margin; discount per purchase.
async fn means(run: &OpenRun, parameters: &LifetimeValueParameters, group: Option<Expr>) -> Result<Option<[f64; 5]>> {
    let number = |name: &str| cast(ident(name), DataType::Float64);
    let discounted = number("expected_purchases") * number("discount_factor");
    let sums = vec![
        sum(lit(1.0)).alias("n"),
        sum(number("purchase_rate")).alias("rate"),
        sum(number("expected_purchases")).alias("purchases"),
        sum(discounted).alias("discounted"),
        sum(number("residual_value")).alias("value"),
    ];
    let mut rows = run.table.frame()?.filter(ident("residual_value").is_not_null())?;
    if let Some(group) = group {
        rows = rows.filter(group)?;
    }
    let batches = rows.aggregate(vec![], sums)?.collect().await?;
    let at = |column: usize| {
        batches.first().and_then(|batch| batch.column(column).as_primitive::<Float64Type>().iter().next().flatten())
    };
    let sums = (at(0), at(1), at(2), at(3), at(4));
    let (Some(n), Some(rate), Some(purchases), Some(discounted), Some(value)) = sums else { return Ok(None) };
    if n <= 0.0 || rate <= 0.0 || purchases <= 0.0 || discounted <= 0.0 || parameters.margin == 0.0 {
        return Ok(None);
    }
    let year = run.record.settings.units_per_year();
    Ok(Some([
        rate / n * year,
        purchases / rate / year,
        value / discounted / parameters.margin,
        parameters.margin,
        discounted / purchases,
    ]))
}
