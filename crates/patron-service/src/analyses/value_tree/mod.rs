//! The value tree: customer value = realised + customer equity.
//!
//! Realised = contribution - cost to serve - acquisition - relationship marketing. Branches that nothing measures count 0
//! in sums and are listed as not measured.

use arrow::datatypes::DataType;
use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{cast, col, ident, lit, when};
use serde_json::json;

use crate::catalogue::{Better, Measure, Text, Unit};
use crate::error::Result;
use crate::query::number;
use crate::run::RunContext;

use super::{Analysis, Fitted, Requirements};

/// Sums of the branches that are measured.
#[derive(Debug)]
pub(super) struct ValueTree;

/// What realised value is less of contribution, by the measures that other analyses make.
pub(crate) const REALISED_COSTS: [&str; 3] = ["cost_to_serve", "acquisition_cost", "marketing_cost"];
/// Branches without an analysis so far.
const NOT_MEASURED: [&str; 2] = ["potential_value", "expected_credit_loss"];

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
            .fitted_on(&["cost_to_serve"])
            .if_made(&REALISED_COSTS)
    }

    fn measures(&self) -> Vec<Measure> {
        let money =
            |id: &str, label: Text, meaning: Text| Measure::number(id, Unit::Currency, Better::Higher, label, meaning);
        vec![
            money(
                "realised_value",
                Text::new("Realised value", "历史价值（已实现）"),
                Text::new(
                    "Contribution to date - cost to serve - acquisition - relationship marketing; what is not known counts 0.",
                    "截至基准日的毛利贡献 − 服务成本 − 获客成本 − 关系营销成本；未知的按 0 计入。",
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

    async fn fit(&self, customers: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let costs = made(customers);
        let known = costs.iter().map(|name| count(ident(*name)).alias(*name)).collect();
        let batches = match costs.as_slice() {
            [] => Vec::new(),
            _ => customers.clone().aggregate(Vec::new(), known)?.collect().await?,
        };
        let row = batches.iter().find(|batch| batch.num_rows() > 0);
        let is_known = |name: &str| {
            let place = costs.iter().position(|made| *made == name);
            place
                .zip(row)
                .and_then(|(place, row)| number(row.column(place), 0))
                .is_some_and(|customers| customers > 0.0)
        };
        let unknown = REALISED_COSTS.into_iter().filter(|name| !is_known(name));
        let parameters = json!({ "not_measured": unknown.chain(NOT_MEASURED).collect::<Vec<_>>() });
        Ok(Fitted { parameters, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, _: &RunContext) -> Result<DataFrame> {
        let or_nothing = |name: &str| coalesce(vec![cast(ident(name), DataType::Float64), lit(0.0)]);
        let spent = made(&customers).into_iter().map(or_nothing).fold(lit(0.0), |sum, cost| sum + cost);
        let known = col("contribution").is_not_null().or(col("expected_value").is_not_null());
        let total = coalesce(vec![col("realised_value"), lit(0.0)]) + coalesce(vec![col("expected_value"), lit(0.0)]);
        Ok(customers
            .with_column("realised_value", col("contribution") - spent)?
            .with_column("customer_equity", col("expected_value"))?
            .with_column("customer_value", when(known, total).end()?)?)
    }
}

/// Costs of realised value that an analysis of this run makes.
fn made(customers: &DataFrame) -> Vec<&'static str> {
    let has = |name: &&str| customers.schema().fields().iter().any(|field| field.name() == name);
    REALISED_COSTS.into_iter().filter(has).collect()
}
