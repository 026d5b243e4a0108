//! Contracts: what runs, until when, and what was given up.

mod measures;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::min;
use datafusion::logical_expr::{col, lit, when};
use datafusion::scalar::ScalarValue;
use serde_json::json;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::{count_where, date, days_between, join_sums, sum_where};
use super::{Analysis, Fitted, Requirements};

/// Contracts at the valuation date: a contract runs from its first day to its last, or without end.
#[derive(Debug)]
pub(super) struct Contracts;

#[async_trait]
impl Analysis for Contracts {
    fn id(&self) -> &str {
        "contracts"
    }

    fn label(&self) -> Text {
        Text::new("Contracts", "合同")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["contracts"], &[])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        Ok(Fitted { parameters: json!({}), notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let today = || date(context.as_of_day);
        let all = context.records.table(&context.records.engine().session(), "contracts")?;
        let begun = all.filter(col("started_at").lt_eq(today()))?;
        let running = || col("ended_at").is_null().or(col("ended_at").gt_eq(today()));
        let ended = col("ended_at").lt(today()).and(col("ended_at").gt(date(context.as_of_day - 365)));
        let next_end = when(running(), col("ended_at")).otherwise(lit(ScalarValue::Date32(None)))?;
        let sums = vec![
            count_where(running())?.alias("contracts_running"),
            sum_where(running(), col("monthly_amount"))?.alias("contract_monthly_amount"),
            count_where(ended)?.alias("contracts_ended_year"),
            min(next_end).alias("contract_end"),
        ];
        let sums = begun.aggregate(vec![col("customer_id")], sums)?;
        let counted = ["contracts_running", "contract_monthly_amount", "contracts_ended_year"];
        let left = days_between(today(), col("contract_end")).alias("contract_days_left");
        let columns = [col("customer_id")].into_iter().chain(counted.map(col)).chain([col("contract_end"), left]);
        Ok(join_sums(customers, sums.select(columns.collect::<Vec<_>>())?, &counted)?)
    }
}
