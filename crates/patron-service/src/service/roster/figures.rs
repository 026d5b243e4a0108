use std::collections::BTreeMap;

use datafusion::logical_expr::{Expr, ident, lit};

use crate::error::Result;
use crate::query::read;
use crate::service::runs::OpenRun;

/// What stands beside an account of the roster.
#[derive(Debug, Clone, Default)]
pub(super) struct Figures {
    pub(super) name: Option<String>,
    /// in the rule's window; in the past year where the run knew no rule
    pub(super) revenue: Option<f64>,
    pub(super) customer_value: Option<f64>,
    pub(super) rank: Option<f64>,
}

/// Columns of a run for these figures, under names of their own.
pub(super) fn columns(run: &OpenRun, card: Option<&str>) -> Vec<Expr> {
    let has = |id: &str| run.table.measures().iter().any(|measure| measure.id == id);
    let rank = card.map(|card| format!("card.{card}.rank"));
    let revenue = ["roster.revenue", "billing_year"].into_iter().find(|id| has(id));
    let mut columns = vec![ident("customer_id")];
    columns.extend(run.table.attributes().iter().any(|id| id == "name").then(|| ident("name")));
    columns.extend(revenue.map(|id| ident(id).alias("revenue")));
    columns.extend(has("customer_value").then(|| ident("customer_value")));
    columns.extend(rank.filter(|id| has(id)).map(|id| ident(id).alias("rank")));
    columns
}

/// Figures of these customers in a run; those that are not in it are left out.
pub(super) async fn figures(run: &OpenRun, ids: &[&str], card: Option<&str>) -> Result<BTreeMap<String, Figures>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let wanted = ident("customer_id").in_list(ids.iter().map(|id| lit(*id)).collect(), false);
    let rows = read(run.table.frame()?.filter(wanted)?.select(columns(run, card))?).await?;
    let figures = rows.into_iter().filter_map(|row| {
        let figures = Figures {
            name: row.text("name"),
            revenue: row.number("revenue"),
            customer_value: row.number("customer_value"),
            rank: row.number("rank"),
        };
        Some((row.text("customer_id")?, figures))
    });
    Ok(figures.collect())
}
