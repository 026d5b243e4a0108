use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, cast, ident};
use patron_models::interval::{GRADIENT, total_interval};
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

impl EquityTotal {
    /// The same total in another unit of money.
    pub(super) fn scaled(self, factor: f64) -> Self {
        let times = |figure: Option<f64>| figure.map(|figure| figure * factor);
        let (low, high) = (times(self.low), times(self.high));
        let (low, high) = if factor < 0.0 { (high, low) } else { (low, high) };
        Self { value: times(self.value), low, high }
    }
}

/// Sums the expected values of a run's customers.
pub(super) async fn totals(customers: DataFrame, parameters: &LifetimeValueParameters) -> Result<EquityTotal> {
    let slopes: Vec<Expr> = (0..GRADIENT).map(|index| ident(format!("residual_slope_{index}"))).collect();
    sums(customers, ident("expected_value"), ident("residual_variance"), slopes, parameters).await
}

/// Sums values: own variances add, the parameters' uncertainty moves all customers together.
pub(super) async fn sums(
    customers: DataFrame,
    value: Expr,
    variance: Expr,
    slopes: Vec<Expr>,
    parameters: &LifetimeValueParameters,
) -> Result<EquityTotal> {
    let added = [value, variance].into_iter().chain(slopes).enumerate();
    let columns: Vec<Expr> =
        added.map(|(index, expr)| cast(expr, DataType::Float64).alias(format!("sum_{index}"))).collect();
    let sums: Vec<Expr> = (0..columns.len()).map(|index| sum(ident(format!("sum_{index}")))).collect();
    let customers = customers.select(columns)?;
    let batches = customers.aggregate(vec![], sums)?.collect().await?;
    let Some(batch) = batches.iter().find(|batch| batch.num_rows() > 0) else { return Ok(EquityTotal::default()) };
    let at = |column: usize| batch.column(column).as_primitive::<Float64Type>().iter().next().flatten();
    let mut total = EquityTotal { value: at(0), low: None, high: None };
    let slopes: Option<Vec<f64>> = (0..GRADIENT).map(|index| at(index + 2)).collect();
    if let (Some(value), Some(variance), Some(slopes)) = (total.value, at(1), slopes)
        && let Some(uncertainty) = parameters.uncertainty()
    {
        let (purchases, spend) = slopes.split_at(MAX_PARAMETERS);
        let interval = total_interval(value, variance, uncertainty.variance(purchases, spend));
        total.low = Some(interval.low).filter(|bound| bound.is_finite());
        total.high = Some(interval.high).filter(|bound| bound.is_finite());
    }
    Ok(total)
}
