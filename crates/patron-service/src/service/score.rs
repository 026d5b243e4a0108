use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{avg, count};
use datafusion::logical_expr::{Expr, ident, lit};

use crate::analyses::{CardParameters, FittedLine};
use crate::cards::{Card, Group};
use crate::catalogue::{Label, Measure, Text};
use crate::error::{Result, ServiceError};
use crate::kept::CARDS;
use crate::query::{cell, number};
use crate::views::{
    NamedCriterion, RedundantLines, ScoreAnswer, ScoreGrade, ScoreLine, ScoreRow, ScoreTier, ScoreView,
};

use super::Service;
use super::runs::OpenRun;

/// Accounts that are answered at once.
const MOST_ROWS: usize = 10_000;

/// Which accounts of a card are answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownAccounts {
    /// at most so many, best first
    pub limit: Option<usize>,
    /// this one alone
    pub customer: Option<String>,
}

impl Service {
    /// As [`Service::score`]; a card without a score yet is an answer that says why.
    ///
    /// # Errors
    /// `unknown-card`, or when the run cannot be read.
    pub async fn score_answer(&self, card: &str, shown: &ShownAccounts) -> Result<ScoreAnswer> {
        match self.score_of(card, shown).await {
            Ok(score) => Ok(ScoreAnswer { score: Some(score), problem: None }),
            Err(error) if error.code() == "no-run" || error.code().starts_with("card-") => {
                Ok(ScoreAnswer { score: None, problem: Some(error.into()) })
            }
            Err(error) => Err(error),
        }
    }

    /// Accounts on a card, as the current run scored them, best first.
    ///
    /// # Errors
    /// `no-run`, `unknown-card`, `card-not-scored` where the card is newer than the run, or why it can no longer be
    /// scored.
    pub async fn score(&self, card: &str, limit: Option<usize>) -> Result<ScoreView> {
        self.score_of(card, &ShownAccounts { limit, customer: None }).await
    }

    /// What the current run fitted for a card.
    pub(super) async fn fitted_card(&self, card: &str) -> Result<(OpenRun, CardParameters)> {
        let run = self.needed_run().await?;
        if let Some(parameters) = run.record.parameters::<Option<CardParameters>>(&format!("card.{card}"))?.flatten() {
            return Ok((run, parameters));
        }
        let kept = self.kept_card(card).await?;
        // why it cannot be scored at all, where that is so
        self.validate_card(&kept.current()?.text)?;
        let message = format!("card `{card}` is newer than the last valuation; expected a run that scored it");
        Err(ServiceError::new("card-not-scored", message).value("card", card).hint("value again: `patron run`"))
    }

    async fn score_of(&self, card: &str, shown: &ShownAccounts) -> Result<ScoreView> {
        let (run, parameters) = self.fitted_card(card).await?;
        let id = format!("card.{card}");
        let measures = &self.with_playbooks(run.table.measures().to_vec()).await?;
        let labels = find(measures, &format!("{id}.tier")).map(|measure| measure.labels.clone()).unwrap_or_default();
        let tiers = tiers(&run, &id, &labels, &parameters.tiers).await?;
        let scored = self.scored_version(card, parameters.version).await?;
        let rows = rows(&run, &id, &parameters, shown).await?;
        let bounds: Vec<f64> = tiers.iter().filter_map(|tier| tier.from).collect();
        let mut rows: Vec<ScoreRow> =
            rows.into_iter().map(|row| ScoreRow { to_next_tier: next(&bounds, row.score), ..row }).collect();
        let runs = self.with_trend(&run, card, &mut rows).await?;
        Ok(ScoreView {
            card: card.to_owned(),
            name: title(measures, &format!("{id}.score")),
            version: parameters.version,
            accounts: parameters.accounts,
            lowest: parameters.range.0,
            highest: parameters.range.1,
            groups: scored.iter().flat_map(|card| &card.groups).map(heading).collect(),
            lines: parameters.lines.iter().map(|line| score_line(line, &id, measures, scored.as_ref())).collect(),
            grades: grades(&run, &id, &parameters),
            grouping: scored.as_ref().and_then(|card| card.grouping.as_ref()).map(|rule| rule.word().to_owned()),
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
            correlations: parameters.correlations,
            keeps_tier: parameters.keeps_tier,
            runs,
            consistency_ratio: parameters.consistency_ratio,
            rows,
        })
    }

    /// The card as the run scored it, where that version is still kept and can be read.
    pub(super) async fn scored_version(&self, card: &str, version: u32) -> Result<Option<Card>> {
        let kept = CARDS.find(self.folder.store(), card).await?;
        let text = kept.and_then(|kept| kept.versions.into_iter().find(|kept| kept.number == version));
        Ok(text.and_then(|version| Card::parse(&version.text, &self.card_measures()).ok()))
    }
}

fn grades(run: &OpenRun, id: &str, parameters: &CardParameters) -> Vec<ScoreGrade> {
    let values = parameters.fuzzy.iter().flat_map(|fuzzy| fuzzy.grades.iter().copied());
    let labels = find(run.table.measures(), &format!("{id}.grade")).map(|measure| measure.labels.clone());
    let labels = labels.unwrap_or_default().into_iter();
    labels.zip(values).map(|(label, value)| ScoreGrade { id: label.id, name: label.label, value }).collect()
}

fn heading(group: &Group) -> NamedCriterion {
    NamedCriterion { id: group.id.clone(), name: group.name.clone() }
}

fn find<'a>(measures: &'a [Measure], id: &str) -> Option<&'a Measure> {
    measures.iter().find(|measure| measure.id == id)
}

/// A measure's label without the part that says which of the card's figures it is.
pub(super) fn title(measures: &[Measure], id: &str) -> Text {
    let label = find(measures, id).map_or_else(|| Text::new("", ""), |measure| measure.label.clone());
    let before = |text: &str, sign: char| text.rsplit_once(sign).map_or(text, |(before, _)| before).to_owned();
    Text { en: before(&label.en, ':'), zh: before(&label.zh, '：') }
}

/// What a line is called: its label without the name of the card.
pub(super) fn line_name(measures: &[Measure], id: &str, line: &str) -> Option<Text> {
    let label = &find(measures, &format!("{id}.points.{line}"))?.label;
    let after = |text: &str, sign: char| text.split_once(sign).map_or(text, |(_, after)| after).trim().to_owned();
    Some(Text { en: after(&label.en, ':'), zh: after(&label.zh, '：') })
}

pub(super) fn score_line(line: &FittedLine, id: &str, measures: &[Measure], scored: Option<&Card>) -> ScoreLine {
    let written = scored.and_then(|card| card.indicators.iter().find(|written| written.id == line.id));
    let name = line_name(measures, id, &line.id).unwrap_or_else(|| Text::new(&line.id, &line.id));
    ScoreLine {
        id: line.id.clone(),
        name,
        group: written.and_then(|written| written.group.clone()),
        points: line.points,
        deduction: line.deduction.is_some(),
        left_out: line.left_out.clone(),
        missing: line.missing,
        mean_score: line.mean_score,
        inflation: line.inflation,
    }
}

/// Accounts with a score; of the columns the card's own and the name.
fn scored(run: &OpenRun, id: &str) -> Result<DataFrame> {
    let begins = format!("{id}.");
    let own = run.table.measures().iter().map(|measure| measure.id.as_str()).filter(|name| name.starts_with(&begins));
    let columns: Vec<&str> = own.chain(["name"]).collect();
    Ok(run.table.narrow(&columns)?.filter(ident(format!("{id}.score")).is_not_null())?)
}

async fn tiers(run: &OpenRun, id: &str, labels: &[Label], bounds: &[Option<f64>]) -> Result<Vec<ScoreTier>> {
    if labels.is_empty() {
        return Ok(Vec::new());
    }
    let counts = vec![count(lit(1_i64)).alias("accounts"), avg(ident(format!("{id}.keeps_tier"))).alias("keeps_tier")];
    let batches = scored(run, id)?.aggregate(vec![ident(format!("{id}.tier"))], counts)?.collect().await?;
    let of = |wanted: &str| {
        let mut cells = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
        cells.find(|(batch, row)| cell(batch.column(0).as_ref(), *row) == wanted)
    };
    Ok(labels
        .iter()
        .zip(bounds)
        .map(|(label, from)| {
            let found = of(&label.id);
            ScoreTier {
                id: label.id.clone(),
                name: label.label.clone(),
                from: *from,
                accounts: found.and_then(|(batch, row)| cell(batch.column(1).as_ref(), row).as_u64()).unwrap_or(0),
                keeps_tier: found.and_then(|(batch, row)| number(batch.column(2).as_ref(), row)),
            }
        })
        .collect())
}

async fn rows(run: &OpenRun, id: &str, parameters: &CardParameters, shown: &ShownAccounts) -> Result<Vec<ScoreRow>> {
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
    let grades = grades(run, id, parameters);
    columns.extend(grades.iter().map(|grade| named(&format!("membership.{}", grade.id))));
    let first_grade = 8 + parameters.lines.len();
    let order = vec![named("rank").sort(true, false), ident("customer_id").sort(true, false)];
    let mut found = scored(run, id)?;
    if let Some(customer) = &shown.customer {
        found = found.filter(ident("customer_id").eq(lit(customer.as_str())))?;
    }
    let limit = shown.limit.unwrap_or(MOST_ROWS).min(MOST_ROWS);
    let batches = found.select(columns)?.sort(order)?.limit(0, Some(limit))?.collect().await?;
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
                points: (8..first_grade).map(|column| at(column).unwrap_or(0.0)).collect(),
                memberships: (first_grade..batch.num_columns()).map(|column| at(column).unwrap_or(0.0)).collect(),
                rank_low: at(5),
                rank_high: at(6),
                keeps_tier: at(7),
                to_next_tier: None,
                before: None,
                trend: Vec::new(),
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
