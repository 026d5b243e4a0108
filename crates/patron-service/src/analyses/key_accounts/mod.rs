//! The key-account roster in a run: who is on it, and whom its rule proposes.

mod labels;
mod propose;
mod unfit;

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::logical_expr::{col, ident, lit};
use datafusion::scalar::ScalarValue;
use serde_json::json;

use crate::accounts::roster::{OFF, RosterMove, only_tier, standing_at};
use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;
use crate::views::TierName;

use super::per_customer::join_sums;
use super::{Analysis, Fitted, Requirements};

pub(crate) use propose::Proposals;
pub(crate) use unfit::UnfitRule;

/// The measure that says in which tier of the roster a customer is.
pub(crate) const MEASURE: &str = "key_account";

/// Each customer's tier on the roster at the end of the valuation date, or `off`; null while there is no roster.
#[derive(Debug)]
pub(crate) struct KeyAccounts {
    tiers: Vec<TierName>,
    /// none: there is neither a rule nor a decision
    moves: Option<Vec<RosterMove>>,
}

impl Default for KeyAccounts {
    fn default() -> Self {
        Self { tiers: vec![only_tier()], moves: None }
    }
}

impl KeyAccounts {
    /// The roster as these decisions leave it; tiers best first.
    pub(crate) fn new(tiers: Vec<TierName>, moves: Vec<RosterMove>) -> Self {
        Self { tiers, moves: Some(moves) }
    }

    /// Customers on the roster at a day with their tiers.
    fn members(&self, day: i32) -> Result<Option<RecordBatch>> {
        let Some(moves) = &self.moves else { return Ok(None) };
        let standing = standing_at(moves, day);
        let on =
            standing.iter().filter_map(|(customer, standing)| Some((*customer, standing.tier.as_ref()?.id.as_str())));
        let (ids, tiers): (Vec<&str>, Vec<&str>) = on.unzip();
        let columns: [(&str, ArrayRef); 2] =
            [("customer_id", Arc::new(StringArray::from(ids))), ("tier", Arc::new(StringArray::from(tiers)))];
        Ok(Some(RecordBatch::try_from_iter(columns)?))
    }
}

#[async_trait]
impl Analysis for KeyAccounts {
    fn id(&self) -> &str {
        "key-accounts"
    }

    fn label(&self) -> Text {
        Text::new("Key-account roster", "大客户名单")
    }

    fn requires(&self) -> Requirements {
        Requirements::default()
    }

    fn measures(&self) -> Vec<Measure> {
        vec![Measure::labelled(
            MEASURE,
            Text::new("Key account", "大客户名单"),
            Text::new(
                "Tier on the key-account roster at the valuation date, as people decided; unknown while there is no roster.",
                "估值基准日在大客户名单中的等级，以人工确认为准；尚无名单时为未知。",
            ),
            labels::labels(&self.tiers),
        )]
    }

    async fn fit(&self, _: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let members = self.members(context.as_of_day)?.map(|members| members.num_rows());
        Ok(Fitted { parameters: json!({ "members": members }), notices: Vec::new() })
    }

    async fn score(&self, customers: DataFrame, _: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let Some(members) = self.members(context.as_of_day)? else {
            return Ok(customers.with_column(MEASURE, lit(ScalarValue::Utf8(None)))?);
        };
        if members.num_rows() == 0 {
            return Ok(customers.with_column(MEASURE, lit(OFF))?);
        }
        let members = context.records.engine().session().read_batch(members)?;
        let tiers = members.select(vec![col("customer_id"), col("tier").alias("roster_tier")])?;
        let joined = join_sums(customers, tiers, &[])?;
        let tier = coalesce(vec![ident("roster_tier"), lit(OFF)]);
        Ok(joined.with_column(MEASURE, tier)?.drop_columns(&["roster_tier"])?)
    }
}
