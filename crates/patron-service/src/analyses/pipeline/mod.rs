//! Deals: what is open, what it weighs, what was won of what was decided.

mod measures;

use arrow::array::AsArray;
use arrow::datatypes::Float64Type;
use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{coalesce, nullif};
use datafusion::logical_expr::{Expr, col, lit};
use datafusion::scalar::ScalarValue;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::{count_where, date, join_sums, number, sum_where};
use super::{Analysis, Fitted, Requirements};

/// Open, weighted and decided deals per customer.
///
/// A deal is decided once it has a closing day up to the valuation date, or a result without a day; open before that.
/// weighted = Σ amount × probability over open deals; where a deal has no probability of its own, the share won of all
/// decided deals stands in.
#[derive(Debug)]
pub(super) struct Pipeline;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Parameters {
    won: f64,
    decided: f64,
    /// share won of all decided deals; none where nothing is decided
    win_rate: Option<f64>,
    open: f64,
    /// open deals that name no customer
    unattributed: f64,
}

/// Whether a deal is open, and whether it was won or lost, as seen at the end of a day.
struct State {
    open: Expr,
    won: Expr,
    lost: Expr,
}

impl State {
    fn at(day: i32) -> Self {
        let today = || date(day);
        let begun = col("opened_at").is_null().or(col("opened_at").lt_eq(today()));
        let closed = col("closed_at").lt_eq(today()).or(col("closed_at").is_null().and(col("won").is_not_null()));
        let decided = || begun.clone().and(closed.clone());
        Self {
            open: begun.clone().and(closed.clone().is_not_true()),
            won: decided().and(col("won").is_true()),
            lost: decided().and(col("won").is_false()),
        }
    }
}

#[async_trait]
impl Analysis for Pipeline {
    fn id(&self) -> &str {
        "pipeline"
    }

    fn label(&self) -> Text {
        Text::new("Opportunities", "商机")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["opportunities"], &[])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, _: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let deals = context.records.table(&context.records.engine().session(), "opportunities")?;
        let state = State::at(context.as_of_day);
        let sums = vec![
            count_where(state.won.clone())?.alias("won"),
            count_where(state.won.or(state.lost))?.alias("decided"),
            count_where(state.open.clone())?.alias("open"),
            count_where(state.open.and(col("customer_id").is_null()))?.alias("unattributed"),
        ];
        let batches = deals.aggregate(vec![], sums)?.collect().await?;
        let mut values = [0.0; 4];
        if let Some(batch) = batches.iter().find(|batch| batch.num_rows() > 0) {
            for (value, column) in values.iter_mut().zip(batch.columns()) {
                *value = column.as_primitive::<Float64Type>().value(0);
            }
        }
        let [won, decided, open, unattributed] = values;
        let win_rate = (decided > 0.0).then(|| won / decided);
        let parameters = Parameters { won, decided, win_rate, open, unattributed };
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let parameters: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        let deals = context.records.table(&context.records.engine().session(), "opportunities")?;
        let State { open, won, lost } = State::at(context.as_of_day);
        let likely = coalesce(vec![number(col("probability")), lit(ScalarValue::Float64(parameters.win_rate))]);
        let recent = || won.clone().and(col("closed_at").gt(date(context.as_of_day - 365)));
        let sums = vec![
            count_where(open.clone())?.alias("open_opportunities"),
            sum_where(open.clone(), col("amount"))?.alias("open_pipeline"),
            sum_where(open, number(col("amount")) * likely)?.alias("weighted_pipeline"),
            count_where(won.clone())?.alias("won_deals"),
            count_where(won.clone().or(lost))?.alias("decided"),
            sum_where(recent(), col("amount"))?.alias("won_amount_year"),
        ];
        let known = deals.filter(col("customer_id").is_not_null())?;
        let sums = known.aggregate(vec![col("customer_id")], sums)?;
        let rate = col("won_deals") / nullif(col("decided"), lit(0.0));
        let names = ["open_opportunities", "open_pipeline", "weighted_pipeline", "won_deals", "won_amount_year"];
        let columns = [col("customer_id")].into_iter().chain(names.map(col)).chain([rate.alias("win_rate")]);
        Ok(join_sums(customers, sums.select(columns.collect::<Vec<_>>())?, &names)?)
    }
}
