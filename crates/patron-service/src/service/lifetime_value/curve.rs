use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::functions::expr_fn::get_field;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{cast, col, lit};
use patron_ledger::functions::{ResidualTerms, residual_value};
use patron_models::interval::GRADIENT;

use crate::analyses::LifetimeValueParameters;
use crate::error::Result;
use crate::service::filter_totals::sums;
use crate::service::runs::OpenRun;
use crate::views::CurvePoint;

/// Days in a month of the curve.
const MONTH_DAYS: f64 = 30.4375;
/// Most points of the curve.
const MAX_POINTS: u32 = 24;

/// Discounted contribution of the whole base, cumulated until each month ahead; the last point is the horizon.
pub(super) async fn curve(run: &OpenRun, parameters: &LifetimeValueParameters) -> Result<Vec<CurvePoint>> {
    let Some(purchases) = &parameters.purchases else { return Ok(Vec::new()) };
    let spend = match (&parameters.spend, parameters.naive_spend) {
        (Some(_), _) => 1.0,
        (None, Some(spend)) => spend,
        (None, None) => return Ok(Vec::new()),
    };
    let settings = &run.record.settings;
    let horizon = f64::from(settings.horizon_days);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "months of a bounded horizon")]
    let months = (horizon / MONTH_DAYS).round().max(1.0) as u32;
    let step = months.div_ceil(MAX_POINTS).max(1);
    let mut points = vec![CurvePoint { months: 0, value: 0.0, low: Some(0.0), high: Some(0.0) }];
    for month in (1..=months).filter(|month| month % step == 0 || *month == months) {
        let horizon_days = if month == months { horizon } else { f64::from(month) * MONTH_DAYS };
        let terms = ResidualTerms {
            purchases: purchases.clone(),
            spend: parameters.spend.clone(),
            unit_days: settings.time_unit.days(),
            horizon_days,
            discount_rate: settings.discount_rate,
        };
        let number = |name: &str| cast(col(name), DataType::Float64);
        let arguments = vec![
            number("frequency"),
            number("recency"),
            number("age"),
            number("monetary_value"),
            lit(serde_json::to_string(&terms)?),
        ];
        let valued = run.table.frame()?.select(vec![residual_value().call(arguments).alias("residual")])?;
        let field = |name: &str| get_field(col("residual"), name);
        let slopes = (0..GRADIENT).map(|index| field(&format!("slope_{index}"))).collect();
        let total = sums(valued, field("mean"), field("variance"), slopes, parameters).await?;
        let total = total.scaled(spend * parameters.margin);
        if let Some(value) = total.value {
            points.push(CurvePoint { months: month, value, low: total.low, high: total.high });
        }
    }
    Ok(points)
}

/// Number of customers by age in days.
pub(super) async fn customers_by_age(run: &OpenRun) -> Result<Vec<(f64, f64)>> {
    let grouped = run
        .table
        .frame()?
        .filter(col("age").is_not_null())?
        .aggregate(vec![cast(col("age"), DataType::Float64).alias("age")], vec![count(lit(1_i64)).alias("n")])?
        .sort(vec![col("age").sort(true, false)])?;
    let mut ages = Vec::new();
    for batch in grouped.collect().await? {
        let age = batch.column(0).as_primitive::<Float64Type>();
        let customers = batch.column(1).as_primitive::<Int64Type>();
        #[expect(clippy::cast_precision_loss, reason = "customers are far fewer than 2^52")]
        ages.extend((0..age.len()).map(|row| (age.value(row), customers.value(row) as f64)));
    }
    Ok(ages)
}
