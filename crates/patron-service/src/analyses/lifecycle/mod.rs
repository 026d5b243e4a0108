//! Stages of a customer's life: acquisition, growth, maturity, decline.

mod labels;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{coalesce, nullif};
use datafusion::logical_expr::{Expr, col, lit, when};
use datafusion::scalar::ScalarValue;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::number;
use super::quantiles::{lower_bound_of_top, sorted_values};
use super::{Analysis, Fitted, Requirements};

/// Stage by silence, newness and value, in this order.
///
/// - decline: days idle > 3 x the customer's own mean interval (recency / frequency), a week at least; of one-time buyers
///   days idle > the mean interval that nine of ten repeat customers stay below;
/// - acquisition: one purchase so far, or a first purchase less than 90 days ago;
/// - maturity: realised value in the top fifth of all customers;
/// - growth: everybody else.
#[derive(Debug)]
pub(super) struct Lifecycle;

const OWN_INTERVALS: f64 = 3.0;
const NEW_DAYS: f64 = 90.0;
const TOP: f64 = 0.2;
const LONG: f64 = 0.1;
const PATIENCE_DAYS: f64 = 7.0;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Parameters {
    /// the mean interval (days) that nine of ten repeat customers stay below
    long_interval_days: Option<f64>,
    /// smallest realised value of the top fifth
    mature_from: Option<f64>,
}

/// Mean days between purchases; null for one-time buyers.
fn interval() -> Expr {
    number(col("recency")) / nullif(number(col("frequency")), lit(0.0))
}

#[async_trait]
impl Analysis for Lifecycle {
    fn id(&self) -> &str {
        "lifecycle"
    }

    fn label(&self) -> Text {
        Text::new("Lifecycle", "客户生命周期")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &["days_idle", "age"]).fitted_on(&["recency", "frequency", "realised_value"])
    }

    fn measures(&self) -> Vec<Measure> {
        vec![Measure::labelled(
            "lifecycle_stage",
            Text::new("Lifecycle stage", "生命周期阶段"),
            Text::new(
                "Decline: idle for three own intervals, or after one purchase for longer than nine in ten wait; \
                 acquisition: new; maturity: top fifth by realised value; growth: the others.",
                "衰退：停购超过自身三个购买周期，仅购一次者超过九成客户的间隔；获取：新客户；成熟：历史价值前 20%；成长：其余。",
            ),
            labels::labels(),
        )]
    }

    async fn fit(&self, customers: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let long_interval_days = lower_bound_of_top(&sorted_values(customers, interval()).await?, LONG);
        let mature_from = lower_bound_of_top(&sorted_values(customers, number(col("realised_value"))).await?, TOP);
        let parameters = Parameters { long_interval_days, mature_from };
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, _: &RunContext) -> Result<DataFrame> {
        let Parameters { long_interval_days, mature_from } = serde_json::from_value(fitted.parameters.clone())?;
        let own = interval() * lit(OWN_INTERVALS);
        // who buys daily is not lost after three days
        let patience = when(own.clone().lt(lit(PATIENCE_DAYS)), lit(PATIENCE_DAYS)).otherwise(own)?;
        let silent =
            number(col("days_idle")).gt(coalesce(vec![patience, lit(long_interval_days.unwrap_or(f64::INFINITY))]));
        let new = number(col("frequency")).eq(lit(0.0)).or(number(col("age")).lt(lit(NEW_DAYS)));
        let mature = col("realised_value").gt_eq(lit(mature_from.unwrap_or(f64::INFINITY)));
        let stage = when(col("days_idle").is_null(), lit(ScalarValue::Utf8(None)))
            .when(silent, lit("decline"))
            .when(new, lit("acquisition"))
            .when(mature, lit("maturity"))
            .otherwise(lit("growth"))?;
        Ok(customers.with_column("lifecycle_stage", stage)?)
    }
}
