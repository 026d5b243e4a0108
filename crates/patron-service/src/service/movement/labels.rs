use std::collections::BTreeMap;

use arrow::datatypes::DataType;
use datafusion::functions_aggregate::expr_fn::{avg, count, sum};
use datafusion::logical_expr::{cast, ident, lit};
use datafusion::scalar::ScalarValue;
use serde_json::Value;

use crate::catalogue::{Label, Text};
use crate::error::Result;
use crate::query::{cell, number};
use crate::service::runs::OpenRun;
use crate::views::{LabelState, MovementLabel};

use super::has;
use super::pair::Pair;

/// A label that no catalogue names: what is not known.
pub(super) fn unnamed(id: &str) -> Label {
    let label = if id.is_empty() { Text::new("Unknown", "未知") } else { Text::new(id, id) };
    Label { id: id.to_owned(), label, meaning: Text::new("", ""), strategy: Text::new("", ""), playbook: None }
}

/// Labels with what their customers came to in both runs.
pub(super) async fn labels(pair: &Pair, scheme: &str, known: &[Label]) -> Result<Vec<MovementLabel>> {
    let (before, after) = (states(&pair.before, scheme).await?, states(&pair.after, scheme).await?);
    let of = |states: &BTreeMap<String, LabelState>, id: &str| states.get(id).cloned().unwrap_or_default();
    let view = |label: &Label| MovementLabel {
        id: label.id.clone(),
        label: label.label.clone(),
        before: of(&before, &label.id),
        after: of(&after, &label.id),
    };
    Ok(known.iter().map(view).collect())
}

async fn states(run: &OpenRun, scheme: &str) -> Result<BTreeMap<String, LabelState>> {
    let column = |measure: &str| {
        if has(run, measure) { cast(ident(measure), DataType::Float64) } else { lit(ScalarValue::Float64(None)) }
    };
    let mut figures = vec![count(lit(1_i64)).alias("customers")];
    let sums = ["revenue", "returns", "billing_year", "contribution", "expected_value"];
    figures.extend(sums.map(|measure| sum(column(measure)).alias(measure)));
    figures.extend(["probability_return", "satisfaction"].map(|measure| avg(column(measure)).alias(measure)));
    let batches = run.table.frame()?.aggregate(vec![ident(scheme)], figures)?.collect().await?;
    let mut found = BTreeMap::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            let id = match cell(batch.column(0).as_ref(), row) {
                Value::String(id) => id,
                _ => String::new(),
            };
            let at = |place: usize| number(batch.column(place).as_ref(), row);
            let (revenue, returns, contribution) = (at(2), at(3), at(5));
            let net = revenue.map(|revenue| revenue - returns.unwrap_or(0.0));
            let over = |part: Option<f64>, whole: Option<f64>| {
                part.zip(whole).filter(|(_, whole)| *whole > 0.0).map(|(part, whole)| part / whole)
            };
            let state = LabelState {
                customers: cell(batch.column(1).as_ref(), row).as_u64().unwrap_or_default(),
                revenue,
                billing_year: at(4),
                contribution,
                margin: over(contribution, net),
                return_share: over(returns, revenue),
                expected_value: at(6),
                mean_probability_return: at(7),
                satisfaction: at(8),
            };
            found.insert(id, state);
        }
    }
    Ok(found)
}
