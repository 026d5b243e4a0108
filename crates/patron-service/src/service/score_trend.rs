//! How accounts moved on a card over the runs that scored it.

use std::collections::HashMap;

use datafusion::logical_expr::{Expr, ident, lit};
use datafusion::scalar::ScalarValue;
use futures::StreamExt;

use crate::error::Result;
use crate::query::{cell, number};
use crate::views::{ScoreBefore, ScoreRow, ScoreRun};

use super::Service;
use super::runs::{OpenRun, StoredRun};

/// Runs of a trend, the current one among them.
const RUNS: usize = 8;

impl Service {
    /// Adds to the rows where each account stood in the runs before; the runs, oldest first.
    pub(super) async fn with_trend(&self, run: &OpenRun, card: &str, rows: &mut [ScoreRow]) -> Result<Vec<ScoreRun>> {
        let mut earlier = self.scored_before(run, card).await?;
        earlier.reverse();
        let places: HashMap<String, usize> =
            rows.iter().enumerate().map(|(place, row)| (row.customer_id.clone(), place)).collect();
        let last = earlier.len().checked_sub(1);
        for (index, (before, _)) in earlier.iter().enumerate() {
            rows.iter_mut().for_each(|row| row.trend.push(None));
            add_scores(before, card, &places, rows, Some(index) == last).await?;
        }
        rows.iter_mut().for_each(|row| row.trend.push(Some(row.score)));
        let scored = |run: &StoredRun, version: u32| ScoreRun {
            run: run.view.id.clone(),
            as_of: run.view.as_of.clone(),
            version,
        };
        let mut runs: Vec<ScoreRun> = earlier.iter().map(|(run, version)| scored(&run.record, *version)).collect();
        runs.extend(version(&run.record, card).map(|version| scored(&run.record, version)));
        Ok(runs)
    }

    /// Runs before this one that scored the card, newest first, each with the card's version.
    async fn scored_before(&self, run: &OpenRun, card: &str) -> Result<Vec<(OpenRun, u32)>> {
        let mut found = Vec::new();
        let all = self.folder.store().run_ids().await?.into_iter();
        for id in all.skip_while(|id| *id != run.record.view.id).skip(1) {
            let open = async { Ok(self.open_run(&id).await.ok()) };
            let Some(earlier) = self.remembered.runs.get(id.clone(), open).await? else { continue };
            if let Some(version) = version(&earlier.record, card) {
                found.push((earlier, version));
            }
            if found.len() + 1 == RUNS {
                break;
            }
        }
        Ok(found)
    }
}

/// Reads the scores of one run in a stream and keeps those of the rows.
async fn add_scores(
    earlier: &OpenRun,
    card: &str,
    places: &HashMap<String, usize>,
    rows: &mut [ScoreRow],
    is_last: bool,
) -> Result<()> {
    let table = &earlier.table;
    let named = |name: &str| format!("card.{card}.{name}");
    let has = |name: &str| table.measures().iter().any(|measure| measure.id == named(name));
    let tier: Expr = if has("tier") { ident(named("tier")) } else { lit(ScalarValue::Utf8(None)).alias("tier") };
    let columns = vec![ident("customer_id"), ident(named("score")), ident(named("rank")), tier];
    let names = ["score", "rank", "tier"].map(named);
    let scored = table.narrow(&names.each_ref().map(String::as_str))?.filter(ident(named("score")).is_not_null())?;
    let mut stream = scored.select(columns)?.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            let text = |column: usize| cell(batch.column(column).as_ref(), row).as_str().map(str::to_owned);
            let Some(&place) = text(0).and_then(|customer| places.get(&customer)) else { continue };
            let (score, rank) = (number(batch.column(1).as_ref(), row), number(batch.column(2).as_ref(), row));
            if let Some(cell) = rows[place].trend.last_mut() {
                *cell = score;
            }
            if let (true, Some((score, rank))) = (is_last, score.zip(rank)) {
                rows[place].before = Some(ScoreBefore { score, rank, tier: text(3) });
            }
        }
    }
    Ok(())
}

/// The version of the card that a run scored; nothing else of what it found is read.
fn version(run: &StoredRun, card: &str) -> Option<u32> {
    let version = run.found(&format!("card.{card}"))?.get("version")?.as_u64()?;
    u32::try_from(version).ok()
}
