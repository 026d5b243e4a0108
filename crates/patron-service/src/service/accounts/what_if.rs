use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use patron_criteria::compare::compare;

use crate::analyses::{CardParameters, refit_topsis};
use crate::cards::reweighed;
use crate::error::{Result, ServiceError};
use crate::service::Service;
use crate::service::score::score_line;
use crate::views::{CardView, Reweighting, WhatIfAnswer, WhatIfLine, WhatIfRow, WhatIfTier, WhatIfView};

use super::answer;
use super::reweigh::points;
use super::values::Scored;

/// Accounts that are answered where the reader does not say how many, and at most.
const USUAL_ROWS: usize = 200;
const MOST_ROWS: usize = 10_000;

impl Service {
    /// The accounts of the last run under other weights; nothing is kept. Weights that cannot be are part of the answer.
    ///
    /// # Errors
    /// `unknown-card`, or when the run cannot be read.
    pub async fn what_if(&self, card: &str, wish: &Reweighting) -> Result<WhatIfAnswer> {
        let (what_if, problem) = answer(self.reweighed(card, wish).await)?;
        Ok(WhatIfAnswer { what_if, problem })
    }

    async fn reweighed(&self, card: &str, wish: &Reweighting) -> Result<WhatIfView> {
        let scored = self.scored(card, None).await?;
        let written = self.scored_version(card, scored.parameters.version).await?;
        let points = points(card, &scored.parameters.lines, written.as_ref(), wish)?;
        let rows = rows(&scored, &with_points(&scored, &points)?, card)?;
        let measures = scored.run.table.measures();
        let lines = scored.parameters.lines.iter().zip(&points).map(|(line, points)| {
            let shown = score_line(line, &format!("card.{card}"), measures, written.as_ref());
            WhatIfLine {
                id: shown.id,
                name: shown.name,
                group: shown.group,
                deduction: shown.deduction,
                before: line.points,
                points: *points,
            }
        });
        let tiers = scored.tiers.iter().map(|label| WhatIfTier {
            id: label.id.clone(),
            name: label.label.clone(),
            before: rows.iter().filter(|row| row.tier_before.as_ref() == Some(&label.id)).count(),
            accounts: rows.iter().filter(|row| row.tier.as_ref() == Some(&label.id)).count(),
        });
        let (lines, tiers) = (lines.collect(), tiers.collect());
        let before: Vec<f64> = rows.iter().map(|row| row.score_before).collect();
        let after: Vec<f64> = rows.iter().map(|row| row.score).collect();
        let limit = wish.limit.unwrap_or(USUAL_ROWS).min(MOST_ROWS);
        let other_tier = |row: &&WhatIfRow| row.tier != row.tier_before;
        Ok(WhatIfView {
            card: card.to_owned(),
            version: scored.parameters.version,
            accounts: rows.len(),
            moved: rows.iter().filter(|row| row.rank != row.rank_before).count(),
            other_tier: rows.iter().filter(other_tier).count(),
            agreement: compare(&before, &after, 0).ok().map(|found| found.kendall),
            lines,
            tiers,
            changes: rows.iter().filter(other_tier).take(limit).cloned().collect(),
            rows: rows.into_iter().take(limit).collect(),
        })
    }

    /// Keeps weights as the next version of the card.
    ///
    /// # Errors
    /// `card-weights`, `card-not-by-hand`, or `card-changed` where the card is newer than the run.
    pub async fn save_weights(&self, card: &str, wish: &Reweighting, now: DateTime<Utc>) -> Result<CardView> {
        let (_, parameters) = self.fitted_card(card).await?;
        let current = self.card(card, None).await?;
        if current.version != parameters.version {
            let message = format!(
                "card `{card}` is at version `{}`, the weights are for version `{}`; expected the version that was scored",
                current.version, parameters.version
            );
            return Err(ServiceError::new("card-changed", message)
                .value("card", card)
                .hint("value again, then try the weights on the new version"));
        }
        let written = self.scored_version(card, parameters.version).await?;
        let points = points(card, &parameters.lines, written.as_ref(), wish)?;
        let by_id = rounded(&parameters, &points);
        self.put_card(&reweighed(&current.text, &by_id)?, now).await
    }
}

/// Two decimals; what rounding leaves goes to the heaviest line, so that the sum stays 100.
fn rounded(parameters: &CardParameters, points: &[f64]) -> BTreeMap<String, f64> {
    let hundredths = |points: f64| (points * 100.0).round();
    let won: Vec<usize> = (0..points.len()).filter(|&at| parameters.lines[at].deduction.is_none()).collect();
    let mut whole: Vec<f64> = points.iter().map(|points| hundredths(*points)).collect();
    let missing = 10_000.0 - won.iter().map(|&at| whole[at]).sum::<f64>();
    if let Some(&heaviest) = won.iter().max_by(|a, b| whole[**a].total_cmp(&whole[**b])) {
        whole[heaviest] += missing;
    }
    parameters.lines.iter().zip(whole).map(|(line, whole)| (line.id.clone(), whole / 100.0)).collect()
}

/// The card with other points, fitted to the same accounts.
fn with_points(scored: &Scored, points: &[f64]) -> Result<CardParameters> {
    let mut parameters = scored.parameters.clone();
    for (line, points) in parameters.lines.iter_mut().zip(points) {
        line.points = *points;
    }
    if parameters.topsis.is_some() {
        let column = |line: usize| scored.accounts.iter().map(|account| account.values[line]).collect();
        let columns: Vec<Vec<f64>> = (0..points.len()).map(column).collect();
        let refused = |reason: String| {
            ServiceError::new("card-weights", format!("card `{}`: {reason}", parameters.card))
                .value("card", parameters.card.as_str())
                .value("reason", reason)
                .hint("give weight to another line")
        };
        let mut refitted = parameters.clone();
        refit_topsis(&mut refitted, &columns).map_err(refused)?;
        return Ok(refitted);
    }
    Ok(parameters)
}

/// Every account before and now, best first.
fn rows(scored: &Scored, parameters: &CardParameters, card: &str) -> Result<Vec<WhatIfRow>> {
    let nothing = || {
        let words = "no line with values has a weight";
        ServiceError::new("card-weights", format!("card `{card}`: {words}; expected one at least"))
            .value("card", card)
            .value("reason", words)
            .hint("give weight to a line that accounts have values on")
    };
    let kernel = parameters.kernel().ok_or_else(nothing)?;
    let lines = parameters.lines.len();
    let (mut points, mut grades) = (vec![0.0; lines], vec![0.0; kernel.grades()]);
    let mut rows = Vec::with_capacity(scored.accounts.len());
    for account in &scored.accounts {
        let mut values = account.values.clone();
        let score = kernel.score(&mut values, &mut points, &mut grades).ok_or_else(nothing)?;
        rows.push(WhatIfRow {
            customer_id: account.customer_id.clone(),
            name: account.name.clone(),
            score_before: account.score,
            score,
            rank_before: account.rank,
            rank: 0,
            tier_before: account.tier.clone(),
            tier: scored.tier(score).map(|label| label.id.clone()),
        });
    }
    rows.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.customer_id.cmp(&b.customer_id)));
    let mut rank = 1;
    let mut last = f64::INFINITY;
    for (place, row) in rows.iter_mut().enumerate() {
        if row.score != last {
            (rank, last) = (place + 1, row.score);
        }
        row.rank = rank;
    }
    Ok(rows)
}
