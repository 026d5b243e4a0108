//! What customers cost to serve and what they leave, by the costs that the portfolio keeps.

mod fit;
mod gross;
mod measures;
mod notices;
mod parameters;
mod score;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;

use crate::catalogue::{Measure, Text};
use crate::costing::CostModel;
use crate::error::{Result, ServiceError};
use crate::run::RunContext;

use super::{Analysis, Fitted, Requirements};

pub(crate) use parameters::Parameters;

/// Id of the analysis, under which a run stores its parameters.
pub(crate) const ID: &str = "costing";

/// Costs as the portfolio keeps them.
#[derive(Debug, Clone)]
pub(crate) struct KeptModel {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) text: String,
    /// or why it can no longer be read
    pub(crate) model: Result<CostModel, ServiceError>,
}

/// Cost to serve of each customer over the days of all kept costs, and profit over the same days in both views.
#[derive(Debug, Default)]
pub(crate) struct Costing {
    kept: Vec<KeptModel>,
}

impl Costing {
    /// The costs of a portfolio.
    pub(crate) fn new(kept: Vec<KeptModel>) -> Self {
        Self { kept }
    }
}

#[async_trait]
impl Analysis for Costing {
    fn id(&self) -> &str {
        ID
    }

    fn label(&self) -> Text {
        Text::new("Costs and profit", "成本与利润")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &[])
    }

    fn lacks(&self) -> Option<String> {
        self.kept.is_empty().then(|| "no costs are kept".to_owned())
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    fn is_costly(&self) -> bool {
        !self.kept.is_empty()
    }

    async fn fit(&self, customers: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let (parameters, notices) = fit::fit(&self.kept, customers, context).await?;
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let parameters: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        score::score(customers, &parameters, context).await
    }
}
