//! Scorecards: indicators, how each is scored, what it weighs, and the tiers a score leads to.
//!
//! A card is a readable TOML file. [`Card::parse`] checks it against the catalogue and names the line of what does not
//! fit; the portfolio keeps its cards with their earlier versions (`crate::kept`); templates are in [`templates`].

mod check;
mod file;
mod grading;
mod judged;
mod refuse;
mod reweigh;
mod template;
#[cfg(test)]
mod tests;
mod weighting;

use patron_criteria::direction::Direction;
use patron_criteria::normalise::{Method, Missing};

use crate::catalogue::{Measure, Text};
use crate::error::Result;

pub use grading::{Effort, Grade, Grading, Grouping};
pub(crate) use judged::judged;
pub(crate) use reweigh::reweighed;
pub use template::{Template, template, templates};
pub use weighting::{DataWeights, Weighting};

/// A scorecard, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// kebab-case id; measures are `card.<id>.…`
    pub id: String,
    pub name: Text,
    /// SQL condition on the customers that are scored; all where there is none
    pub scope: Option<String>,
    /// whether the card shows its own points or an index of 0 to 100
    pub scale: CardScale,
    pub aggregation: Aggregation,
    /// the grades of a fuzzy card
    pub grading: Option<Grading>,
    /// how a group of accounts is scored from its members, where it is
    pub grouping: Option<Grouping>,
    pub weighting: Weighting,
    pub groups: Vec<Group>,
    pub indicators: Vec<Indicator>,
    /// best first; the last has no bound
    pub tiers: Vec<Tier>,
}

/// What a score is shown as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardScale {
    /// 0 to 100
    #[default]
    Index,
    /// the card's own range, deductions below 0
    Points,
}

/// How scores become one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregation {
    #[default]
    WeightedSum,
    Topsis,
    /// grades that shade into each other
    Fuzzy,
}

/// A heading on the card.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub id: String,
    pub name: Text,
}

/// One line of the card.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    pub id: String,
    pub group: Option<String>,
    pub name: Text,
    pub source: Source,
    pub direction: Direction,
    pub method: Method,
    pub missing: Missing,
    /// points, of 100 in all; of a deduction the most that is taken away
    pub weight: f64,
    /// of a deduction the least that is taken away where there is a reason
    pub deduction: Option<f64>,
    /// how far it can be moved, and at what cost
    pub effort: Effort,
    /// what typed scores are called
    pub words: Vec<(f64, Text)>,
}

/// Where an indicator's value comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// a measure of the catalogue
    Measure(String),
    /// scores that assessors type, from `low` to `high`
    Assessed { low: f64, high: f64 },
}

/// A tier and the score it begins at.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    pub id: String,
    pub name: Text,
    pub strategy: Text,
    pub from: Option<f64>,
}

impl Card {
    /// Reads and checks a card.
    ///
    /// # Errors
    /// `card-…`, naming card, line and what was expected.
    pub fn parse(text: &str, measures: &[Measure]) -> Result<Self> {
        check::check(file::read(text)?, text, measures)
    }

    /// The lowest and highest score it can give.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        let lowest: f64 = self.indicators.iter().filter(|line| line.deduction.is_some()).map(|line| line.weight).sum();
        match self.scale {
            CardScale::Index => (0.0, 100.0),
            CardScale::Points => (-lowest, 100.0),
        }
    }

    /// The measures it reads.
    #[must_use]
    pub fn measures_read(&self) -> Vec<&str> {
        let read = self.indicators.iter().filter_map(|line| match &line.source {
            Source::Measure(id) => Some(id.as_str()),
            Source::Assessed { .. } => None,
        });
        let mut read: Vec<&str> = read.collect();
        read.sort_unstable();
        read.dedup();
        read
    }

    /// Whether people type some of its scores.
    #[must_use]
    pub fn is_assessed(&self) -> bool {
        self.indicators.iter().any(|line| matches!(line.source, Source::Assessed { .. }))
    }
}
