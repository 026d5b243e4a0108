//! Lifetime value: what each customer is expected to bring within the horizon, with its interval and its proof.

mod choice;
mod collect;
mod curve;
mod fit;
mod frequency;
mod holdout;
mod independence;
mod labels;
mod measures;
mod naive;
mod parameters;
mod past;
mod retention;
mod score;
mod seasons;
mod spend;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::{Analysis, Fitted, Requirements};

pub(crate) use holdout::Holdout;
pub(crate) use parameters::Parameters;
pub(crate) use seasons::RunSeason;

/// BG/NBD purchases and Gamma-Gamma spend, or a naive rule where they cannot be fitted.
#[derive(Debug)]
pub(super) struct LifetimeValue;

/// Id of the analysis, under which a run stores its parameters.
pub(crate) const ID: &str = "lifetime-value";

const READS: [&str; 8] = [
    "frequency",
    "recency",
    "age",
    "monetary_value",
    "first_purchase",
    "occasions",
    "contribution",
    // what the costing found lowers what a future sale brings
    "cost_to_serve",
];

#[async_trait]
impl Analysis for LifetimeValue {
    fn id(&self) -> &str {
        ID
    }

    fn label(&self) -> Text {
        Text::new("Lifetime value", "客户生命周期价值")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &[]).fitted_on(&READS)
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    fn is_costly(&self) -> bool {
        true
    }

    async fn fit(&self, customers: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let (parameters, notices) = fit::fit(customers, context).await?;
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let parameters: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        score::score(customers, &parameters, context)
    }
}
