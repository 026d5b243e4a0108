//! How buying moves: the past year beside the one before, and the year to come.

mod measures;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{least, nullif};
use datafusion::logical_expr::{col, lit, when};
use serde_json::json;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::{count_where, date, join_sums, number, sum_where};
use super::{Analysis, Fitted, Requirements};

/// Net amounts of the 365 days up to the valuation date, and of the 365 before.
///
/// - `monthly_billing` = net amount of the past year / the months of it in which the customer was one (30.4375 days);
/// - `billing_trend` = past year / the year before - 1, for customers of two years or more with a positive year before;
/// - `demand_forecast` = expected purchases x expected spend within the horizon, scaled to 365 days.
#[derive(Debug)]
pub(super) struct Buying;

const YEAR_DAYS: i32 = 365;

#[async_trait]
impl Analysis for Buying {
    fn id(&self) -> &str {
        "buying"
    }

    fn label(&self) -> Text {
        Text::new("Billing and demand", "销售趋势与需求")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &["age", "returns", "revenue", "expected_purchases", "expected_spend"])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        Ok(Fitted { parameters: json!({}), notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let (today, middle, start) =
            (context.as_of_day, context.as_of_day - YEAR_DAYS, context.as_of_day - 2 * YEAR_DAYS);
        let orders = context.records.orders_by_customer()?.select_columns(&["customer_id", "ordered_on", "amount"])?;
        let day = || col("ordered_on");
        let seen =
            orders.filter(day().lt_eq(date(today)).and(day().gt(date(start))).and(col("customer_id").is_not_null()))?;
        let has_amount = || col("amount").is_not_null();
        let sums = vec![
            count_where(has_amount())?.alias("amounts_two_years"),
            sum_where(day().gt(date(middle)), col("amount"))?.alias("year"),
            sum_where(day().lt_eq(date(middle)), col("amount"))?.alias("year_before"),
        ];
        let sums = seen.aggregate(vec![col("customer_id")], sums)?;
        let joined = join_sums(customers, sums, &["year", "year_before", "amounts_two_years"])?;
        let known = || if context.money.known { lit(true) } else { lit(false) };
        let months = least(vec![number(col("age")) + lit(1.0), lit(f64::from(YEAR_DAYS))]) / lit(30.4375);
        let two_years = number(col("age")).gt_eq(lit(f64::from(2 * YEAR_DAYS)));
        let trend = when(
            known().and(two_years).and(col("year_before").gt(lit(0.0))),
            col("year") / col("year_before") - lit(1.0),
        );
        let scale = lit(f64::from(YEAR_DAYS) / f64::from(context.horizon_days));
        let returned = number(col("returns")) / nullif(number(col("revenue")), lit(0.0));
        let keep: Vec<_> = joined.schema().fields().iter().map(|field| field.name().clone()).collect();
        let keep =
            keep.into_iter().filter(|name| !["year", "year_before", "amounts_two_years"].contains(&name.as_str()));
        let columns = keep.map(datafusion::logical_expr::ident).chain([
            when(known(), col("year")).end()?.alias("billing_year"),
            when(known(), col("year") / months).end()?.alias("monthly_billing"),
            trend.end()?.alias("billing_trend"),
            returned.alias("return_share"),
            (col("expected_purchases") * col("expected_spend") * scale).alias("demand_forecast"),
        ]);
        Ok(joined.select(columns.collect::<Vec<_>>())?)
    }
}
