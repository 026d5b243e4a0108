//! A card as it is written.

use std::collections::BTreeMap;

use patron_criteria::aggregate::fuzzy::Operator;
use serde::Deserialize;
use toml::Spanned;

use super::{Aggregation, CardScale, DataWeights};
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};

/// The longest card that is read.
const MAX_BYTES: usize = 256 << 10;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCard {
    pub(super) id: Spanned<String>,
    pub(super) name: Text,
    pub(super) scope: Option<String>,
    #[serde(default)]
    pub(super) scale: CardScale,
    #[serde(default)]
    pub(super) aggregation: Aggregation,
    /// how a fuzzy card joins weights and memberships
    pub(super) operator: Option<Operator>,
    /// how a group of accounts is scored from its members
    pub(super) groups: Option<Spanned<RawGrouping>>,
    #[serde(default)]
    pub(super) weights: RawWeights,
    #[serde(default, rename = "group")]
    pub(super) headings: Vec<RawGroup>,
    #[serde(default, rename = "grade")]
    pub(super) grades: Vec<Spanned<RawGrade>>,
    #[serde(default, rename = "indicator")]
    pub(super) indicators: Vec<Spanned<RawIndicator>>,
    #[serde(default, rename = "tier")]
    pub(super) tiers: Vec<Spanned<RawTier>>,
    #[serde(default, rename = "judgements")]
    pub(super) judgements: Vec<Spanned<RawJudgements>>,
}

/// Where weights come from.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWeights {
    #[serde(default)]
    pub(super) people: People,
    pub(super) data: Option<DataWeights>,
    /// share of the data in a blend of both
    pub(super) data_share: Option<f64>,
}

/// How the score of a group of accounts follows from its members: a word, or the measure that weighs them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum RawGrouping {
    Word(String),
    Measure { weighted_by: String },
}

/// A grade of a fuzzy card, best first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGrade {
    pub(super) id: String,
    pub(super) name: Text,
    /// what the grade is worth, of 100
    pub(super) value: f64,
}

/// How people weigh.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum People {
    #[default]
    ByHand,
    Ahp,
    None,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub(super) id: String,
    pub(super) name: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIndicator {
    pub(super) id: String,
    pub(super) group: Option<String>,
    pub(super) name: Text,
    pub(super) measure: Option<String>,
    /// lowest and highest score an assessor may type
    pub(super) assessed: Option<[f64; 2]>,
    #[serde(default)]
    pub(super) better: RawBetter,
    pub(super) weight: Option<Spanned<f64>>,
    /// takes points away: at least so many where there is a reason, at most `weight`
    pub(super) deduct_from: Option<f64>,
    pub(super) normalise: Option<RawMethod>,
    pub(super) knots: Option<Vec<(f64, f64)>>,
    pub(super) levels: Option<Vec<(f64, f64)>>,
    /// points for each so many
    pub(super) points: Option<f64>,
    pub(super) per: Option<f64>,
    pub(super) target: Option<f64>,
    pub(super) missing: Option<patron_criteria::normalise::Missing>,
    /// of a fuzzy card: the value at which each grade is fully reached
    pub(super) bounds: Option<Vec<f64>>,
    /// the best value that can plausibly be reached
    pub(super) reach: Option<f64>,
    /// nobody can move it
    #[serde(default)]
    pub(super) fixed: bool,
    /// what a step of the value costs, in any unit
    pub(super) cost: Option<f64>,
    /// the step that the cost is for; 1 without it
    pub(super) step: Option<f64>,
    /// what a typed score is called
    #[serde(default)]
    pub(super) words: BTreeMap<String, Text>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawBetter {
    #[default]
    Higher,
    Lower,
}

/// Methods that need no numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawMethod {
    MinMax,
    Z,
    Rank,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTier {
    pub(super) id: String,
    pub(super) name: Text,
    pub(super) strategy: Option<Text>,
    pub(super) from: Option<f64>,
}

/// Pairwise judgements on the groups, or on the indicators of one group, in their order on the card.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawJudgements {
    /// a group; without it the groups themselves, or all indicators of a card without groups
    pub(super) of: Option<String>,
    /// who judged; several judges of the same are joined by geometric means
    pub(super) judge: Option<String>,
    pub(super) matrix: Vec<Vec<String>>,
}

/// Reads the text of a card.
///
/// # Errors
/// `card-too-long` or `card-not-read`, with the line.
pub(super) fn read(text: &str) -> Result<RawCard> {
    if text.len() > MAX_BYTES {
        let message = format!("the card has `{}` bytes; expected at most `{MAX_BYTES}`", text.len());
        return Err(ServiceError::new("card-too-long", message).hint("a card of 100 indicators has about 30,000"));
    }
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let message = format!("line `{line}` of the card cannot be read: {}", error.message().trim());
        ServiceError::new("card-not-read", message)
            .value("line", line)
            .value("reason", error.message())
            .hint("compare it with a template: `patron card show key-account`")
    })
}

/// The line of a byte, from 1.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&byte| byte == b'\n').count()
}
