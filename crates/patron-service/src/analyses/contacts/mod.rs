//! Contacts with customers in the past year: how often, about what.

mod measures;
pub(crate) mod words;

use arrow::datatypes::DataType;
use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::lower;
use datafusion::functions_aggregate::expr_fn::max;
use datafusion::logical_expr::{Expr, cast, col, lit};
use serde_json::json;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::{count_where, date, days_between, join_sums, sum_where};
use super::{Analysis, Fitted, Requirements};

/// Contacts of the 365 days up to the valuation date, by kind.
#[derive(Debug)]
pub(super) struct Contacts;

/// Whether a column holds one of some words, whatever their case.
fn is_one_of(column: &str, words: &[&str]) -> Expr {
    lower(col(column)).in_list(words.iter().map(|&word| lit(word)).collect(), false)
}

#[async_trait]
impl Analysis for Contacts {
    fn id(&self) -> &str {
        "contacts"
    }

    fn label(&self) -> Text {
        Text::new("Contacts", "客户互动")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["interactions"], &[])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        Ok(Fitted { parameters: json!({}), notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let today = context.as_of_day;
        let all = context.records.table(&context.records.engine().session(), "interactions")?;
        let seen = all.filter(col("occurred_on").lt_eq(date(today)))?;
        let recent = || col("occurred_on").gt(date(today - 365));
        let suggestion =
            |grades: &[&str]| recent().and(is_one_of("kind", words::SUGGESTION)).and(is_one_of("value", grades));
        // what was resolved after the valuation date was not resolved then
        let resolved = cast(col("resolved_at"), DataType::Date32).lt_eq(date(today));
        let complaint = || is_one_of("kind", words::COMPLAINT);
        let sums = vec![
            count_where(recent())?.alias("contacts_year"),
            max(col("occurred_on")).alias("last_contact"),
            count_where(recent().and(complaint()))?.alias("complaints_year"),
            count_where(complaint().and(resolved.is_not_true()))?.alias("complaints_unresolved"),
            count_where(recent().and(is_one_of("kind", words::PRAISE)))?.alias("praise_year"),
            count_where(suggestion(words::VALUABLE))?.alias("suggestions_valuable"),
            count_where(suggestion(words::ORDINARY))?.alias("suggestions_ordinary"),
            sum_where(recent(), col("cost"))?.alias("contact_cost_year"),
        ];
        let sums = seen.aggregate(vec![col("customer_id")], sums)?;
        let counted = [
            "contacts_year",
            "complaints_year",
            "complaints_unresolved",
            "praise_year",
            "suggestions_valuable",
            "suggestions_ordinary",
            "contact_cost_year",
        ];
        let silent = days_between(col("last_contact"), date(today)).alias("days_since_contact");
        let columns = [col("customer_id")].into_iter().chain(counted.map(col)).chain([silent]);
        Ok(join_sums(customers, sums.select(columns.collect::<Vec<_>>())?, &counted)?)
    }
}
