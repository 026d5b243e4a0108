//! One more analysis, as somebody else could write it: a number and a label, known to nothing else in the program.

use async_trait::async_trait;
use datafusion::arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{cast, col, lit, when};
use patron_service::analyses::{Analysis, Fitted, Requirements};
use patron_service::catalogue::{Better, Label, Measure, Text, Unit};
use patron_service::error::Result;
use patron_service::run::RunContext;

/// Money per order, and whether it is much.
#[derive(Debug)]
pub(crate) struct SpendPace;

/// Money per order from which the pace is brisk.
pub(crate) const BRISK_FROM: f64 = 40.0;

#[async_trait]
impl Analysis for SpendPace {
    fn id(&self) -> &str {
        "spend-pace"
    }

    fn label(&self) -> Text {
        Text::new("Spend pace", "消费节奏")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &["revenue", "orders"])
    }

    fn measures(&self) -> Vec<Measure> {
        let label = |id: &str, en: &str, zh: &str| Label {
            id: id.to_owned(),
            label: Text::new(en, zh),
            meaning: Text::new("By revenue per order.", "按每单收入划分。"),
            strategy: Text::new("Keep in touch.", "保持联系。"),
            playbook: None,
        };
        vec![
            Measure::number(
                "spend_per_order",
                Unit::Currency,
                Better::Higher,
                Text::new("Spend per order", "每单金额"),
                Text::new("Revenue divided by orders.", "收入除以订单数。"),
            ),
            Measure::labelled(
                "spend_pace",
                Text::new("Spend pace", "消费节奏"),
                Text::new("Brisk from 40 an order.", "每单 40 及以上为快。"),
                vec![label("brisk", "Brisk", "快"), label("calm", "Calm", "慢")],
            ),
        ]
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        Ok(Fitted::default())
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, _: &RunContext) -> Result<DataFrame> {
        let number = |name: &str| cast(col(name), DataType::Float64);
        let scored = customers.with_column("spend_per_order", number("revenue") / number("orders"))?;
        let pace = when(col("spend_per_order").gt_eq(lit(BRISK_FROM)), lit("brisk"))
            .when(col("spend_per_order").is_not_null(), lit("calm"))
            .end()?;
        Ok(scored.with_column("spend_pace", pace)?)
    }
}
