//! Facts: what each customer has done up to a day. Every other analysis builds on them.

mod measures;
mod plan;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use serde_json::json;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;

use super::{Analysis, Fitted, Requirements};

pub use plan::facts;

/// First and last purchase, occasions, money to date.
#[derive(Debug)]
pub(super) struct Facts;

pub(super) const ID: &str = "facts";

#[async_trait]
impl Analysis for Facts {
    fn id(&self) -> &str {
        ID
    }

    fn label(&self) -> Text {
        Text::new("Purchase facts", "购买事实")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &[])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, _: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let money = &context.money;
        let parameters = json!({ "margin": money.margin, "share_costed": money.share_costed });
        Ok(Fitted { parameters, notices: money.notices() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        Ok(facts(customers, context.as_of_day, context.money.margin)?)
    }
}
