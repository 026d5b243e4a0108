//! What a fit of a card keeps with the run.

use patron_criteria::aggregate::fuzzy::Operator;
use patron_criteria::aggregate::{Card as PointCard, Item, Topsis};
use patron_criteria::normalise::Normaliser;
use serde::{Deserialize, Serialize};

use super::kernel::Kernel;

/// A card fitted to the customers of a run: every bound and weight, so that a score can be worked out by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CardParameters {
    pub(crate) card: String,
    pub(crate) version: u32,
    /// customers in the card's scope
    pub(crate) accounts: usize,
    pub(crate) lines: Vec<FittedLine>,
    /// the lowest and highest score
    pub(crate) range: (f64, f64),
    /// the score each tier begins at, best first
    pub(crate) tiers: Vec<Option<f64>>,
    /// whether scores are shown as points of the card
    pub(crate) points: bool,
    pub(crate) topsis: Option<Topsis>,
    /// of a fuzzy card: how grades are joined
    #[serde(default)]
    pub(crate) fuzzy: Option<Fuzzy>,
    /// of all judgements together, where weights are by AHP
    pub(crate) consistency_ratio: Option<f64>,
    /// pairs of lines that say the same twice
    pub(crate) redundant: Vec<Redundancy>,
    /// Pearson correlations of the scores, line by line; none where a line does not vary
    pub(crate) correlations: Vec<Vec<Option<f64>>>,
    /// mean share of draws of weights in which an account keeps its tier
    pub(crate) keeps_tier: Option<f64>,
    /// of each account, where they are few enough to look at each
    pub(crate) robustness: Vec<Robustness>,
}

/// A line of the card with what was fitted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FittedLine {
    pub(crate) id: String,
    /// points for a score of 1
    pub(crate) points: f64,
    /// least points taken away, of a deduction
    pub(crate) deduction: Option<f64>,
    /// how values become scores; none where the line is left out, or where values are compared as they are
    pub(crate) normaliser: Option<Normaliser>,
    /// stands in for a value that is not known, where values are compared as they are
    pub(crate) mean: Option<f64>,
    /// why it is left out: a code of a notice
    pub(crate) left_out: Option<String>,
    /// customers without a value
    pub(crate) missing: usize,
    /// mean score from 0 to 1 over the accounts
    pub(crate) mean_score: Option<f64>,
    /// variance inflation; none where it is not known
    pub(crate) inflation: Option<f64>,
    /// the measure it reads; none where people type it
    #[serde(default)]
    pub(crate) measure: Option<String>,
    /// scores that three of four, and nine of ten accounts do not exceed; of a deduction those they exceed
    #[serde(default)]
    pub(crate) upper: Option<[f64; 2]>,
}

/// Grades of a fuzzy card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fuzzy {
    pub(crate) operator: Operator,
    /// what each grade is worth, best first
    pub(crate) grades: Vec<f64>,
}

impl FittedLine {
    /// The score of a value from 0 to 1; NaN where it has none.
    pub(super) fn normalised(&self, value: f64) -> f64 {
        self.normaliser.as_ref().and_then(|normaliser| normaliser.score(value).ok()).unwrap_or(f64::NAN)
    }
}

/// Two lines that say the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Redundancy {
    pub(crate) indicator: String,
    pub(crate) partner: String,
    pub(crate) correlation: f64,
}

/// How firmly an account stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Robustness {
    pub(crate) customer_id: String,
    pub(crate) rank_low: f64,
    pub(crate) rank_high: f64,
    pub(crate) keeps_tier: f64,
}

impl CardParameters {
    /// What scores a customer; none where no line could be fitted.
    pub(crate) fn kernel(&self) -> Option<Kernel> {
        let items = self.lines.iter().map(|line| match line.deduction {
            Some(least) => Item::Deduction { least, most: line.points },
            None => Item::Merit { points: line.points },
        });
        let card = PointCard::new(items.collect()).ok()?;
        let usable = self.topsis.is_some() || self.lines.iter().any(|line| line.normaliser.is_some());
        usable.then(|| Kernel { parameters: self.clone(), card })
    }
}
