//! ABC classes by cumulated contribution.

mod playbooks;

use arrow::array::AsArray;
use arrow::datatypes::Float64Type;
use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{col, lit, when};
use futures::StreamExt;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Label, Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::{Analysis, Fitted, Requirements};

/// A: the best customers who together bring `a` of all positive contribution; B: on to `b`; C: the rest.
#[derive(Debug)]
pub(super) struct Abc {
    a: f64,
    b: f64,
}

impl Default for Abc {
    fn default() -> Self {
        Self { a: 0.80, b: 0.95 }
    }
}

/// Smallest value of the classes A and B; null when nobody has a positive value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Parameters {
    share_a: f64,
    share_b: f64,
    bound_a: Option<f64>,
    bound_b: Option<f64>,
}

#[async_trait]
impl Analysis for Abc {
    fn id(&self) -> &str {
        "abc"
    }

    fn label(&self) -> Text {
        Text::new("ABC classes", "ABC 分类")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &[]).fitted_on(&["realised_value"])
    }

    fn measures(&self) -> Vec<Measure> {
        let label = |id: &str, en: &str, zh: &str, meaning: Text, strategy: Text| Label {
            id: id.to_owned(),
            label: Text::new(en, zh),
            meaning,
            strategy,
            playbook: playbooks::of_class(id),
        };
        let labels = vec![
            label(
                "A",
                "A",
                "A 类",
                Text::new("Together bring the first 80 % of realised value.", "合计贡献前 80% 的历史价值。"),
                Text::new("Keep at any sensible cost; one person answers for each.", "重点保有，逐户落实责任人。"),
            ),
            label(
                "B",
                "B",
                "B 类",
                Text::new("Bring the next 15 %.", "贡献其后 15%。"),
                Text::new("Develop towards A; standard service, done well.", "培育升级，提供规范而到位的服务。"),
            ),
            label(
                "C",
                "C",
                "C 类",
                Text::new("Bring the last 5 %, nothing, or a loss.", "贡献最后 5%，或无贡献、为负。"),
                Text::new("Serve by low-cost channels.", "以低成本渠道服务。"),
            ),
        ];
        vec![
            Measure::labelled(
                "abc_class",
                Text::new("ABC class", "ABC 分类"),
                Text::new(
                    "Customers sorted by realised value: A brings the first 80 %, B the next 15 %, C the rest.",
                    "按历史价值排序：A 类贡献前 80%，B 类其后 15%，C 类为其余。",
                ),
                labels,
            )
            .ordered(),
        ]
    }

    async fn fit(&self, customers: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let mut stream = customers.clone().select_columns(&["realised_value"])?.execute_stream().await?;
        let mut values: Vec<f64> = Vec::new();
        while let Some(batch) = stream.next().await {
            let batch = batch?;
            values.extend(batch.column(0).as_primitive::<Float64Type>().iter().flatten().filter(|&value| value > 0.0));
        }
        values.sort_by(|left, right| right.total_cmp(left));
        let bounds = [self.a, self.b].map(|share| bound_of_share(&values, share));
        let parameters = Parameters { share_a: self.a, share_b: self.b, bound_a: bounds[0], bound_b: bounds[1] };
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, _: &RunContext) -> Result<DataFrame> {
        let parameters: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        let reaches = |bound: Option<f64>| col("realised_value").gt_eq(lit(bound.unwrap_or(f64::INFINITY)));
        let class = when(reaches(parameters.bound_a), lit("A"))
            .when(reaches(parameters.bound_b), lit("B"))
            .otherwise(lit("C"))?;
        Ok(customers.with_column("abc_class", when(col("realised_value").is_not_null(), class).end()?)?)
    }
}

/// Smallest value within the best that reach `share` of the total; ties stay together. `values` descend.
pub(super) fn bound_of_share(values: &[f64], share: f64) -> Option<f64> {
    let goal = share * values.iter().sum::<f64>();
    let mut sum = 0.0;
    for &value in values {
        sum += value;
        if sum >= goal {
            return Some(value);
        }
    }
    values.last().copied()
}

#[cfg(test)]
mod tests {
    use super::bound_of_share;

    #[test]
    fn bounds_hold_the_share() {
        let values = [50.0, 30.0, 10.0, 6.0, 4.0];
        assert_eq!(bound_of_share(&values, 0.80), Some(30.0));
        assert_eq!(bound_of_share(&values, 0.95), Some(6.0));
        assert_eq!(bound_of_share(&[], 0.8), None);
    }
}
