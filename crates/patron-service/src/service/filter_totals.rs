use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, cast, ident, lit, when};
use patron_models::interval::{GRADIENT, Total, total_interval};
use patron_models::normal_spend;
use patron_models::transaction::MAX_PARAMETERS;

use crate::analyses::LifetimeValueParameters;
use crate::error::Result;

/// A total of expected value over any customers with its 90 % interval.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct EquityTotal {
    pub(super) value: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
}

/// Sums expected values: own variances add, the parameters' uncertainty moves all customers together.
pub(super) async fn totals(customers: DataFrame, parameters: &LifetimeValueParameters) -> Result<EquityTotal> {
    let number = |name: &str| sum(cast(ident(name), DataType::Float64)).alias(name);
    let mut sums: Vec<Expr> = vec![number("expected_value"), number("residual_variance")];
    sums.extend((0..GRADIENT).map(|index| number(&format!("residual_slope_{index}"))));
    // A value whose variance is not finite has none in the table; a sum over the others would be too small.
    let unbounded = ident("residual_value").is_not_null().and(ident("residual_variance").is_null());
    sums.push(count(when(unbounded, lit(1_i64)).end()?).alias("unbounded"));
    let batches = customers.aggregate(vec![], sums)?.collect().await?;
    let Some(batch) = batches.iter().find(|batch| batch.num_rows() > 0) else { return Ok(EquityTotal::default()) };
    let at = |column: usize| batch.column(column).as_primitive::<Float64Type>().iter().next().flatten();
    let mut total = EquityTotal { value: at(0), low: None, high: None };
    let slopes: Option<Vec<f64>> = (0..GRADIENT).map(|index| at(index + 2)).collect();
    let unbounded = batch.column(GRADIENT + 2).as_primitive::<Int64Type>().value(0);
    if let (Some(value), Some(variance), Some(slopes), 0) = (total.value, at(1), slopes, unbounded)
        && let Some(uncertainty) = parameters.uncertainty()
    {
        let (purchases, spend) = slopes.split_at(MAX_PARAMETERS);
        let by_parameters = uncertainty.variance(purchases, spend);
        // The law of a total is that of a positive sum; a loss is its mirror image.
        let sign = if value < 0.0 { -1.0 } else { 1.0 };
        let interval = if parameters.may_lose() {
            let mut gradient = [0.0; GRADIENT];
            gradient.copy_from_slice(&slopes);
            normal_spend::total_interval(&Total { mean: value, variance, gradient }, &uncertainty)
        } else {
            total_interval(value.abs(), variance, by_parameters).scaled(sign)
        };
        total.low = Some(interval.low).filter(|bound| bound.is_finite());
        total.high = Some(interval.high).filter(|bound| bound.is_finite());
    }
    Ok(total)
}
