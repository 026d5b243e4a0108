//! A rule of the roster that no longer fits the portfolio: a notice instead of proposals.

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use serde_json::json;

use crate::analyses::{Analysis, Fitted, Requirements};
use crate::catalogue::{Measure, Text};
use crate::error::{Result, ServiceError};
use crate::run::RunContext;
use crate::views::{Notice, Severity};

/// Takes the place of the proposals in a run.
#[derive(Debug)]
pub(crate) struct UnfitRule(pub(crate) ServiceError);

#[async_trait]
impl Analysis for UnfitRule {
    fn id(&self) -> &str {
        super::propose::ID
    }

    fn label(&self) -> Text {
        super::propose::label()
    }

    fn requires(&self) -> Requirements {
        Requirements::default()
    }

    fn measures(&self) -> Vec<Measure> {
        Vec::new()
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let reason = self.0.to_string();
        let notice = Notice {
            code: "roster-rule-unfit".to_owned(),
            severity: Severity::Warning,
            message: format!("the roster proposes nothing: {reason}"),
            values: [("reason".to_owned(), reason.into())].into_iter().collect(),
        };
        Ok(Fitted { parameters: json!(null), notices: vec![notice] })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, _: &RunContext) -> Result<DataFrame> {
        Ok(customers)
    }
}
