//! RFM: scores for days idle, occasions and money, with the eight types and eleven segments made from them.

mod cuts;
mod labels;
mod measures;
mod playbooks;
mod score;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::{Analysis, Fitted, Requirements};
use cuts::{Axis, Direction};

/// Quantile scores on a scale of 1 to `scores`, 5 is best.
#[derive(Debug)]
pub(super) struct Rfm {
    scores: u32,
}

impl Default for Rfm {
    fn default() -> Self {
        Self { scores: 5 }
    }
}

/// The cuts of the three axes, kept so that a later run can be scored on the same ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Parameters {
    scores: u32,
    axes: Vec<Axis>,
}

const AXES: [(&str, Direction); 3] =
    [("days_idle", Direction::Fewer), ("occasions", Direction::More), ("net_revenue", Direction::More)];

#[async_trait]
impl Analysis for Rfm {
    fn id(&self) -> &str {
        "rfm"
    }

    fn label(&self) -> Text {
        Text::new("Recency, frequency, money", "RFM 分析")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &[]).fitted_on(&["days_idle", "occasions", "revenue", "returns"])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, customers: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let customers = score::with_net_revenue(customers.clone())?;
        let mut axes = Vec::new();
        for (measure, direction) in AXES {
            axes.push(cuts::cut(&customers, measure, direction, self.scores).await?);
        }
        let parameters = serde_json::to_value(Parameters { scores: self.scores, axes })?;
        Ok(Fitted { parameters, notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, _: &RunContext) -> Result<DataFrame> {
        let parameters: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        Ok(score::score(score::with_net_revenue(customers)?, &parameters)?)
    }
}
