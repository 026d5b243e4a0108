use std::collections::{BTreeMap, BTreeSet};

use patron_criteria::agreement::{AgreementError, DelphiLimits, Spread, delphi, spread};

use crate::cards::Card;
use crate::error::{Result, ServiceError};
use crate::service::Service;
use crate::views::{AssessedLine, AssessorsAnswer, AssessorsView, Opinion, OpinionRound, OpinionSpread};

use super::answer;
use super::typed::{Typed, latest, lines, names, read};

/// Accounts and lines that are answered.
const MOST_SPREADS: usize = 1000;
/// Opinions are together when their quartiles lie within this share of the scale …
const QUARTILE_SHARE: f64 = 0.25;
/// … and the median has moved by no more than this share of it since the round before.
const MEDIAN_SHARE: f64 = 0.125;

impl Service {
    /// What several assessors think of the accounts of a card, or of one account, those farthest apart first.
    ///
    /// # Errors
    /// `unknown-card`, or when the ledger cannot be read.
    pub async fn assessors(&self, card: &str, customer: Option<&str>) -> Result<AssessorsAnswer> {
        let (assessors, problem) = answer(self.opinions(card, customer).await)?;
        Ok(AssessorsAnswer { assessors, problem })
    }

    /// The card as it counts now.
    pub(super) async fn current_card(&self, id: &str) -> Result<(Card, u32)> {
        let kept = self.kept_card(id).await?;
        let current = kept.current()?;
        Ok((Card::parse(&current.text, &self.card_measures())?, current.number))
    }

    async fn opinions(&self, id: &str, customer: Option<&str>) -> Result<AssessorsView> {
        let (card, _) = self.current_card(id).await?;
        let lines = lines(&card);
        if lines.is_empty() {
            return Err(without_typed_lines(id));
        }
        let records = self.records().await?;
        let mut scores = read(&records, &card).await?;
        scores.retain(|(who, _), _| customer.is_none_or(|customer| who == customer));
        let names = names(&records).await?;
        let mut told: Vec<AssessedLine> = lines
            .iter()
            .map(|(line, low, high)| AssessedLine {
                id: line.id.clone(),
                name: line.name.clone(),
                low: *low,
                high: *high,
                accounts: 0,
                shared: 0,
                deviation: None,
                rounds: 0,
                converged: 0,
                quartile_limit: QUARTILE_SHARE * (high - low),
                median_limit: MEDIAN_SHARE * (high - low),
            })
            .collect();
        let mut assessors = BTreeSet::new();
        let mut spreads = Vec::new();
        for ((customer, line), typed) in &scores {
            assessors.extend(typed.iter().map(|typed| typed.assessor.clone()));
            let found = one(customer, &told[*line], typed).map_err(unread)?;
            let line = &mut told[*line];
            line.accounts += 1;
            if let Some(deviation) = found.deviation {
                line.deviation = Some(line.deviation.unwrap_or(0.0) + deviation);
                line.shared += 1;
            }
            line.rounds += usize::from(found.rounds.len() > 1);
            line.converged += usize::from(found.converged);
            spreads.push(OpinionSpread { customer_name: names.get(customer).cloned(), ..found });
        }
        for line in &mut told {
            line.deviation = line.deviation.map(|sum| sum / line.shared as f64);
        }
        let shared = spreads.iter().filter(|spread| spread.opinions.len() > 1).count();
        let scored = spreads.len();
        let apart = |spread: &OpinionSpread| spread.deviation.unwrap_or(-1.0);
        spreads.sort_by(|a, b| apart(b).total_cmp(&apart(a)));
        spreads.truncate(MOST_SPREADS);
        let (card, name) = (card.id.clone(), card.name.clone());
        Ok(AssessorsView {
            card,
            name,
            assessors: assessors.into_iter().collect(),
            lines: told,
            scored,
            shared,
            spreads,
        })
    }
}

pub(super) fn without_typed_lines(card: &str) -> ServiceError {
    let message = format!("card `{card}` has no line that people score; expected an indicator with `assessed`");
    ServiceError::new("card-not-assessed", message)
        .value("card", card)
        .hint("write for example `assessed = [1, 5]` in place of `measure` on a line")
}

fn unread(error: AgreementError) -> ServiceError {
    ServiceError::new(error.code(), error.to_string()).hint(error.hint())
}

/// Spread and rounds of the scores of one account on one line.
fn one(customer: &str, line: &AssessedLine, typed: &[Typed]) -> Result<OpinionSpread, AgreementError> {
    let last = latest(typed);
    let scores: Vec<f64> = last.values().map(|typed| typed.score).collect();
    let Spread { mean, median, deviation, lowest, highest, lower_quartile, upper_quartile, .. } = spread(&scores)?;
    let opinions = last.values().map(|typed| Opinion {
        assessor: typed.assessor.clone(),
        score: typed.score,
        on: typed.on.clone(),
        note: typed.note.clone(),
        outside: typed.score < lower_quartile || typed.score > upper_quartile,
    });
    let (rounds, converged) = rounds(line, typed)?;
    Ok(OpinionSpread {
        customer_id: customer.to_owned(),
        customer_name: None,
        line: line.id.clone(),
        mean,
        median,
        deviation,
        lowest,
        highest,
        lower_quartile,
        upper_quartile,
        opinions: opinions.collect(),
        rounds,
        converged,
    })
}

/// Scores without a round belong to the first.
fn rounds(line: &AssessedLine, typed: &[Typed]) -> Result<(Vec<OpinionRound>, bool), AgreementError> {
    let names: Vec<&str> =
        typed.iter().map(|typed| typed.assessor.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    // keys of rounds order as their numbers do: they are at least 0
    let mut by_round: BTreeMap<u64, (f64, Vec<f64>)> = BTreeMap::new();
    for typed in typed {
        let round = typed.round.unwrap_or(1.0).max(0.0);
        let (_, scores) = by_round.entry(round.to_bits()).or_insert_with(|| (round, vec![f64::NAN; names.len()]));
        if let Some(place) = names.iter().position(|name| *name == typed.assessor) {
            scores[place] = typed.score;
        }
    }
    let scores: Vec<Vec<f64>> = by_round.values().map(|(_, scores)| scores.clone()).collect();
    let limits = DelphiLimits { quartile_range: line.quartile_limit, median_change: line.median_limit };
    let found = delphi(&scores, limits)?;
    let rounds = by_round.values().zip(found.rounds).map(|((round, _), found)| OpinionRound {
        round: *round,
        answers: found.answers,
        median: found.median,
        lower_quartile: found.lower_quartile,
        upper_quartile: found.upper_quartile,
        outside: found.outside.iter().filter_map(|who| names.get(*who).map(|name| (*name).to_owned())).collect(),
        median_change: found.median_change,
        quartile_range_change: found.quartile_range_change,
    });
    Ok((rounds.collect(), found.converged))
}
