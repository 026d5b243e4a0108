use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions::math::expr_fn::abs;
use datafusion::logical_expr::{Expr, col, lit};
use serde_json::Value;

use crate::error::Result;
use crate::query::{cell, number};
use crate::service::{Service, SqlAnswer};
use crate::views::{Mover, MoversView};

use super::cells::joined;

/// Which customers of a movement are meant; several marks narrow each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// label in the earlier run: empty: not known
    pub from: Option<String>,
    /// label in the later run: empty: not known
    pub to: Option<String>,
    /// only in the later run
    pub entered: bool,
    /// only in the earlier run
    pub left: bool,
}

impl Cell {
    fn condition(&self) -> Expr {
        let mut all = lit(true);
        if let Some(from) = &self.from {
            all = all.and(col("before_label").eq(lit(from.as_str())));
        }
        if let Some(to) = &self.to {
            all = all.and(col("after_label").eq(lit(to.as_str())));
        }
        if self.entered {
            all = all.and(col("before_id").is_null());
        }
        if self.left {
            all = all.and(col("after_id").is_null());
        }
        all
    }
}

const COLUMNS: [&str; 8] = [
    "customer_id",
    "name",
    "before_label",
    "after_label",
    "before_revenue",
    "after_revenue",
    "before_equity",
    "after_equity",
];

impl Service {
    /// Customers of one cell, the largest change of equity first, at most `limit`.
    ///
    /// # Errors
    /// As [`Service::movement`].
    pub async fn movers(
        &self,
        scheme: &str,
        before: Option<&str>,
        after: Option<&str>,
        wanted: &Cell,
        limit: usize,
    ) -> Result<MoversView> {
        let frame = self.movers_frame(scheme, before, after, wanted).await?;
        let customers = frame.clone().count().await? as u64;
        let mut rows = Vec::new();
        for batch in frame.limit(0, Some(limit))?.collect().await? {
            for row in 0..batch.num_rows() {
                let text = |column: usize| match cell(batch.column(column).as_ref(), row) {
                    Value::String(text) => Some(text),
                    _ => None,
                };
                let figure = |column: usize| number(batch.column(column).as_ref(), row);
                rows.push(Mover {
                    customer_id: text(0).unwrap_or_default(),
                    name: text(1),
                    from: text(2),
                    to: text(3),
                    revenue_before: figure(4),
                    revenue_after: figure(5),
                    equity_before: figure(6),
                    equity_after: figure(7),
                });
            }
        }
        Ok(MoversView { customers, rows })
    }

    /// The same customers, all of them, as a table to be written.
    ///
    /// # Errors
    /// As [`Service::movement`].
    pub async fn export_movers(
        &self,
        scheme: &str,
        before: Option<&str>,
        after: Option<&str>,
        wanted: &Cell,
    ) -> Result<SqlAnswer> {
        Ok(SqlAnswer { frame: self.movers_frame(scheme, before, after, wanted).await? })
    }

    async fn movers_frame(
        &self,
        scheme: &str,
        before: Option<&str>,
        after: Option<&str>,
        wanted: &Cell,
    ) -> Result<DataFrame> {
        let pair = self.pair(before, after).await?;
        pair.scheme(scheme)?;
        let id = coalesce(vec![col("after_id"), col("before_id")]).alias("customer_id");
        let name = coalesce(vec![col("after_name"), col("before_name")]).alias("name");
        let known = |side: &str| coalesce(vec![col(format!("{side}_equity")), lit(0.0)]);
        let change = abs(known("after") - known("before")).alias("moved");
        let kept = COLUMNS[2..].iter().map(|name| col(*name));
        let columns: Vec<Expr> = [id, name].into_iter().chain(kept).chain([change]).collect();
        let order = vec![col("moved").sort(false, false), col("customer_id").sort(true, false)];
        let rows = joined(&pair, scheme)?.filter(wanted.condition())?.select(columns)?.sort(order)?;
        Ok(rows.select_columns(&COLUMNS)?)
    }
}
