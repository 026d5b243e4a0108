//! Points of the lines: by hand, by judgements, by data, or by both.

use patron_criteria::table::Table;
use patron_criteria::weights::{Kept, Weights, blend, critic, entropy, pca};

use crate::cards::{Card, DataWeights};

use super::CardParameters;

/// Points of all lines together.
const TOTAL: f64 = 100.0;

/// Gives every line its points; deductions keep theirs.
pub(super) fn weigh(card: &Card, scores: &[Vec<f64>], parameters: &mut CardParameters) -> Result<(), String> {
    let won: Vec<usize> =
        (0..card.indicators.len()).filter(|&line| card.indicators[line].deduction.is_none()).collect();
    if won.iter().all(|&line| parameters.lines[line].left_out.is_some()) {
        return Err("no line that gives points has values".to_owned());
    }
    let people = people(card, &won, parameters)?;
    let data = card.weighting.data.map(|kind| by_data(kind, &won, scores, parameters)).transpose()?;
    let share = card.weighting.data_share;
    let weights = match (people, data) {
        (Some(people), Some(data)) => {
            blend(&[(&people, 1.0 - share), (&data, share)]).map_err(|error| error.to_string())?
        }
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => return Err("nobody weighs the lines".to_owned()),
    };
    for (&line, weight) in won.iter().zip(weights.values()) {
        parameters.lines[line].points = TOTAL * weight;
    }
    Ok(())
}

fn people(card: &Card, won: &[usize], parameters: &mut CardParameters) -> Result<Option<Weights>, String> {
    if let Some(tree) = &card.weighting.judged {
        let found = tree.weigh().map_err(|error| error.to_string())?;
        parameters.consistency_ratio = Some(found.ratio);
        let of = |line: &usize| {
            let id = &card.indicators[*line].id;
            found.indicators.iter().find(|weight| weight.name == *id).map_or(0.0, |weight| weight.global)
        };
        let weights: Vec<f64> = won.iter().map(of).collect();
        return Weights::proportional(&weights).map(Some).map_err(|error| error.to_string());
    }
    if !card.weighting.by_hand {
        return Ok(None);
    }
    let weights: Vec<f64> = won.iter().map(|&line| card.indicators[line].weight).collect();
    Weights::proportional(&weights).map(Some).map_err(|error| error.to_string())
}

/// Weights from the scores; a line that is left out weighs nothing, and a score that is not known counts as the mean.
fn by_data(
    kind: DataWeights,
    won: &[usize],
    scores: &[Vec<f64>],
    parameters: &CardParameters,
) -> Result<Weights, String> {
    let kept: Vec<usize> = won.iter().copied().filter(|&line| parameters.lines[line].left_out.is_none()).collect();
    let columns = kept.iter().map(|&line| filled(&scores[line])).collect();
    let table = Table::new(columns).map_err(|error| error.to_string())?;
    let found = match kind {
        DataWeights::Entropy => entropy(&table).map(|found| found.weights),
        DataWeights::Critic => critic(&table).map(|found| found.weights),
        DataWeights::Pca => pca(&table, Kept::AboveOne).map(|found| found.weights),
    };
    let found = found.map_err(|error| error.to_string())?;
    let of = |line: &usize| kept.iter().position(|kept| kept == line).map_or(0.0, |place| found.values()[place]);
    Weights::proportional(&won.iter().map(of).collect::<Vec<_>>()).map_err(|error| error.to_string())
}

/// A column of scores with the mean where one is not known.
pub(super) fn filled(scores: &[f64]) -> Vec<f64> {
    let known: Vec<f64> = scores.iter().copied().filter(|score| !score.is_nan()).collect();
    let mean = if known.is_empty() { 0.0 } else { known.iter().sum::<f64>() / known.len() as f64 };
    scores.iter().map(|score| if score.is_nan() { mean } else { *score }).collect()
}
