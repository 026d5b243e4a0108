use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::{NamedCriterion, Problem};

/// A form, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FormAnswer {
    pub form: Option<FormView>,
    pub problem: Option<Problem>,
}

/// The typed lines of a card for the accounts of a manager.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FormView {
    pub card: String,
    pub name: Text,
    /// the version that the scores are typed for
    pub version: u32,
    /// managers of accounts, as the customers' records name them
    pub managers: Vec<String>,
    /// whose accounts these are; none for all
    pub manager: Option<String>,
    pub groups: Vec<NamedCriterion>,
    pub lines: Vec<FormLine>,
    /// accounts there are; the form holds at most 500
    pub accounts_in_all: usize,
    pub accounts: Vec<FormAccount>,
    /// cells without a score of this assessor
    pub missing: usize,
    /// cells whose score is older than a year, or was typed for another version
    pub old: usize,
}

/// A line that people score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FormLine {
    pub id: String,
    pub name: Text,
    pub group: Option<String>,
    pub low: f64,
    pub high: f64,
    /// the scores there are, where the line has levels or words; any score of the scale otherwise
    pub choices: Vec<ScoreWord>,
}

/// A score and what it is called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreWord {
    pub score: f64,
    pub word: Option<Text>,
}

/// An account of the form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FormAccount {
    pub customer_id: String,
    pub name: Option<String>,
    pub manager: Option<String>,
    /// one for each line
    pub cells: Vec<FormCell>,
}

/// What is known of an account on a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FormCell {
    /// the latest score of this assessor
    pub score: Option<f64>,
    /// `YYYY-MM-DD`
    pub on: Option<String>,
    pub note: Option<String>,
    /// whether it should be looked at again
    pub old: bool,
    /// median and quartiles of all assessors, where there are others
    pub median: Option<f64>,
    pub lower_quartile: Option<f64>,
    pub upper_quartile: Option<f64>,
    pub assessors: usize,
}

/// Scores that an assessor types.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormScores {
    pub assessor: String,
    /// the version that the form showed
    pub version: u32,
    /// `YYYY-MM-DD`; today if absent
    #[serde(default)]
    pub assessed_on: Option<String>,
    /// a round of asking, from 1
    #[serde(default)]
    pub round: Option<u32>,
    pub scores: Vec<FormEntry>,
}

/// One score.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormEntry {
    pub customer_id: String,
    pub line: String,
    pub score: f64,
    #[serde(default)]
    pub note: Option<String>,
}
