//! Checks of a fitted card: lines that say the same, and how firmly ranks and tiers stand.

use std::collections::BTreeSet;

use patron_criteria::aggregate::fuzzy::Operator;
use patron_criteria::redundancy::{CorrelationMatrix, Inflation, inflation, pearson, redundant, spearman};
use patron_criteria::stability::{Movement, Plan, Subject, Tiers, stability};
use patron_criteria::table::Table;
use patron_criteria::weights::Weights;

use crate::cards::{Aggregation, Card};

use super::CardParameters;
use super::parameters::{Redundancy, Robustness};
use super::weigh::filled;

/// Draws of weights.
const DRAWS: usize = 10_000;
/// Accounts that are ranked in every draw; of more a sample, and no account is looked at alone.
pub(super) const MOST_ACCOUNTS: usize = 2_000;
/// Weights move as if they rested on the opinion of so many.
const CONCENTRATION: f64 = 100.0;
/// Accounts whose scores are correlated; more add nothing.
const MOST_CORRELATED: usize = 20_000;

/// What the checks found.
#[derive(Debug, Default)]
pub(super) struct Checks {
    pub(super) redundant: Vec<Redundancy>,
    pub(super) correlations: Vec<Vec<Option<f64>>>,
    pub(super) inflation: Vec<Option<f64>>,
    pub(super) keeps_tier: Option<f64>,
    pub(super) robustness: Vec<Robustness>,
}

/// Looks at the scores (lines by accounts, 0 to 1, NaN where not known).
pub(super) fn check(
    card: &Card,
    parameters: &CardParameters,
    scores: &[Vec<f64>],
    ids: &[String],
    seed: u64,
) -> Checks {
    let step = parameters.accounts.div_ceil(MOST_CORRELATED).max(1);
    let columns: Vec<Vec<f64>> =
        scores.iter().map(|column| filled(&column.iter().copied().step_by(step).collect::<Vec<_>>())).collect();
    let Ok(table) = Table::new(columns) else { return Checks::default() };
    let (by_value, by_rank) = (pearson(&table), spearman(&table));
    let inflated = inflation(&by_value, table.accounts()).unwrap_or_default();
    let name = |line: usize| card.indicators.get(line).map(|line| line.id.clone()).unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut pairs = redundant(&by_value, &by_rank, &inflated);
    // a pair may be close by value, by rank and by inflation, from either side
    pairs.retain(|pair| seen.insert((pair.indicator.min(pair.partner), pair.indicator.max(pair.partner))));
    let pairs = pairs.into_iter().map(|pair| Redundancy {
        indicator: name(pair.indicator),
        partner: name(pair.partner),
        correlation: pair.correlation,
    });
    let (keeps_tier, robustness) = robustness(card, parameters, scores, ids, seed).unwrap_or_default();
    Checks {
        redundant: pairs.collect(),
        correlations: rows(&by_value),
        inflation: inflated.iter().map(factor).collect(),
        keeps_tier,
        robustness,
    }
}

fn factor(inflation: &Inflation) -> Option<f64> {
    match inflation {
        Inflation::Factor(factor) => Some(*factor),
        _ => None,
    }
}

fn rows(matrix: &CorrelationMatrix) -> Vec<Vec<Option<f64>>> {
    let size = matrix.size();
    (0..size).map(|row| (0..size).map(|column| matrix.get(row, column)).collect()).collect()
}

type Firmness = (Option<f64>, Vec<Robustness>);

/// How ranks and tiers stand when the weights of the lines that give points move; deductions stay.
fn robustness(
    card: &Card,
    parameters: &CardParameters,
    scores: &[Vec<f64>],
    ids: &[String],
    seed: u64,
) -> Option<Firmness> {
    // values compared as they are have no scores that add up
    if card.aggregation == Aggregation::Topsis {
        return None;
    }
    let graded;
    let scores = match &parameters.fuzzy {
        None => scores,
        // grades joined in proportion are a weighted sum of what each line's grades are worth
        Some(fuzzy) if fuzzy.operator == Operator::ProductSum => {
            let (best, worst) = (fuzzy.grades.first()?, fuzzy.grades.last()?);
            let worth = |score: &f64| (100.0 * score).clamp(*worst, *best) / 100.0;
            graded = scores.iter().map(|column| column.iter().map(worth).collect()).collect::<Vec<Vec<f64>>>();
            graded.as_slice()
        }
        Some(_) => return None,
    };
    // a sample of them is drawn anyhow
    let step = parameters.accounts.div_ceil(MOST_CORRELATED).max(1);
    let scores: Vec<Vec<f64>> = scores.iter().map(|column| column.iter().copied().step_by(step).collect()).collect();
    let won = || parameters.lines.iter().zip(&scores).filter(|(line, _)| line.deduction.is_none());
    let table = Table::new(won().map(|(_, column)| filled(column)).collect()).ok()?;
    let is_known = |score: &f64| if score.is_nan() { 0.0 } else { 1.0 };
    let known = Table::new(won().map(|(_, column)| column.iter().map(is_known).collect()).collect()).ok()?;
    let weights = Weights::proportional(&won().map(|(line, _)| line.points).collect::<Vec<_>>()).ok()?;
    let mut fixed = vec![0.0; table.accounts()];
    for (line, column) in parameters.lines.iter().zip(&scores) {
        let Some(least) = line.deduction else { continue };
        for (fixed, score) in fixed.iter_mut().zip(column).filter(|(_, score)| **score > 0.0) {
            *fixed -= least + (line.points - least) * score;
        }
    }
    let (lowest, highest) =
        (-parameters.lines.iter().filter(|line| line.deduction.is_some()).map(|line| line.points).sum::<f64>(), 100.0);
    // bounds of an index lie on the card's own points
    let on_points = |from: f64| if parameters.points { from } else { lowest + from / 100.0 * (highest - lowest) };
    let tiers = Tiers::Bounds(card.tiers.iter().filter_map(|tier| tier.from).map(on_points).collect());
    let subject = Subject::new(&table, &weights).ok()?.with_points(100.0, &fixed).ok()?.with_known(&known).ok()?;
    let plan = Plan { draws: DRAWS, seed, most_accounts: MOST_ACCOUNTS };
    let found = stability(&subject, &tiers, Movement::Dirichlet { concentration: CONCENTRATION }, plan).ok()?;
    let each = found.accounts.iter().filter(|_| parameters.accounts <= MOST_ACCOUNTS).filter_map(|account| {
        Some(Robustness {
            customer_id: ids.get(account.account)?.clone(),
            rank_low: account.rank_low as f64,
            rank_high: account.rank_high as f64,
            keeps_tier: account.keeps_tier,
        })
    });
    Some((Some(found.keeps_tier), each.collect()))
}
