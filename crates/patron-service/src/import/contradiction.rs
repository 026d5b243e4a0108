//! Typed scores that contradict each other: one assessor, one account and line, one day and round, two scores.

use std::path::Path;

use datafusion::functions_aggregate::expr_fn::{max, min};
use datafusion::logical_expr::{col, ident};
use patron_ledger::session::{Engine, ParquetFiles, SessionLimits, read_parquet};
use patron_ledger::table::table;

use crate::error::{Result, ServiceError};
use crate::folder::{UPLOADS, Writer};
use crate::query::{cell, number};
use crate::records::Records;

/// The table it is about.
pub(super) const TABLE: &str = "assessments";

const SAME: [&str; 6] = ["customer_id", "scorecard", "indicator", "assessor", "assessed_on", "round"];

/// Refuses a new file that has two scores for the same, or another one than the ledger has.
pub(super) async fn check(writer: &Writer, file: &Path) -> Result<()> {
    let engine = Engine::new(&writer.path(UPLOADS), SessionLimits::default())?;
    let session = engine.session();
    let schema = table(TABLE)?.schema();
    let new = read_parquet(&session, &ParquetFiles { paths: vec![file.to_owned()], schema, sorted_by: Vec::new() })?;
    let columns: Vec<&str> = SAME.into_iter().chain(["score"]).collect();
    let mut all = new.select_columns(&columns)?;
    let snapshot = writer.store().ledger_snapshot().await?;
    let records = Records::open(engine, writer.root(), &snapshot)?;
    if records.rows(TABLE) > 0 {
        all = all.union(records.table(&session, TABLE)?.select_columns(&columns)?)?;
    }
    let both = vec![min(col("score")).alias("lowest"), max(col("score")).alias("highest")];
    let twice = all.aggregate(SAME.map(ident).to_vec(), both)?.filter(col("lowest").lt(col("highest")))?;
    let first = SAME.map(|name| col(name).sort(true, false)).to_vec();
    let found = twice.sort(first)?.limit(0, Some(1))?.collect().await?;
    let Some(batch) = found.iter().find(|batch| batch.num_rows() > 0) else { return Ok(()) };
    let text = |column: usize| cell(batch.column(column).as_ref(), 0).as_str().unwrap_or_default().to_owned();
    let score = |column: usize| number(batch.column(column).as_ref(), 0).unwrap_or_default();
    let (customer, card, line, assessor, day) = (text(0), text(1), text(2), text(3), text(4));
    let round = number(batch.column(5).as_ref(), 0).map_or_else(String::new, |round| format!(", round `{round}`"));
    let message = format!(
        "card `{card}`, indicator `{line}`: assessor `{assessor}` scores account `{customer}` with `{}` and with `{}` on \
         `{day}`{round}; expected one score",
        score(6),
        score(7),
    );
    Err(ServiceError::new("assessment-contradiction", message)
        .value("card", card)
        .value("indicator", line)
        .value("assessor", assessor)
        .value("customer", customer)
        .value("day", day)
        .value("first", score(6))
        .value("second", score(7))
        .hint(
            "keep one of them; a changed opinion gets a later date or a further round, or take the earlier batch back",
        ))
}
