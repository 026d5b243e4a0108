use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;

use super::Problem;

/// A scorecard in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CardSummary {
    pub id: String,
    /// none where the card no longer fits the catalogue
    pub name: Option<Text>,
    /// 0 for a template
    pub version: u32,
    /// RFC 3339 in UTC; empty for a template
    pub saved_at: String,
    pub indicators: usize,
    /// why it can no longer be scored
    pub problem: Option<Problem>,
}

/// A scorecard as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CardView {
    pub id: String,
    pub version: u32,
    /// RFC 3339 in UTC
    pub saved_at: String,
    /// TOML
    pub text: String,
    /// numbers of the versions kept, oldest first
    pub versions: Vec<u32>,
}

/// The text of a scorecard on its way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CardText {
    /// TOML
    pub text: String,
}

/// What a card would be, or why it does not fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CardCheck {
    /// of a card that fits
    pub id: Option<String>,
    pub name: Option<Text>,
    pub indicators: usize,
    /// why it does not fit; names the line
    pub problem: Option<Problem>,
    /// what pairwise judgements are about, on a card that is weighed by them
    pub judged: Vec<JudgedCriteria>,
}

/// Criteria that are compared two by two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JudgedCriteria {
    /// the group whose indicators they are; none for the groups themselves
    pub of: Option<String>,
    pub name: Option<Text>,
    pub criteria: Vec<NamedCriterion>,
    /// the judgements so far; none where nobody has judged, or several judges have
    pub matrix: Option<Vec<Vec<String>>>,
    /// judges so far
    pub judges: usize,
}

/// A criterion and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NamedCriterion {
    pub id: String,
    pub name: Text,
}

/// Accounts on a card, or why there are none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreAnswer {
    pub score: Option<ScoreView>,
    pub problem: Option<Problem>,
}

/// Accounts on a card, best first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreView {
    pub card: String,
    pub name: Text,
    pub version: u32,
    /// accounts in the card's scope
    pub accounts: usize,
    /// the lowest and highest score there can be
    pub lowest: f64,
    pub highest: f64,
    /// headings of the lines; empty where the version that was scored is no longer kept
    pub groups: Vec<NamedCriterion>,
    pub lines: Vec<ScoreLine>,
    /// grades of a fuzzy card, best first, as named worths of 100; empty on other cards
    pub grades: Vec<ScoreGrade>,
    /// how groups of accounts are scored: `weighted`, `mean` or `best`; none where they are not
    pub grouping: Option<String>,
    pub tiers: Vec<ScoreTier>,
    /// pairs of lines that say nearly the same
    pub redundant: Vec<RedundantLines>,
    /// correlations of the scores, line by line; null where a line does not vary
    pub correlations: Vec<Vec<Option<f64>>>,
    /// mean share of draws of weights in which accounts keep their tier
    pub keeps_tier: Option<f64>,
    /// of all pairwise judgements together
    pub consistency_ratio: Option<f64>,
    /// runs that scored this card, oldest first, the current one the last
    pub runs: Vec<ScoreRun>,
    pub rows: Vec<ScoreRow>,
}

/// A run that scored a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScoreRun {
    pub run: String,
    pub as_of: String,
    /// of the card
    pub version: u32,
}

/// Where an account stood in the run before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreBefore {
    pub score: f64,
    pub rank: f64,
    pub tier: Option<String>,
}

/// A line of the card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreLine {
    pub id: String,
    pub name: Text,
    /// id of its heading
    pub group: Option<String>,
    /// points for the best; of a deduction the most that is taken away
    pub points: f64,
    pub deduction: bool,
    /// code of the reason why it does not count
    pub left_out: Option<String>,
    /// accounts without a value
    pub missing: usize,
    /// mean score from 0 to 1
    pub mean_score: Option<f64>,
    /// variance inflation factor
    pub inflation: Option<f64>,
}

/// A grade of a fuzzy card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreGrade {
    pub id: String,
    pub name: Text,
    pub value: f64,
}

/// A tier and how many are in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreTier {
    pub id: String,
    pub name: Text,
    pub from: Option<f64>,
    pub accounts: u64,
    /// mean share of draws of weights in which its accounts keep it
    pub keeps_tier: Option<f64>,
}

/// Two lines and their correlation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RedundantLines {
    pub indicator: String,
    pub partner: String,
    pub correlation: f64,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreRow {
    pub customer_id: String,
    pub name: Option<String>,
    pub score: f64,
    pub rank: f64,
    pub tier: Option<String>,
    /// points of each line, in the order of the lines; they add to the score, on an index to the score less its start
    pub points: Vec<f64>,
    /// on a fuzzy card: membership in each grade, in the order of the grades
    pub memberships: Vec<f64>,
    /// 5 % and 95 % of its rank when weights move
    pub rank_low: Option<f64>,
    pub rank_high: Option<f64>,
    /// share of draws in which it keeps its tier
    pub keeps_tier: Option<f64>,
    /// points to the next tier; none in the best
    pub to_next_tier: Option<f64>,
    /// in the last run before this one that scored the card; none where it did not score the account
    pub before: Option<ScoreBefore>,
    /// its score in each of the runs; null where it had none
    pub trend: Vec<Option<f64>>,
}
