use arrow::datatypes::DataType;
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, cast, col, ident, lit};
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;
use serde_json::Value;

use crate::error::Result;
use crate::query::{cell, number};
use crate::service::runs::OpenRun;
use crate::views::{MovedTotals, MovementCell};

use super::has;
use super::pair::Pair;

/// Money that is followed, and its column.
const MONEY: [(&str, &str); 2] = [("revenue", "revenue"), ("equity", "customer_equity")];

/// What is joined of one run: id, label and money, and the name where it has one.
fn side(run: &OpenRun, scheme: &str, session: &SessionContext, word: &str) -> Result<DataFrame> {
    let named = run.table.attributes().iter().any(|column| column == "name");
    let name = if named { cast(ident("name"), DataType::Utf8) } else { lit(ScalarValue::Utf8(None)) };
    let mut columns: Vec<Expr> = vec![
        cast(ident("customer_id"), DataType::Utf8).alias(format!("{word}_id")),
        name.alias(format!("{word}_name")),
        // A label that is not known is an empty one, so that it is told from a customer who is not there.
        coalesce(vec![cast(ident(scheme), DataType::Utf8), lit("")]).alias(format!("{word}_label")),
    ];
    for (name, measure) in MONEY {
        let value =
            if has(run, measure) { cast(ident(measure), DataType::Float64) } else { lit(ScalarValue::Float64(None)) };
        columns.push(value.alias(format!("{word}_{name}")));
    }
    Ok(run.table.frame_in(session)?.select(columns)?)
}

/// A row per customer of either run: `before_…` and `after_…` id, name, label, revenue and equity.
pub(super) fn joined(pair: &Pair, scheme: &str) -> Result<DataFrame> {
    let session = pair.after.table.session();
    let before = side(&pair.before, scheme, &session, "before")?;
    let after = side(&pair.after, scheme, &session, "after")?;
    Ok(before.join(after, JoinType::Full, &["before_id"], &["after_id"], None)?)
}

/// Customers, revenue and equity of each pair of labels that has any.
pub(super) async fn cells(pair: &Pair, scheme: &str) -> Result<Vec<MovementCell>> {
    let money = ["before_revenue", "after_revenue", "before_equity", "after_equity"];
    let mut sums = vec![count(lit(1_i64)).alias("customers")];
    sums.extend(money.map(|name| sum(col(name)).alias(name)));
    let labels = ["before_label", "after_label"];
    let grouped = joined(pair, scheme)?
        .aggregate(labels.map(col).to_vec(), sums)?
        .sort(labels.map(|name| col(name).sort(true, false)).to_vec())?;
    let mut cells = Vec::new();
    for batch in grouped.collect().await? {
        for row in 0..batch.num_rows() {
            let label = |column: usize| match cell(batch.column(column).as_ref(), row) {
                Value::String(label) => Some(label),
                _ => None,
            };
            let figure = |column: usize| number(batch.column(column).as_ref(), row);
            let customers = cell(batch.column(2).as_ref(), row).as_u64().unwrap_or_default();
            let totals = MovedTotals {
                customers,
                revenue_before: figure(3),
                revenue_after: figure(4),
                equity_before: figure(5),
                equity_after: figure(6),
            };
            cells.push(MovementCell { from: label(0), to: label(1), totals });
        }
    }
    Ok(cells)
}
