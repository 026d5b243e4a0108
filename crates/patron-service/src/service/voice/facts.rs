//! Columns of the run, of those who answered or complained.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::common::JoinType;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, ident, lit};

use crate::analyses::per_customer::number;
use crate::error::Result;
use crate::query::{Row, read};
use crate::service::label_column::LabelColumn;
use crate::service::runs::OpenRun;

pub(super) const REVENUE: &str = "revenue";
pub(super) const EQUITY: &str = "customer_equity";
pub(super) const NAME: &str = "name";
pub(super) const OWNER: &str = "account_manager";
const WANTED: &str = "wanted_customer";

/// What a run knows of some customers, by id.
pub(super) type Facts = HashMap<String, Row>;

/// Columns of a run, of the customers that are asked for and that it knows; columns it does not have are left out.
pub(super) async fn facts<'a>(
    run: &OpenRun,
    customers: impl Iterator<Item = &'a str>,
    columns: &[&str],
) -> Result<Facts> {
    let session = run.table.session();
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values(customers));
    let wanted = session.read_batch(RecordBatch::try_from_iter([(WANTED, ids)])?)?.distinct()?;
    let mut names = vec!["customer_id"];
    for column in columns {
        if has(run, column) && !names.contains(column) {
            names.push(*column);
        }
    }
    let chosen: Vec<Expr> = names.into_iter().map(ident).collect();
    let all = run.table.frame_in(&session)?.select(chosen)?;
    let found = all.join(wanted, JoinType::LeftSemi, &["customer_id"], &[WANTED], None)?;
    Ok(read(found).await?.into_iter().filter_map(|row| Some((row.text("customer_id")?, row))).collect())
}

/// Whether a run has a column.
pub(super) fn has(run: &OpenRun, column: &str) -> bool {
    run.table.measures().iter().any(|measure| measure.id == column)
        || run.table.attributes().iter().any(|attribute| attribute == column)
}

/// Customers, revenue and equity.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Worth {
    pub(super) customers: u64,
    pub(super) revenue: f64,
    pub(super) equity: f64,
}

/// What the customers of a run are worth, by a label where one is given; an empty one where it is not known.
pub(super) async fn worth(run: &OpenRun, by: Option<&LabelColumn>) -> Result<HashMap<String, Worth>> {
    let groups: Vec<Expr> = by.map(|label| ident(label.id.as_str()).alias("group_label")).into_iter().collect();
    let total = |name: &str| match has(run, name) {
        true => sum(number(ident(name))).alias(name),
        false => sum(lit(0.0)).alias(name),
    };
    let sums = vec![count(lit(1_i64)).alias("customers"), total(REVENUE), total(EQUITY)];
    let rows = read(run.table.frame()?.aggregate(groups, sums)?).await?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count that came from the engine")]
    let worth = |row: Row| {
        let of = |name: &str| row.number(name).unwrap_or_default();
        let worth = Worth { customers: of("customers") as u64, revenue: of(REVENUE), equity: of(EQUITY) };
        (row.text("group_label").unwrap_or_default(), worth)
    };
    Ok(rows.into_iter().map(worth).collect())
}
