//! What customers owe: outstanding, overdue, and how long they take to pay.

mod measures;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{coalesce, nullif};
use datafusion::functions_aggregate::expr_fn::max;
use datafusion::logical_expr::{Expr, col, lit, when};
use serde_json::json;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::{count_where, date, days_between, join_sums, number, sum_where};
use super::{Analysis, Fitted, Requirements};

/// Outstanding and overdue amounts per customer, at the valuation date.
///
/// paid = the amount paid (the whole invoice where no amount is given) if the day of payment is up to the valuation
/// date, or if an amount was paid on a day nobody wrote down; outstanding = amount - paid, of invoices issued by then;
/// overdue = outstanding of invoices due before then.
#[derive(Debug)]
pub(super) struct Receivables;

#[async_trait]
impl Analysis for Receivables {
    fn id(&self) -> &str {
        "receivables"
    }

    fn label(&self) -> Text {
        Text::new("Receivables", "应收账款")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["receivables"], &[])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        Ok(Fitted { parameters: json!({}), notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let today = || date(context.as_of_day);
        let invoices = context.records.table(&context.records.engine().session(), "receivables")?;
        let issued = invoices.filter(col("issued_at").lt_eq(today()))?;
        let with_day = col("paid_at").lt_eq(today());
        let without_day = col("paid_at").is_null().and(col("paid_amount").is_not_null());
        let paid = when(with_day.clone().or(without_day), coalesce(vec![col("paid_amount"), col("amount")]))
            .otherwise(lit(0_i64))?;
        let rows = issued.with_column("open", number(col("amount")) - number(paid))?;
        let owing = || col("open").gt(lit(0.0));
        let late = || owing().and(col("due_at").lt(today()));
        let paid_in_full = || with_day.clone().and(owing().is_not_true());
        let past_due = |condition: Expr, until: Expr| when(condition, days_between(col("due_at"), until));
        let sums = vec![
            sum_where(owing(), col("open"))?.alias("outstanding"),
            sum_where(late(), col("open"))?.alias("arrears"),
            max(past_due(late(), today()).otherwise(lit(0.0))?).alias("days_past_due"),
            count_where(paid_in_full())?.alias("settled"),
            sum_where(paid_in_full(), days_between(col("issued_at"), col("paid_at")))?.alias("waited"),
            count_where(late().or(with_day.clone().and(col("paid_at").gt(col("due_at")))))?.alias("late"),
            count_where(late().or(with_day))?.alias("judged"),
        ];
        let sums = rows.aggregate(vec![col("customer_id")], sums)?;
        let share = |part: &str, whole: &str| col(part) / nullif(col(whole), lit(0.0));
        let counted = ["outstanding", "arrears", "days_past_due"];
        let columns = [col("customer_id")]
            .into_iter()
            .chain(counted.map(col))
            .chain([share("waited", "settled").alias("days_to_pay"), share("late", "judged").alias("paid_late_share")]);
        Ok(join_sums(customers, sums.select(columns.collect::<Vec<_>>())?, &counted)?)
    }
}
