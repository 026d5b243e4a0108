//! How the value of each customer moved: the same model at past days, what changed since, and whether that is an alert.

mod beside;
mod billing;
mod curve_file;
mod customers;
mod days;
mod fit;
mod labels;
mod measures;
mod signs;
mod valuer;

use std::path::PathBuf;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use datafusion::functions::core::expr_fn::{greatest, nullif};
use datafusion::functions::math::expr_fn::abs;
use datafusion::logical_expr::{Expr, col, lit, when};
use datafusion::scalar::ScalarValue;
use patron_ledger::session::{ParquetFiles, read_parquet};
use serde::{Deserialize, Serialize};

use crate::analyses::lifetime_value::{self, Parameters as LifetimeValue};
use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::{RunContext, null_of};

use super::per_customer::join_sums;
use super::{Analysis, Fitted, Requirements};

pub(crate) use billing::BILLING_FACTORS;
pub(crate) use customers::{billing_part, change, part as change_part};
pub(crate) use valuer::Expected;

/// The value at past days with the parameters of this run, and the parts of the change since one of them.
///
/// Before = residual value as the customer stood `alert_months` ago, by today's parameters, margin and horizon; change =
/// residual value - before. One model at both ends: what moves is the customer, not the fit. The parts are those of
/// [`patron_models::decomposition::product_parts`] over share of wallet x (rate / share) x active time x spend x margin x
/// discount; share is 1 where it is not known at both ends.
///
/// Alert: a fall of `alert_drop` of the value before and of `alert_amount` at least; where no amount is set, of the mean of
/// the values before. Clear where the value before lies above the interval of today's, else within its range. Where no
/// model was fitted, or one by which nobody stops, the contribution of the last `alert_months` is compared with the mean
/// of such windows in the year before; clear where each of at least four past windows brought more. Early: neither fell,
/// but satisfaction, share of wallet or the customer's own margin did by `alert_drop`.
#[derive(Debug)]
pub(super) struct ValueChange;

/// Id of the analysis, under which a run stores its parameters.
pub(crate) const ID: &str = "value-change";

/// Factors of the value in the order of their parts.
pub(crate) const FACTORS: [&str; 6] = ["wallet", "rate", "activity", "spend", "margin", "discount"];

/// What alerts compare.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Basis {
    /// residual value by the model
    #[default]
    Value,
    /// contribution of equal windows of time
    Billing,
}

impl Basis {
    /// The word in answers.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Billing => "billing",
        }
    }
}

/// What a run keeps of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Parameters {
    /// days valued, ascending, the valuation date the last; empty where no model was fitted
    pub(crate) days: Vec<i32>,
    /// the day that alerts compare with; none where there was no purchase by then
    pub(crate) alert_day: Option<i32>,
    /// what they compare; the value in runs of earlier versions
    #[serde(default)]
    pub(crate) basis: Basis,
    /// least fall as a share, and in money
    pub(crate) alert_drop: f64,
    pub(crate) alert_amount: f64,
    /// the card whose line `satisfaction` is followed
    pub(crate) satisfaction_card: Option<String>,
}

/// Columns that the score joins.
const CHANGES: &str = "value_changes.parquet";

fn path(context: &RunContext) -> PathBuf {
    context.scratch.join(CHANGES)
}

#[async_trait]
impl Analysis for ValueChange {
    fn id(&self) -> &str {
        ID
    }

    fn label(&self) -> Text {
        Text::new("Change of value", "价值变化")
    }

    fn requires(&self) -> Requirements {
        Requirements::new(&["orders"], &["residual_value", "residual_value_high"])
    }

    fn measures(&self) -> Vec<Measure> {
        measures::measures()
    }

    async fn fit(&self, customers: &DataFrame, context: &RunContext) -> Result<Fitted> {
        let lifetime = context.found::<LifetimeValue>(lifetime_value::ID)?;
        let (parameters, notices) = fit::fit(customers, lifetime.as_ref(), context).await?;
        Ok(Fitted { parameters: serde_json::to_value(parameters)?, notices })
    }

    async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame> {
        let parameters: Parameters = serde_json::from_value(fitted.parameters.clone())?;
        if parameters.alert_day.is_none() {
            let known = customers.schema().fields().iter().map(|field| datafusion::logical_expr::ident(field.name()));
            let columns: Vec<Expr> = known.chain(self.measures().iter().map(null_of)).collect();
            return Ok(customers.select(columns)?);
        }
        let session = context.records.engine().session();
        let files = ParquetFiles { paths: vec![path(context)], schema: customers::schema(), sorted_by: Vec::new() };
        let joined = join_sums(customers, read_parquet(&session, &files)?, &[])?;
        let share = col("value_change") / nullif(abs(col("value_before")), lit(0.0));
        let (before, change, sure) = match parameters.basis {
            Basis::Value => ("value_before", "value_change", col("value_before").gt(col("residual_value_high"))),
            Basis::Billing => ("contribution_before", "contribution_change", col("below_all")),
        };
        let amount = || lit(parameters.alert_amount);
        let least = greatest(vec![amount(), lit(parameters.alert_drop) * abs(col(before))]);
        let fell = || col(change).lt(lit(0.0)).and((-col(change)).gt_eq(least.clone()));
        // A margin lost says nothing where little is sold.
        let counts = col("sign_loss").is_null().or(col("sign_loss").gt_eq(amount()));
        let early = || col("value_change_sign").is_not_null().and(counts.clone());
        let alert = when(fell().and(sure), lit("clear"))
            .when(fell(), lit("within-range"))
            .when(early(), lit("early"))
            .when(col(change).is_null(), lit(ScalarValue::Utf8(None)))
            .otherwise(lit("none"))?;
        let only_early = col("value_alert").eq(lit("early"));
        let reason = when(only_early, col("value_change_sign")).otherwise(col("value_change_reason"))?;
        Ok(joined
            .with_column("value_change_share", share)?
            .with_column("value_alert", alert)?
            .with_column("value_change_reason", reason)?
            .drop_columns(&["below_all", "sign_loss"])?)
    }
}
