use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, col, ident, lit, when};
use datafusion::scalar::ScalarValue;

use crate::analyses::per_customer::join_sums;
use crate::costing::{CostModel, costs_of};
use crate::error::Result;
use crate::run::RunContext;

use super::gross::gross;
use super::parameters::Parameters;

const COSTS: [&str; 2] = ["cost_to_serve", "cost_incremental"];

/// Adds cost and profit over the days of all models; null where none was settled.
pub(super) async fn score(customers: DataFrame, parameters: &Parameters, context: &RunContext) -> Result<DataFrame> {
    let mut united: Option<DataFrame> = None;
    for costed in &parameters.models {
        let model = CostModel::parse(&costed.text)?;
        let own = costs_of(&model, &costed.rates, &context.records)?.select(COSTS_BY_CUSTOMER.map(col).to_vec())?;
        united = Some(match united {
            None => own,
            Some(united) => united.union(own)?,
        });
    }
    let Some(united) = united else { return without(customers) };
    // names of their own: over rows that are one a customer already the engine groups by their columns as well
    let total = |name: &str| format!("{name}_total");
    let totals = COSTS.map(|name| sum(col(name)).alias(total(name))).to_vec();
    let named = COSTS.map(|name| ident(total(name)).alias(name));
    let costs = united.aggregate(vec![col("customer_id")], totals)?;
    let costs = costs.select([col("customer_id")].into_iter().chain(named).collect::<Vec<_>>())?;
    let spans: Vec<(i32, i32)> = parameters.models.iter().map(|model| (model.from_day, model.to_day)).collect();
    let total = |name: &str| {
        let each = (0..spans.len()).map(|place| ident(format!("{name}_{place}")));
        each.reduce(|sum, value| sum + value).unwrap_or_else(|| lit(0.0))
    };
    let gross = gross(context, &spans).await?.select(vec![
        col("customer_id"),
        total("net").alias("costed_revenue"),
        total("gross").alias("customer_gross_profit"),
    ])?;
    // who caused nothing costs nothing: known, not unknown
    let customers = join_sums(join_sums(customers, costs, &COSTS)?, gross, &[])?;
    let share = |profit: Expr| when(col("costed_revenue").gt(lit(0.0)), profit / col("costed_revenue")).end();
    let full = || col("customer_gross_profit") - col("cost_to_serve");
    let incremental = || col("customer_gross_profit") - col("cost_incremental");
    Ok(customers
        .with_column("profit_full", full())?
        .with_column("profit_incremental", incremental())?
        .with_column("margin_full", share(full())?)?
        .with_column("margin_incremental", share(incremental())?)?)
}

const COSTS_BY_CUSTOMER: [&str; 3] = ["customer_id", "cost_to_serve", "cost_incremental"];

/// Nothing is known: every measure is null.
fn without(customers: DataFrame) -> Result<DataFrame> {
    let mut customers = customers;
    for measure in super::measures::measures() {
        customers = customers.with_column(&measure.id, lit(ScalarValue::Float64(None)))?;
    }
    Ok(customers)
}
