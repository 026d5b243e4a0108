//! The scores that people typed for a card, as the ledger has them now.

use std::collections::{BTreeMap, HashMap};

use datafusion::logical_expr::{col, lit};
use futures::StreamExt;

use crate::cards::{Card, Indicator, Source};
use crate::error::Result;
use crate::query::{cell, number};
use crate::records::Records;

/// One score of one assessor.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Typed {
    pub(super) assessor: String,
    pub(super) score: f64,
    /// `YYYY-MM-DD`
    pub(super) on: String,
    pub(super) round: Option<f64>,
    pub(super) version: Option<String>,
    pub(super) note: Option<String>,
}

/// Scores by customer and line, oldest first.
pub(super) type TypedScores = BTreeMap<(String, usize), Vec<Typed>>;

/// The typed lines of a card with their scales.
pub(super) fn lines(card: &Card) -> Vec<(&Indicator, f64, f64)> {
    let typed = card.indicators.iter().filter_map(|line| match line.source {
        Source::Assessed { low, high } => Some((line, low, high)),
        Source::Measure(_) => None,
    });
    typed.collect()
}

/// Every score on the scale of its line; the line counts among the typed lines of the card.
pub(super) async fn read(records: &Records, card: &Card) -> Result<TypedScores> {
    let mut found = TypedScores::new();
    if records.rows("assessments") == 0 {
        return Ok(found);
    }
    let lines = lines(card);
    let all = records.table(&records.engine().session(), "assessments")?;
    let own = all.filter(col("scorecard").eq(lit(card.id.as_str())))?;
    let order = ["assessed_on", "round", "assessor"].map(|name| col(name).sort(true, true)).to_vec();
    let columns = ["customer_id", "indicator", "assessor", "score", "assessed_on", "round", "version", "note"];
    let mut stream = own.sort(order)?.select_columns(&columns)?.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            let text = |column: usize| cell(batch.column(column).as_ref(), row).as_str().map(str::to_owned);
            let at = |column: usize| number(batch.column(column).as_ref(), row);
            let (Some(customer), Some(line), Some(assessor), Some(score)) = (text(0), text(1), text(2), at(3)) else {
                continue;
            };
            let known = lines.iter().position(|(known, low, high)| known.id == line && (*low..=*high).contains(&score));
            let Some(line) = known else { continue };
            let typed = Typed {
                assessor,
                score,
                on: text(4).unwrap_or_default(),
                round: at(5),
                version: text(6),
                note: text(7),
            };
            found.entry((customer, line)).or_default().push(typed);
        }
    }
    Ok(found)
}

/// The latest score of each assessor, by name.
pub(super) fn latest(scores: &[Typed]) -> BTreeMap<&str, &Typed> {
    scores.iter().map(|typed| (typed.assessor.as_str(), typed)).collect()
}

/// What customers are called.
pub(super) async fn names(records: &Records) -> Result<HashMap<String, String>> {
    let mut names = HashMap::new();
    if records.rows("customers") == 0 {
        return Ok(names);
    }
    let all = records.table(&records.engine().session(), "customers")?;
    let mut stream = all.select_columns(&["customer_id", "name"])?.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            let text = |column: usize| cell(batch.column(column).as_ref(), row).as_str().map(str::to_owned);
            if let (Some(id), Some(name)) = (text(0), text(1)) {
                names.insert(id, name);
            }
        }
    }
    Ok(names)
}
