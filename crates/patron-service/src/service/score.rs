use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{Expr, ident, lit};

use crate::analyses::{CardParameters, FittedLine};
use crate::cards::kept;
use crate::catalogue::{Label, Measure, Text};
use crate::error::{Result, ServiceError};
use crate::query::{cell, number};
use crate::views::{RedundantLines, ScoreLine, ScoreRow, ScoreTier, ScoreView};

use super::Service;
use super::runs::OpenRun;

/// Accounts that are answered at once.
const MOST_ROWS: usize = 10_000;

impl Service {
    /// Accounts on a card, as the current run scored them, best first.
    ///
    /// # Errors
    /// `no-run`, `unknown-card`, or `card-not-scored` where the card is newer than the run.
    pub async fn score(&self, card: &str, limit: Option<usize>) -> Result<ScoreView> {
        let run = self.needed_run().await?;
        let id = format!("card.{card}");
        let Some(parameters) = run.record.parameters::<CardParameters>(&id)? else {
            let store = self.folder.store();
            if kept::one(store, card).await?.is_none() {
                return Err(kept::unknown(store, card).await?);
            }
            let message = format!("card `{card}` is newer than the last valuation; expected a run that scored it");
            return Err(ServiceError::new("card-not-scored", message)
                .value("card", card)
                .hint("value again: `patron run`"));
        };
        let measures = run.table.measures();
        let labels = find(measures, &format!("{id}.tier")).map(|measure| measure.labels.clone()).unwrap_or_default();
        let tiers = tiers(&run, &id, &labels, &parameters.tiers).await?;
        let rows = rows(&run, &id, &parameters, limit.unwrap_or(MOST_ROWS).min(MOST_ROWS)).await?;
        let bounds: Vec<f64> = tiers.iter().filter_map(|tier| tier.from).collect();
        let rows = rows.into_iter().map(|row| ScoreRow { to_next_tier: next(&bounds, row.score), ..row }).collect();
        Ok(ScoreView {
            card: card.to_owned(),
            name: title(measures, &format!("{id}.score")),
            version: parameters.version,
            accounts: parameters.accounts,
            lowest: parameters.range.0,
            highest: parameters.range.1,
            lines: parameters.lines.iter().map(|line| score_line(line, &id, measures)).collect(),
            tiers,
            redundant: parameters
                .redundant
                .iter()
                .map(|pair| RedundantLines {
                    indicator: pair.indicator.clone(),
                    partner: pair.partner.clone(),
                    correlation: pair.correlation,
                })
                .collect(),
            keeps_tier: parameters.keeps_tier,
            consistency_ratio: parameters.consistency_ratio,
            rows,
        })
    }
}

fn find<'a>(measures: &'a [Measure], id: &str) -> Option<&'a Measure> {
    measures.iter().find(|measure| measure.id == id)
}

/// A measure's label without the part that says which of the card's figures it is.
fn title(measures: &[Measure], id: &str) -> Text {
    let label = find(measures, id).map_or_else(|| Text::new("", ""), |measure| measure.label.clone());
    let before = |text: &str, sign: char| text.rsplit_once(sign).map_or(text, |(before, _)| before).to_owned();
    Text { en: before(&label.en, ':'), zh: before(&label.zh, '：') }
}

fn score_line(line: &FittedLine, id: &str, measures: &[Measure]) -> ScoreLine {
    let label = find(measures, &format!("{id}.points.{}", line.id)).map(|measure| &measure.label);
    let after = |text: &str, sign: char| text.split_once(sign).map_or(text, |(_, after)| after).trim().to_owned();
    let name = label.map_or_else(
        || Text::new(&line.id, &line.id),
        |label| Text { en: after(&label.en, ':'), zh: after(&label.zh, '：') },
    );
    ScoreLine {
        id: line.id.clone(),
        name,
        points: line.points,
        deduction: line.deduction.is_some(),
        left_out: line.left_out.clone(),
        missing: line.missing,
        mean_score: line.mean_score,
        inflation: line.inflation,
    }
}

fn scored(run: &OpenRun, id: &str) -> Result<DataFrame> {
    Ok(run.table.frame()?.filter(ident(format!("{id}.score")).is_not_null())?)
}

async fn tiers(run: &OpenRun, id: &str, labels: &[Label], bounds: &[Option<f64>]) -> Result<Vec<ScoreTier>> {
    if labels.is_empty() {
        return Ok(Vec::new());
    }
    let counts = vec![count(lit(1_i64)).alias("accounts")];
    let batches = scored(run, id)?.aggregate(vec![ident(format!("{id}.tier"))], counts)?.collect().await?;
    let of = |wanted: &str| {
        let cells = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
        cells
            .filter(|(batch, row)| cell(batch.column(0).as_ref(), *row) == wanted)
            .find_map(|(batch, row)| cell(batch.column(1).as_ref(), row).as_u64())
            .unwrap_or(0)
    };
    Ok(labels
        .iter()
        .zip(bounds)
        .map(|(label, from)| ScoreTier {
            id: label.id.clone(),
            name: label.label.clone(),
            from: *from,
            accounts: of(&label.id),
        })
        .collect())
}

async fn rows(run: &OpenRun, id: &str, parameters: &CardParameters, limit: usize) -> Result<Vec<ScoreRow>> {
    let named = |name: &str| ident(format!("{id}.{name}"));
    let has = |column: &str| run.table.attributes().iter().any(|name| name == column);
    let optional = |present: bool, expr: Expr, name: &str| {
        if present { expr } else { lit(datafusion::scalar::ScalarValue::Utf8(None)).alias(name.to_owned()) }
    };
    let has_tier = find(run.table.measures(), &format!("{id}.tier")).is_some();
    let mut columns = vec![
        ident("customer_id"),
        optional(has("name"), ident("name"), "name"),
        named("score"),
        named("rank"),
        optional(has_tier, named("tier"), "tier"),
        named("rank_low"),
        named("rank_high"),
        named("keeps_tier"),
    ];
    columns.extend(parameters.lines.iter().map(|line| named(&format!("points.{}", line.id))));
    let order = vec![named("rank").sort(true, false), ident("customer_id").sort(true, false)];
    let batches = scored(run, id)?.select(columns)?.sort(order)?.limit(0, Some(limit))?.collect().await?;
    let mut rows = Vec::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            let text = |column: usize| cell(batch.column(column).as_ref(), row).as_str().map(str::to_owned);
            let at = |column: usize| number(batch.column(column).as_ref(), row);
            rows.push(ScoreRow {
                customer_id: text(0).unwrap_or_default(),
                name: text(1),
                score: at(2).unwrap_or(f64::NAN),
                rank: at(3).unwrap_or(f64::NAN),
                tier: text(4),
                points: (8..batch.num_columns()).map(|column| at(column).unwrap_or(0.0)).collect(),
                rank_low: at(5),
                rank_high: at(6),
                keeps_tier: at(7),
                to_next_tier: None,
            });
        }
    }
    Ok(rows)
}

/// Points to the next tier's bound; none in the best.
fn next(bounds: &[f64], score: f64) -> Option<f64> {
    let above = bounds.iter().copied().filter(|&bound| bound > score);
    above.reduce(f64::min).map(|bound| bound - score)
}
