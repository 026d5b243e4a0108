//! All customers together, and those who stand first, last and apart.

use arrow::array::RecordBatch;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::abs;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::functions_window::expr_fn::row_number;
use datafusion::logical_expr::{Expr, ExprFunctionExt, SortExpr, cast, col, ident, lit, when};

use crate::error::Result;
use crate::query::{cell, number};
use crate::views::{CostedCustomer, CostedTotals};

/// The sums over the plan of [`super::profits`].
///
/// # Errors
/// When the engine fails.
pub(crate) async fn totals(profits: &DataFrame, margin: Option<f64>) -> Result<CostedTotals> {
    let below = |name: &str| col(name).lt(lit(0.0));
    let counted = |name: &str| -> Result<Expr> { Ok(count(when(below(name), lit(1)).end()?)) };
    let lost = |name: &str| -> Result<Expr> { Ok(sum(when(below(name), col(name)).end()?)) };
    let sums = vec![
        count(lit(1)).alias("customers"),
        sum(col("revenue")).alias("revenue"),
        sum(col("product_cost")).alias("product_cost"),
        sum(col("cost_to_serve")).alias("cost_to_serve"),
        sum(col("cost_incremental")).alias("cost_incremental"),
        counted("profit_full")?.alias("below_full"),
        lost("profit_full")?.alias("loss_full"),
        counted("profit_incremental")?.alias("below_incremental"),
        lost("profit_incremental")?.alias("loss_incremental"),
        sum(col("costed_net")).alias("costed_net"),
    ];
    let batches = profits.clone().aggregate(Vec::new(), sums)?.collect().await?;
    let row = batches.iter().find(|batch| batch.num_rows() > 0);
    let at = |place: usize| row.and_then(|row| number(row.column(place), 0)).unwrap_or(0.0);
    let (revenue, product_cost, cost_to_serve, cost_incremental) = (at(1), at(2), at(3), at(4));
    let gross_profit = revenue - product_cost;
    Ok(CostedTotals {
        customers: at(0) as u64,
        revenue,
        product_cost,
        gross_profit,
        cost_to_serve,
        cost_incremental,
        profit_full: gross_profit - cost_to_serve,
        profit_incremental: gross_profit - cost_incremental,
        below_full: at(5) as u64,
        loss_full: at(6),
        below_incremental: at(7) as u64,
        loss_incremental: at(8),
        share_costed: (revenue > 0.0).then(|| at(9) / revenue),
        margin,
    })
}

/// Customers of [`super::profits`] with their places in both views and their names.
#[derive(Debug, Clone)]
pub(crate) struct Ranked(DataFrame);

/// Gives every customer its place; customers who earn the same are placed by id.
///
/// # Errors
/// When the engine cannot plan it.
pub(crate) fn ranked(profits: DataFrame) -> Result<Ranked> {
    let place = |by: &str, name: &str| -> Result<Expr> {
        let order = vec![col(by).sort(false, false), col("customer_id").sort(true, false)];
        Ok(row_number().order_by(order).build()?.alias(name))
    };
    let places = [place("profit_full", "rank_full")?, place("profit_incremental", "rank_incremental")?];
    // one after another: an order of its own is a window of its own
    let [full, incremental] = places;
    Ok(Ranked(profits.window(vec![full])?.window(vec![incremental])?))
}

impl Ranked {
    /// The same, worked out once.
    pub(crate) async fn kept(self) -> Result<Self> {
        Ok(Self(self.0.cache().await?))
    }

    /// The first `limit` customers by place in the full view, or in the incremental one.
    pub(crate) async fn first(
        &self,
        view: &str,
        limit: usize,
        names: &Option<DataFrame>,
    ) -> Result<Vec<CostedCustomer>> {
        self.take(vec![ident(format!("rank_{view}")).sort(true, false)], None, limit, names).await
    }

    /// The last ones in the full view, worst first.
    pub(crate) async fn last(&self, limit: usize, names: &Option<DataFrame>) -> Result<Vec<CostedCustomer>> {
        self.take(vec![col("rank_full").sort(false, false)], None, limit, names).await
    }

    /// Those whose places differ most.
    pub(crate) async fn moved(&self, limit: usize, names: &Option<DataFrame>) -> Result<Vec<CostedCustomer>> {
        let whole = |name: &str| cast(col(name), arrow::datatypes::DataType::Int64);
        let by = abs(whole("rank_full") - whole("rank_incremental"));
        let order = vec![by.sort(false, false), col("rank_full").sort(true, false)];
        self.take(order, Some(col("rank_full").not_eq(col("rank_incremental"))), limit, names).await
    }

    async fn take(
        &self,
        order: Vec<SortExpr>,
        keep: Option<Expr>,
        limit: usize,
        names: &Option<DataFrame>,
    ) -> Result<Vec<CostedCustomer>> {
        let kept = match keep {
            Some(keep) => self.0.clone().filter(keep)?,
            None => self.0.clone(),
        };
        let columns = [
            "customer_id",
            "revenue",
            "product_cost",
            "cost_to_serve",
            "cost_incremental",
            "profit_full",
            "profit_incremental",
            "rank_full",
            "rank_incremental",
        ];
        let batches = kept.sort(order)?.limit(0, Some(limit))?.select_columns(&columns)?.collect().await?;
        let mut rows: Vec<CostedCustomer> =
            batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| customer(batch, row))).collect();
        if let Some(names) = names {
            name(&mut rows, names).await?;
        }
        Ok(rows)
    }
}

fn customer(batch: &RecordBatch, row: usize) -> CostedCustomer {
    let at = |column: usize| number(batch.column(column), row).unwrap_or(0.0);
    CostedCustomer {
        customer_id: cell(batch.column(0).as_ref(), row).as_str().unwrap_or_default().to_owned(),
        name: None,
        revenue: at(1),
        product_cost: at(2),
        cost_to_serve: at(3),
        cost_incremental: at(4),
        profit_full: at(5),
        profit_incremental: at(6),
        rank_full: at(7) as u64,
        rank_incremental: at(8) as u64,
    }
}

/// Fills in what these customers are called; `names` has `customer_id` and `name`.
async fn name(rows: &mut [CostedCustomer], names: &DataFrame) -> Result<()> {
    let wanted = rows.iter().map(|row| lit(row.customer_id.clone())).collect();
    let found = names.clone().filter(col("customer_id").in_list(wanted, false))?.collect().await?;
    for batch in &found {
        for place in 0..batch.num_rows() {
            let text = |column: usize| cell(batch.column(column).as_ref(), place).as_str().map(str::to_owned);
            let (id, called) = (text(0), text(1));
            if let Some(row) = rows.iter_mut().find(|row| Some(&row.customer_id) == id.as_ref()) {
                row.name = called.filter(|called| !called.is_empty());
            }
        }
    }
    Ok(())
}
