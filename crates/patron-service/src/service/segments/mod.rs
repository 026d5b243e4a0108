//! One scheme of labels over the customers: sizes, money, what was computed, what to do.

mod detail;
mod grid;

use std::collections::BTreeMap;

use arrow::array::RecordBatch;
use arrow::datatypes::DataType;
use datafusion::functions_aggregate::expr_fn::{avg, count, sum};
use datafusion::logical_expr::{Expr, cast, ident, lit};
use datafusion::scalar::ScalarValue;
use serde_json::Value;

use crate::analyses::measure_id;
use crate::catalogue::{Label, Measure, Text};
use crate::error::{Result, ServiceError};
use crate::query::{CustomerFilter, cell, number};
use crate::views::{LabelView, SchemeView, SegmentsView};

use super::Service;
use super::runs::OpenRun;

/// Measure of how satisfied customers are.
const SATISFACTION: &str = "satisfaction";

fn total(name: &str) -> Expr {
    sum(cast(ident(name), DataType::Float64)).alias(name)
}

fn counted(value: Option<f64>) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count that came from the engine")]
    value.map_or(0, |number| number as u64)
}

impl Service {
    /// One scheme over the customers that pass the filter.
    ///
    /// # Errors
    /// `no-run`, `unknown-scheme` or `bad-filter`.
    pub async fn segments(&self, scheme: &str, filter: &CustomerFilter) -> Result<SegmentsView> {
        let run = self.needed_run().await?;
        let labelled = |measure: &&Measure| measure.is_scheme();
        let schemes: Vec<SchemeView> = run
            .table
            .measures()
            .iter()
            .filter(labelled)
            .map(|measure| SchemeView {
                id: measure.id.clone(),
                label: measure.label.clone(),
                own: measure.id.strip_prefix("scheme.").map(str::to_owned),
            })
            .collect();
        // a scheme of the portfolio also goes by its id, a built-in one also by its analysis
        let own = measure_id(scheme);
        let of = |id: &str| run.table.measures().iter().filter(labelled).find(|measure| measure.id == id);
        let made = || run.table.measures().iter().filter(labelled).find(|measure| measure.source == scheme);
        let measure = of(scheme).or_else(|| of(&own)).or_else(made);
        let measure = measure.ok_or_else(|| {
            let have: Vec<_> = schemes.iter().map(|scheme| format!("`{}`", scheme.id)).collect();
            ServiceError::new("unknown-scheme", format!("scheme `{scheme}`, expected one of {}", have.join(", ")))
                .value("scheme", scheme)
                .hint("a scheme of your own has labels from the next `patron run` on; list them: `patron scheme list`")
        })?;
        let today = self.with_playbooks(vec![measure.clone()]).await?;
        let labels = self.label_totals(&run, today.first().unwrap_or(measure), filter).await?;
        let grid = measure.id.starts_with("rfm");
        Ok(SegmentsView {
            schemes,
            scheme: measure.id.clone(),
            own: detail::detail(&run, measure)?,
            customers: labels.iter().map(|label| label.customers).sum(),
            cells: if grid { grid::cells(&run, filter).await? } else { Vec::new() },
            cuts: if grid { grid::cuts(&run)? } else { Vec::new() },
            labels,
        })
    }
}

/// Rows of the filtered base.
pub(super) fn filtered(run: &OpenRun, filter: &CustomerFilter) -> Result<datafusion::dataframe::DataFrame> {
    let frame = run.table.frame()?;
    Ok(match filter.predicate(&run.table)? {
        Some(predicate) => frame.filter(predicate)?,
        None => frame,
    })
}

impl Service {
    async fn label_totals(&self, run: &OpenRun, measure: &Measure, filter: &CustomerFilter) -> Result<Vec<LabelView>> {
        // runs of earlier versions do not know it
        let known = run.table.measures().iter().any(|known| known.id == SATISFACTION);
        let satisfaction = match known {
            true => avg(cast(ident(SATISFACTION), DataType::Float64)),
            false => avg(lit(ScalarValue::Float64(None))),
        };
        let sums = vec![
            count(lit(1_i64)).alias("customers"),
            total("revenue"),
            total("realised_value"),
            total("expected_value"),
            total("customer_value"),
            avg(cast(ident("probability_return"), DataType::Float64)).alias("probability_return"),
            avg(cast(ident("days_idle"), DataType::Float64)).alias("days_idle"),
            total("contribution"),
            total("customer_equity"),
            satisfaction.alias(SATISFACTION),
        ];
        let batches = filtered(run, filter)?.aggregate(vec![ident(measure.id.as_str())], sums)?.collect().await?;
        let mut found: BTreeMap<String, (RecordBatch, usize)> = BTreeMap::new();
        for batch in &batches {
            for row in 0..batch.num_rows() {
                let id = match cell(batch.column(0).as_ref(), row) {
                    Value::String(id) => id,
                    _ => String::new(),
                };
                found.insert(id, (batch.clone(), row));
            }
        }
        let view = |label: &Label, place: Option<&(RecordBatch, usize)>| {
            let at = |column: usize| place.and_then(|(batch, row)| number(batch.column(column).as_ref(), *row));
            LabelView {
                id: label.id.clone(),
                label: label.label.clone(),
                meaning: label.meaning.clone(),
                strategy: label.strategy.clone(),
                playbook: label.playbook.clone(),
                customers: counted(at(1)),
                revenue: at(2),
                realised_value: at(3),
                expected_value: at(4),
                customer_value: at(5),
                mean_probability_return: at(6),
                mean_days_idle: at(7),
                contribution: at(8),
                customer_equity: at(9),
                mean_satisfaction: at(10),
            }
        };
        let mut views: Vec<LabelView> = measure.labels.iter().map(|label| view(label, found.get(&label.id))).collect();
        if let Some(place) = found.get("") {
            let unknown = Label {
                id: String::new(),
                label: Text::new("Unknown", "未知"),
                meaning: Text::new("No label: what it is made from is not known.", "无标签：缺少所需数据。"),
                strategy: Text::new("", ""),
                playbook: None,
            };
            views.push(view(&unknown, Some(place)));
        }
        Ok(views)
    }
}
