//! What each customer answered last to the questionnaires that the portfolio keeps, and what is at stake with the displeased.

mod columns;
mod customer;
mod fit;
mod labels;
mod measures;
mod parameters;
mod response;
mod rows;
mod score;
#[cfg(test)]
mod tests;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;
use crate::voice::Survey;

use super::{Analysis, Fitted, Requirements};

use columns::Columns;
pub(crate) use customer::{DAYS_BESIDE, ROUNDED};
use parameters::Parameters;

/// Id of the analysis.
const ID: &str = "voice";

/// A questionnaire as the portfolio keeps it; one that can no longer be read is left out before.
#[derive(Debug, Clone)]
pub(crate) struct KeptSurvey {
    pub(crate) version: u32,
    pub(crate) text: String,
    pub(crate) survey: Survey,
}

/// Recommendation, satisfaction, effort, service quality, perceived value and attitudes of loyalty of each customer.
///
/// By instrument: the questionnaire that the customer answered last; of every respondent of the customer the latest
/// answer, where it is at most 90 days older than the customer's latest; the mean over these respondents.
#[derive(Debug, Default)]
pub(crate) struct Voice {
    kept: Vec<KeptSurvey>,
}

impl Voice {
    /// The questionnaires of a portfolio.
    pub(crate) fn new(kept: Vec<KeptSurvey>) -> Self {
        Self { kept }
    }

    fn columns(&self) -> Columns {
        Columns::of(self.kept.iter().map(|kept| &kept.survey))
    }
}

#[async_trait]
impl Analysis for Voice {
    fn id(&self) -> &str {
        ID
    }

    fn label(&self) -> Text {
        Text::new("Voice of the customer", "客户之声")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["surveys"], &["customer_equity"]).fitted_on(&["customer_id"])
    }

    fn lacks(&self) -> Option<String> {
        self.kept.is_empty().then(|| "no questionnaires are kept".to_owned())
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures(&self.columns())
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
