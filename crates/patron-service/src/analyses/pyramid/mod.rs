//! The pyramid: few at the top, many at the bottom, by customer value.

mod labels;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{col, lit, when};
use serde::{Deserialize, Serialize};

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::per_customer::number;
use super::quantiles::{lower_bound_of_top, sorted_values};
use super::{Analysis, Fitted, Requirements};

/// Storeys by quantiles of customer value; customers without a positive value are at the bottom.
#[derive(Debug)]
pub(super) struct Pyramid;

/// Cumulated shares of customers of the upper storeys.
const SHARES: [(&str, f64); 3] = [("high", 0.01), ("upper", 0.05), ("general", 0.20)];

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Parameters {
    /// smallest value of each upper storey; none where a tie spans it
    bounds: Vec<Option<f64>>,
}

#[async_trait]
impl Analysis for Pyramid {
    fn id(&self) -> &str {
        "pyramid"
    }

    fn label(&self) -> Text {
        Text::new("Pyramid", "客户金字塔")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &[]).fitted_on(&["customer_value"])
    }

    fn measures(&self) -> Vec<Measure> {
        vec![Measure::labelled(
            "pyramid",
            Text::new("Pyramid", "客户金字塔"),
            Text::new(
                "By customer value: the top 1 %, the next 4 %, the next 15 %, and the rest; ties stay together below.",
                "按客户价值排序：前 1%、其后 4%、其后 15% 与其余；并列者同归下层。",
            ),
            labels::labels(),
        )
        .ordered()]
    }

    async fn fit(&self, customers: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let values = sorted_values(customers, number(col("customer_value"))).await?;
        let positive = |bound: Option<f64>| bound.filter(|&bound| bound > 0.0);
        let bounds = SHARES.iter().map(|(_, share)| positive(lower_bound_of_top(&values, *share))).collect();
        Ok(Fitted { parameters: serde_json::to_value(Parameters { bounds })?, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, _: &RunContext) -> Result<DataFrame> {
        let parameters: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        let mut case = when(col("customer_value").is_null(), lit(datafusion::scalar::ScalarValue::Utf8(None)));
        for ((id, _), bound) in SHARES.iter().zip(parameters.bounds) {
            if let Some(bound) = bound {
                case = case.when(col("customer_value").gt_eq(lit(bound)), lit(*id));
            }
        }
        Ok(customers.with_column("pyramid", case.otherwise(lit("low"))?)?)
    }
}
