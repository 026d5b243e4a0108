//! A stored card that no longer fits the catalogue: a notice instead of figures.

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use serde_json::json;

use crate::analyses::{Analysis, Fitted, Requirements};
use crate::catalogue::{Measure, Text};
use crate::error::{Result, ServiceError};
use crate::run::RunContext;
use crate::views::{Notice, Severity};

/// Takes the place of a card in a run.
#[derive(Debug)]
pub(crate) struct UnfitCard {
    id: String,
    card: String,
    problem: ServiceError,
}

impl UnfitCard {
    pub(crate) fn new(card: &str, problem: ServiceError) -> Self {
        Self { id: format!("card.{card}"), card: card.to_owned(), problem }
    }
}

#[async_trait]
impl Analysis for UnfitCard {
    fn id(&self) -> &str {
        &self.id
    }

    fn label(&self) -> Text {
        Text::new(&self.card, &self.card)
    }

    fn requires(&self) -> Requirements {
        Requirements::default()
    }

    fn measures(&self) -> Vec<Measure> {
        Vec::new()
    }

    async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
        let notice = Notice {
            code: "card-unfit".to_owned(),
            severity: Severity::Warning,
            message: format!("card `{}` is not scored: {}", self.card, self.problem),
            values: [
                ("card".to_owned(), self.card.clone().into()),
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
