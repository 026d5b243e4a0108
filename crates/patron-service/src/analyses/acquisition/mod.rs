//! What each customer cost to win and to keep, and whether it has earned that back.

mod labels;
mod measures;
mod parameters;
mod payback;

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Float64Array, RecordBatch, StringArray};
use async_trait::async_trait;
use datafusion::common::{Column, JoinType};
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::logical_expr::{LogicalPlanBuilder, col, ident, lit, when};
use datafusion::prelude::SessionContext;
use serde_json::{Map, Value};

use crate::acquisition::{
    Division, KEY, Lived, Spend, by_cohort, by_customer, count_active, divide, named, read_won, with_channel,
};
use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::{RunContext, null_of};
use crate::views::{Notice, Severity};

use super::per_customer::{beside, join_sums, number};
use super::{Analysis, Fitted, Requirements};

pub(crate) use parameters::Parameters;

/// Acquisition cost, relationship marketing, value for acquisition cost, and payback of each customer.
///
/// A row of acquisition spend is shared alike by the customers of its channel whose first purchase fell into its days
/// (of all channels where it names none), or is that of the one customer it names.
#[derive(Debug)]
pub(super) struct Acquisition;

pub(crate) const ID: &str = "acquisition";

/// What a customer cost by channel and day of the first purchase: `cost_channel`, `cost_day`, `shared_cost`. Channels
/// without spend of their own are looked up under the empty name.
fn costs(rows: &[Lived], shares: &[Option<f64>]) -> Result<(RecordBatch, Vec<String>)> {
    let shared = || rows.iter().zip(shares).filter(|(row, _)| row.customer.is_none());
    let mut channels: Vec<String> = shared().map(|(row, _)| row.channel.clone()).collect();
    channels.sort();
    channels.dedup();
    let mut by_day: BTreeMap<(&str, i32), f64> = BTreeMap::new();
    let everywhere = [String::new()];
    let with_all = channels.iter().chain(everywhere.iter().filter(|empty| !channels.contains(*empty)));
    let with_all: Vec<&String> = with_all.collect();
    for (row, share) in shared() {
        let Some(share) = share else { continue };
        for channel in with_all.iter().filter(|channel| row.channel.is_empty() || **channel == &row.channel) {
            for day in row.from..=row.to {
                *by_day.entry((channel.as_str(), day)).or_default() += share;
            }
        }
    }
    let columns: [(&str, ArrayRef); 3] = [
        ("cost_channel", Arc::new(StringArray::from_iter_values(by_day.keys().map(|key| key.0)))),
        ("cost_day", Arc::new(Date32Array::from_iter_values(by_day.keys().map(|key| key.1)))),
        ("shared_cost", Arc::new(by_day.values().copied().collect::<Float64Array>())),
    ];
    Ok((RecordBatch::try_from_iter(columns)?, channels))
}

/// Adds `acquisition_cost` to customers that have their channel.
fn with_cost(customers: DataFrame, rows: &[Lived], shares: &[Option<f64>]) -> Result<DataFrame> {
    let known: Vec<String> = customers.schema().fields().iter().map(|field| field.name().clone()).collect();
    let (costs, channels) = costs(rows, shares)?;
    let has_own = col(KEY).in_list(channels.iter().map(|channel| lit(channel.as_str())).collect(), false);
    let keyed = customers.with_column("looked_up", when(has_own, col(KEY)).otherwise(lit(""))?)?;
    let costs = LogicalPlanBuilder::from(SessionContext::new().read_batch(costs)?.into_parts().1);
    let keys = (
        vec![Column::from_name("cost_channel"), Column::from_name("cost_day")],
        vec![Column::from_name("looked_up"), Column::from_name("first_purchase")],
    );
    let (state, keyed) = keyed.into_parts();
    let joined = DataFrame::new(state, costs.join(keyed, JoinType::Right, keys, None)?.build()?);
    let direct = SessionContext::new().read_batch(named(rows)?)?;
    let direct = direct.select(vec![col("customer_id").alias("direct_of"), col("spent").alias("direct_cost")])?;
    let joined = beside(joined, direct, "customer_id", "direct_of")?;
    let bought = col("first_purchase").is_not_null();
    let either = col("shared_cost").is_not_null().or(col("direct_cost").is_not_null());
    let sum = coalesce(vec![col("shared_cost"), lit(0.0)]) + coalesce(vec![col("direct_cost"), lit(0.0)]);
    let cost = when(bought.and(either), sum).end()?.alias("acquisition_cost");
    Ok(joined.select(known.iter().map(|name| ident(name.as_str())).chain([cost]).collect::<Vec<_>>())?)
}

#[async_trait]
impl Analysis for Acquisition {
    fn id(&self) -> &str {
        ID
    }

    fn label(&self) -> Text {
        Text::new("Acquisition and marketing", "获客与营销")
    }

    fn requires(&self) -> Requirements {
        let read = ["first_purchase", "contribution", "expected_value"];
        Requirements::new(&["orders", "marketing_spend"], &read).fitted_on(&read)
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, customers: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let spend = Spend::read(&context.records, context.as_of_day).await?;
        let read = ["customer_id", "first_purchase", "contribution", "expected_value"];
        let customers = with_channel(customers.clone().select_columns(&read)?, &context.records, context.as_of_day)?;
        let mut named: Vec<String> = spend.acquisition.iter().filter_map(|row| row.customer.clone()).collect();
        named.sort();
        named.dedup();
        let won = read_won(&customers, &named, context).await?;
        let division = divide(&spend.acquisition, &won, context);
        let active = count_active(&customers, &spend.retention, &context.records, context.as_of_day).await?;
        let share = |(row, active): (&Lived, &f64)| if *active > 0.0 { row.amount / active } else { 0.0 };
        let shares: Vec<f64> = spend.retention.iter().zip(&active).map(share).collect();
        let by_cohort = by_cohort(&customers, &spend.retention, &shares, &context.records, context.as_of_day).await?;
        let parameters = Parameters::new(&division, &spend, &won, (shares, by_cohort), context).await?;
        let notices = notices(&division, &parameters);
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let found: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        let spend = Spend::read(&context.records, context.as_of_day).await?;
        // narrow rows are worked on, and joined to the wide ones once
        let read = ["customer_id", "first_purchase", "contribution", "expected_value"];
        let keyed = with_channel(context.customers_with(&read)?, &context.records, context.as_of_day)?;
        let costed = with_cost(keyed, &spend.acquisition, &found.acquisition_shares)?;
        let slim = costed.clone().select(vec![
            ident("customer_id"),
            ident("first_purchase"),
            ident(KEY),
            ident("acquisition_cost"),
        ])?;
        let day = context.as_of_day;
        let kept = by_customer(&slim, &spend.retention, &found.retention_shares, &context.records, day).await?;
        let measured = match kept {
            None => costed.with_column("marketing_cost", null_of(&measures::measures()[1]))?,
            Some(kept) => {
                let kept = kept.select(vec![col("customer_id").alias("kept_of"), col("spent").alias("kept")])?;
                let joined = beside(costed, kept, "customer_id", "kept_of")?;
                joined.with_column("marketing_cost", coalesce(vec![col("kept"), lit(0.0)]))?
            }
        };
        let value = number(col("contribution")) + number(col("expected_value"));
        let paid = col("acquisition_cost").gt(lit(0.0));
        let measured = measured.with_column("cac_ratio", when(paid, value / col("acquisition_cost")).end()?)?;
        let paid_back = payback::add(measured, slim, context)?;
        let columns = ["acquisition_cost", "marketing_cost", "cac_ratio", "payback_months", "payback_basis"];
        let own = paid_back.select(["customer_id"].into_iter().chain(columns).map(ident).collect::<Vec<_>>())?;
        Ok(join_sums(customers, own, &[])?)
    }
}

/// What a reader must know: money that won nobody, and customers nobody paid for.
fn notices(division: &Division, parameters: &Parameters) -> Vec<Notice> {
    let notice = |code: &str, message: String, values: &[(&str, f64)]| Notice {
        code: code.to_owned(),
        severity: Severity::Info,
        message,
        values: values.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect::<Map<_, _>>(),
    };
    let mut notices = Vec::new();
    if division.undivided > 0.0 {
        let amount = (division.undivided * 100.0).round() / 100.0;
        let message =
            format!("`{amount}` of the spend on acquisition won nobody in its days and is divided among none");
        notices.push(notice("acquisition-undivided", message, &[("amount", amount)]));
    }
    if division.uncovered > 0.0 {
        let customers = division.uncovered;
        let message = format!(
            "`{customers}` customers were won on days or by channels without spend: what they cost to win is not known"
        );
        notices.push(notice("acquisition-uncovered", message, &[("customers", customers)]));
    }
    if parameters.retention_undivided > 0.0 {
        let amount = (parameters.retention_undivided * 100.0).round() / 100.0;
        let message = format!("`{amount}` of the spend on keeping customers has nobody who bought in its days");
        notices.push(notice("retention-undivided", message, &[("amount", amount)]));
    }
    notices
}
