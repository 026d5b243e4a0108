//! A stored scheme that no longer fits the columns: a notice instead of labels.

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use serde_json::json;

use crate::analyses::{Analysis, Fitted, Requirements};
use crate::catalogue::{Measure, Text};
use crate::error::{Result, ServiceError};
use crate::run::RunContext;
use crate::views::{Notice, Severity};

/// Takes the place of a scheme in a run.
#[derive(Debug)]
pub(crate) struct UnfitScheme {
    id: String,
    scheme: String,
    problem: ServiceError,
}

impl UnfitScheme {
    pub(crate) fn new(scheme: &str, problem: ServiceError) -> Self {
        Self { id: super::measure_id(scheme), scheme: scheme.to_owned(), problem }
    }
}

#[async_trait]
impl Analysis for UnfitScheme {
    fn id(&self) -> &str {
        &self.id
    }

    fn label(&self) -> Text {
        Text::new(&self.scheme, &self.scheme)
    }

    fn requires(&self) -> Requirements {
        Requirements::default()
    }

    fn measures(&self) -> Vec<Measure> {
        Vec::new()
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let notice = Notice {
            code: "scheme-unfit".to_owned(),
            severity: Severity::Warning,
            message: format!("scheme `{}` gives no labels: {}", self.scheme, self.problem),
            values: [
                ("scheme".to_owned(), self.scheme.clone().into()),
                ("reason".to_owned(), self.problem.to_string().into()),
            ]
            .into_iter()
            .collect(),
        };
        Ok(Fitted { parameters: json!(null), notices: vec![notice] })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, _: &RunContext) -> Result<DataFrame> {
        Ok(customers)
    }
}
