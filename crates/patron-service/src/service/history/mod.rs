//! The value of one customer over time, and why it moved.

mod points;
mod runs;

use arrow::array::RecordBatch;
use datafusion::logical_expr::{ident, lit};
use serde_json::Value;

use crate::analyses::{BILLING_FACTORS, VALUE_CHANGE, ValueChangeParameters, billing_part};
use crate::error::{Result, ServiceError};
use crate::query::{cell, number};
use crate::run::format_day;
use crate::views::{CustomerHistoryView, FactorPart};

use super::Service;
use super::runs::OpenRun;

pub(super) use points::value_curves;

impl Service {
    /// A customer at past days by the model of the current run, and as earlier runs had it.
    ///
    /// # Errors
    /// `no-run`, `unknown-customer`, or when a file of the run cannot be read.
    pub async fn customer_history(&self, id: &str) -> Result<CustomerHistoryView> {
        let run = self.needed_run().await?;
        let runs = self.past_values(&run, id).await?;
        Ok(CustomerHistoryView { runs, ..self.history_in(&run, id).await? })
    }

    /// The same without earlier runs.
    pub(super) async fn history_in(&self, run: &OpenRun, id: &str) -> Result<CustomerHistoryView> {
        let found = run.table.frame()?.filter(ident("customer_id").eq(lit(id)))?.collect().await?;
        let row: Option<RecordBatch> = found.into_iter().find(|batch| batch.num_rows() > 0);
        let row = row.ok_or_else(|| {
            ServiceError::new("unknown-customer", format!("customer `{id}` is not in the current run"))
                .value("customer", id)
                .hint("search for it: `patron customers --search TEXT`")
        })?;
        let text = |name: &str| match row.column_by_name(name).map(|column| cell(column.as_ref(), 0)) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let figure = |name: &str| row.column_by_name(name).and_then(|column| number(column.as_ref(), 0));
        let parameters = run.record.parameters::<ValueChangeParameters>(VALUE_CHANGE)?.unwrap_or_default();
        let points = if parameters.days.is_empty() { Vec::new() } else { self.points(run, id).await? };
        let before = figure("contribution_before");
        let part =
            |factor: &str| Some(FactorPart { factor: factor.to_owned(), change: figure(&billing_part(factor))? });
        Ok(CustomerHistoryView {
            alert_basis: parameters.basis.as_str().to_owned(),
            contribution_before: before,
            contribution_now: before.zip(figure("contribution_change")).map(|(before, change)| before + change),
            contribution_parts: BILLING_FACTORS.iter().filter_map(|factor| part(factor)).collect(),
            sign: text("value_change_sign"),
            sign_before: figure("sign_before"),
            sign_now: figure("sign_now"),
            points,
            runs: Vec::new(),
            alert_day: parameters.alert_day.map(format_day),
            alert: text("value_alert"),
            reason: text("value_change_reason"),
            value_low: figure("residual_value_low"),
            value_high: figure("residual_value_high"),
        })
    }
}
