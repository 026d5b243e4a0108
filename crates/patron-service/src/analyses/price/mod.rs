//! How much customers buy went with the prices they paid.

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{col, lit};
use patron_profit::price::{LEAST_DEGREES, LEAST_VARIATION};
use serde_json::json;

use crate::catalogue::{Better, Measure, Text, Unit};
use crate::error::Result;
use crate::price::{months, pooled, sums_by};
use crate::run::{RunContext, null_of};

use super::per_customer::{join_sums, only};
use super::{Analysis, Fitted, Requirements};

/// Elasticity of each customer, common to the products bought in several months, by [`sums_by`].
#[derive(Debug)]
pub(super) struct Price;

/// Purchase occasions from which a customer is looked at: fewer leave no degrees of freedom.
const LEAST_OCCASIONS: i64 = 4;

#[async_trait]
impl Analysis for Price {
    fn id(&self) -> &str {
        "price"
    }

    fn label(&self) -> Text {
        Text::new("Price sensitivity", "价格敏感度")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &["occasions"])
    }

    fn measures(&self) -> Vec<Measure> {
        let number = |id: &str, label: Text, meaning: Text| {
            Measure::number(id, Unit::None, Better::Neither, label, meaning).single()
        };
        vec![
            number(
                "price_elasticity",
                Text::new("Price elasticity", "价格弹性"),
                Text::new(
                    "Per cent more bought for each per cent of price, over products bought in several months; unknown where \
                     months are few or prices hardly vary. What went together, not what caused what.",
                    "价格每变动百分之一对应的购买量变动百分比，按多个月份购买的产品合并估计；月份过少或价格几乎不变时未知。\
                     反映的是相关而非因果。",
                ),
            ),
            number(
                "price_elasticity_error",
                Text::new("Price elasticity, standard error", "价格弹性标准误"),
                Text::new("Standard error of the price elasticity.", "价格弹性估计的标准误。"),
            ),
        ]
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let bounds = json!({ "least_degrees": LEAST_DEGREES, "least_variation": LEAST_VARIATION });
        Ok(Fitted { parameters: bounds, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let Some(days) = context.records.full_months(context.as_of_day) else {
            let unknown = self.measures();
            let [slope, error] = [0, 1].map(|at: usize| unknown.get(at).map(null_of));
            let columns = customers.schema().fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>();
            let known = columns.iter().map(|name| datafusion::logical_expr::ident(name.as_str()));
            return Ok(customers.select(known.chain(slope).chain(error).collect::<Vec<_>>())?);
        };
        let often = context
            .customers_with(&["customer_id", "occasions"])?
            .filter(col("occasions").gt_eq(lit(LEAST_OCCASIONS)))?;
        let often = often.select(vec![col("customer_id").alias("often")])?;
        let lines = context.records.lines(context.as_of_day, context.money.margin)?;
        let lines = only(lines, often, "often")?;
        let sums = sums_by(months(lines, &["customer_id"], days)?, &["customer_id"])?;
        let (slope, error) = pooled()?;
        let columns = vec![col("customer_id"), slope.alias("price_elasticity"), error.alias("price_elasticity_error")];
        Ok(join_sums(customers, sums.select(columns)?, &[])?)
    }
}
