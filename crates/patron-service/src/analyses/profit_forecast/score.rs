use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{coalesce, floor};
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, col, ident, lit, when};
use datafusion::scalar::ScalarValue;
use patron_models::fit::NamedValues;

use crate::acquisition::{by_customer, with_channel};
use crate::analyses::per_customer::{beside, date, days_between, number};
use crate::error::Result;
use crate::run::RunContext;

use super::{Parameters, YEAR_DAYS, last_year};

/// Adds `forecast_gross_profit`.
pub(super) async fn score(
    customers: DataFrame,
    found: &Parameters,
    laws: (&NamedValues, &NamedValues),
    context: &RunContext,
) -> Result<DataFrame> {
    let known: Vec<String> = customers.schema().fields().iter().map(|field| field.name().clone()).collect();
    let with_margin = beside(customers, last_active_year(context)?, "customer_id", "earner")?;
    let joined = match (last_year(context).await?, &found.marketing_shares) {
        (Some(rows), Some(shares)) => {
            let slim = context.customers_with(&["customer_id", "first_purchase"])?;
            let keyed = with_channel(slim, &context.records, context.as_of_day)?;
            match by_customer(&keyed, &rows, shares, &context.records, context.as_of_day).await? {
                None => with_margin.with_column("next_marketing", lit(0.0))?,
                Some(spent) => {
                    let spent = spent.select(vec![col("customer_id").alias("kept_of"), col("spent")])?;
                    let joined = beside(with_margin, spent, "customer_id", "kept_of")?;
                    joined.with_column("next_marketing", coalesce(vec![col("spent"), lit(0.0)]))?
                }
            }
        }
        _ => with_margin.with_column("next_marketing", lit(0.0))?,
    };
    let amount = amount(laws)?;
    let profit = coalesce(vec![number(col("probability_alive")), lit(1.0)]) * amount * next_margin(found)?;
    let profit = (profit - col("next_marketing")).alias("forecast_gross_profit");
    Ok(joined.select(known.iter().map(|name| ident(name.as_str())).chain([profit]).collect::<Vec<_>>())?)
}

/// Net amount and contribution of the last year (counted back from the valuation date) in which a customer bought.
fn last_active_year(context: &RunContext) -> Result<DataFrame> {
    let idle = floor(number(col("days_idle")) / lit(YEAR_DAYS)).alias("idle_years");
    let known = context.customers_with(&["customer_id", "days_idle"])?;
    let owners = known.select(vec![ident("customer_id").alias("owner"), idle])?;
    let lines = context.records.lines(context.as_of_day, context.money.margin)?;
    let back = floor(days_between(col("ordered_on"), date(context.as_of_day)) / lit(YEAR_DAYS));
    let own = beside(lines, owners, "customer_id", "owner")?.filter(back.eq(col("idle_years")))?;
    let sums = vec![sum(col("net")).alias("year_net"), sum(col("contribution")).alias("year_contribution")];
    Ok(own.aggregate(vec![col("customer_id").alias("earner")], sums)?)
}

/// Expected amount of the next year; null where the mean has no limit.
fn amount((purchases, spend): (&NamedValues, &NamedValues)) -> Result<Expr> {
    let of = |law: &NamedValues, name: &str| lit(law.get(name).unwrap_or(f64::NAN));
    let (b, a) = (of(purchases, "b"), of(purchases, "a"));
    let (p, q, gamma) = (of(spend, "p"), of(spend, "q"), of(spend, "gamma"));
    let x = || number(col("frequency"));
    let counts = (b + x()) / (a + number(col("age")) / lit(YEAR_DAYS));
    // a mean that is no gain is not seen by the law of amounts
    let seen = x().gt(lit(0.0)).and(number(col("monetary_value")).gt(lit(0.0)));
    let orders = || when(seen.clone(), x()).otherwise(lit(0.0));
    let total = when(seen.clone(), x() * number(col("monetary_value"))).otherwise(lit(0.0))?;
    let below = p.clone() * orders()? + q - lit(1.0);
    let mean = when(below.clone().gt(lit(0.0)), p * (gamma + total) / below).end()?;
    Ok(counts * mean)
}

/// Margin of the last active year (the company's where it is not known), carried half of the way of the trend.
fn next_margin(found: &Parameters) -> Result<Expr> {
    let years = || floor(number(col("days_idle")) / lit(YEAR_DAYS));
    let last = found.slopes.last().copied().unwrap_or(0.0);
    let mut slope: Expr = lit(last);
    for (idle, value) in found.slopes.iter().enumerate().rev() {
        slope = when(years().eq(lit(idle as f64)), lit(*value)).otherwise(slope)?;
    }
    let carried = col("year_contribution") / col("year_net") * (lit(1.0) + slope * years() / lit(2.0));
    let own = when(col("year_net").gt(lit(0.0)), carried).otherwise(lit(ScalarValue::Float64(None)))?;
    Ok(coalesce(vec![own, lit(found.company_margin)]))
}
