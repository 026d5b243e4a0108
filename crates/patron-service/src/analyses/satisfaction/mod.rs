//! Satisfaction as assessors typed it on a scorecard.

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{avg, count};
use datafusion::functions_window::expr_fn::row_number;
use datafusion::logical_expr::{ExprFunctionExt, cast, col, ident, lit};
use serde::{Deserialize, Serialize};

use crate::catalogue::{Better, Measure, Text, Unit};
use crate::error::Result;
use crate::query::cell;
use crate::run::{RunContext, null_of};

use super::per_customer::{date, join_sums, number};
use super::{Analysis, Fitted, Requirements};

/// Mean over assessors of each one's latest score on the line `satisfaction`, of the card with most such scores: one
/// card has one scale.
#[derive(Debug)]
pub(super) struct Satisfaction;

const LINE: &str = "satisfaction";

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Parameters {
    card: Option<String>,
}

/// Scores of the line up to a day.
fn scores(context: &RunContext, day: i32) -> Result<DataFrame> {
    let all = context.records.table(&context.records.engine().session(), "assessments")?;
    Ok(all.filter(col("assessed_on").lt_eq(date(day)).and(col("indicator").eq(lit(LINE))))?)
}

/// The card with most scores up to the valuation date; of several the first by name.
pub(super) async fn card(context: &RunContext) -> Result<Option<String>> {
    let scores = scores(context, context.as_of_day)?;
    let counted = scores.aggregate(vec![col("scorecard")], vec![count(lit(1_i64)).alias("scores")])?;
    let order = vec![col("scores").sort(false, false), col("scorecard").sort(true, false)];
    let batches = counted.sort(order)?.limit(0, Some(1))?.collect().await?;
    let first = batches.iter().find(|batch| batch.num_rows() > 0);
    Ok(first.and_then(|batch| cell(batch.column(0).as_ref(), 0).as_str().map(str::to_owned)))
}

/// `customer_id` and `satisfaction` on a card at the end of a day.
pub(super) fn on(context: &RunContext, card: &str, day: i32) -> Result<DataFrame> {
    let own = scores(context, day)?.filter(col("scorecard").eq(lit(card)))?;
    let place = row_number()
        .partition_by(vec![col("customer_id"), col("assessor")])
        // a second round may be held on the same day
        .order_by(vec![col("assessed_on").sort(false, false), col("round").sort(false, false)])
        .build()?
        .alias("place");
    let newest = own.window(vec![place])?.filter(col("place").eq(lit(1_u64)))?;
    let mean = avg(number(col("score"))).alias("satisfaction");
    let customer = cast(col("customer_id"), arrow::datatypes::DataType::Utf8).alias("customer_id");
    Ok(newest.aggregate(vec![customer], vec![mean])?)
}

#[async_trait]
impl Analysis for Satisfaction {
    fn id(&self) -> &str {
        "satisfaction"
    }

    fn label(&self) -> Text {
        Text::new("Satisfaction", "满意度")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["assessments"], &["customer_id"])
    }

    fn measures(&self) -> Vec<Measure> {
        vec![Measure::number(
            "satisfaction",
            Unit::None,
            Better::Higher,
            Text::new("Satisfaction", "满意度"),
            Text::new(
                "Mean of the assessors' latest scores on the line `satisfaction` of a scorecard, on that card's scale.",
                "评估人在评分卡“satisfaction”项上最近一次评分的均值，采用该卡的量表。",
            ),
        )]
    }

    async fn fit(&self, _: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let parameters = Parameters { card: card(context).await? };
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let parameters: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        match &parameters.card {
            Some(card) => Ok(join_sums(customers, on(context, card, context.as_of_day)?, &[])?),
            None => {
                let known = customers.schema().fields().iter().map(|field| ident(field.name().as_str()));
                let columns: Vec<_> = known.chain(self.measures().iter().map(null_of)).collect();
                Ok(customers.select(columns)?)
            }
        }
    }
}
