//! The value tree: customer value = realised + customer equity.
//!
//! Branches that nothing measures yet (cost to serve, acquisition, potential, credit loss) count 0 in sums and are
//! listed as not measured.

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::logical_expr::{col, lit, when};
use serde_json::json;

use crate::catalogue::{Better, Measure, Text, Unit};
use crate::error::Result;
use crate::run::RunContext;

use super::{Analysis, Fitted, Requirements};

/// Sums of the branches that are measured.
#[derive(Debug)]
pub(super) struct ValueTree;

/// Branches without an analysis so far.
const NOT_MEASURED: [&str; 5] =
    ["cost_to_serve", "acquisition_cost", "marketing_cost", "potential_value", "expected_credit_loss"];

#[async_trait]
impl Analysis for ValueTree {
    fn id(&self) -> &str {
        "value-tree"
    }

    fn label(&self) -> Text {
        Text::new("Value tree", "客户价值构成")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &["contribution", "expected_value"])
    }

    fn measures(&self) -> Vec<Measure> {
        let money =
            |id: &str, label: Text, meaning: Text| Measure::number(id, Unit::Currency, Better::Higher, label, meaning);
        vec![
            money(
                "realised_value",
                Text::new("Realised value", "历史价值（已实现）"),
                Text::new(
                    "Contribution to date; cost to serve, acquisition and relationship marketing are not measured yet.",
                    "截至基准日的毛利贡献；服务成本、获客成本与关系营销成本尚未计量。",
                ),
            ),
            money(
                "customer_equity",
                Text::new("Customer equity", "客户资产"),
                Text::new(
                    "Expected value + potential - expected credit loss; the last two are not measured yet and count 0.",
                    "预期价值 + 潜在价值 − 预期信用损失；后两项尚未计量，按 0 计入。",
                ),
            ),
            money(
                "customer_value",
                Text::new("Customer value", "客户价值"),
                Text::new("Realised value + customer equity.", "历史价值 + 客户资产。"),
            ),
        ]
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        Ok(Fitted { parameters: json!({ "not_measured": NOT_MEASURED }), notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, _: &RunContext) -> Result<DataFrame> {
        let known = col("contribution").is_not_null().or(col("expected_value").is_not_null());
        let total = coalesce(vec![col("contribution"), lit(0.0)]) + coalesce(vec![col("expected_value"), lit(0.0)]);
        Ok(customers
            .with_column("realised_value", col("contribution"))?
            .with_column("customer_equity", col("expected_value"))?
            .with_column("customer_value", when(known, total).end()?)?)
    }
}
