use serde::Serialize;
use utoipa::ToSchema;

use super::{ImportReport, Notice, Problem};
use crate::catalogue::Text;

/// A questionnaire that the portfolio keeps, without its text.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KeptSurvey {
    pub id: String,
    /// what it asks; null where the text no longer fits
    pub asked: Option<SurveyCheck>,
    /// version that counts
    pub version: u32,
    /// RFC 3339 in UTC
    pub saved_at: String,
    /// why it no longer fits
    pub problem: Option<Problem>,
}

/// A kept questionnaire as it is written.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SurveyFile {
    pub id: String,
    pub version: u32,
    /// RFC 3339 in UTC
    pub saved_at: String,
    /// TOML
    pub text: String,
    /// versions that are kept, oldest first
    pub versions: Vec<u32>,
}

/// What a questionnaire asks, as it was understood.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyCheck {
    pub id: String,
    pub name: Text,
    /// `nps`, `csat`, `ces`, `servqual`, `perceived_value` or `custom`
    pub instrument: String,
    pub items: Vec<SurveyItemText>,
    pub dimensions: Vec<SurveyDimensionText>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyItemText {
    pub id: String,
    /// the name of its column, or the text of the question there
    pub column: String,
    pub text: Text,
    /// `answer`, `expectation` or `importance`
    pub role: String,
    /// the item an expectation or importance belongs to
    pub of: Option<String>,
    pub dimension: Option<String>,
    pub low: f64,
    pub high: f64,
    pub step: f64,
    pub reversed: bool,
    /// what means no answer
    pub missing: Vec<String>,
    pub optional: bool,
}

/// A dimension and what it counts.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyDimensionText {
    pub id: String,
    pub name: Text,
    pub weight: f64,
}

/// Figures of a survey.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyIndex {
    pub id: String,
    pub name: Text,
    pub instrument: String,
    pub counts: SurveyCounts,
    /// the first cells that hold no answer
    pub refused: Vec<SurveyRefusal>,
    pub items: Vec<SurveyItem>,
    pub dimensions: Vec<SurveyDimension>,
    /// null of a single question
    pub total: Option<SurveyTotal>,
    pub quality: SurveyQuality,
    pub notices: Vec<Notice>,
}

/// Where every cell went: cells = answers + missing + refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct SurveyCounts {
    pub respondents: usize,
    /// rows that could not be read
    pub bad_rows: usize,
    pub cells: usize,
    pub answers: usize,
    pub missing: usize,
    pub refused: usize,
}

/// A cell that holds no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SurveyRefusal {
    /// the line of the file
    pub row: u64,
    pub item: String,
    pub value: String,
    pub reason: String,
}

/// A mean and where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct SurveyFigure {
    pub mean: f64,
    /// null of a single answer
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub answers: usize,
    /// as many answers of equal weight would say as much
    pub effective: f64,
    /// whether that is too few to show it without a warning
    pub small: bool,
}

/// A question's figures; high means much, also where it was asked the other way round.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyItem {
    pub id: String,
    pub text: Text,
    pub low: f64,
    pub high: f64,
    /// null where nobody answered
    pub answer: Option<SurveyFigure>,
    /// the mean on 0 to 100
    pub index: Option<f64>,
    pub expectation: Option<SurveyFigure>,
    pub importance: Option<SurveyFigure>,
    pub nps: Option<SurveyNps>,
    pub satisfaction: Option<SurveySatisfaction>,
    pub effort: Option<SurveyEffort>,
}

/// The net promoter score.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyNps {
    /// −100 to 100
    pub score: f64,
    pub low: f64,
    pub high: f64,
    pub promoters: f64,
    pub passives: f64,
    pub detractors: f64,
    /// share of each answer from 0 to 10
    pub distribution: Vec<f64>,
}

/// Shares of the satisfied and dissatisfied.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct SurveySatisfaction {
    /// lowest answer that counts as satisfied
    pub satisfied_from: f64,
    pub satisfied: f64,
    pub satisfied_low: f64,
    pub satisfied_high: f64,
    pub dissatisfied: f64,
}

/// How easy it was.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct SurveyEffort {
    /// mean ease on the scale
    pub ease: f64,
    /// on 0 to 100
    pub ease_index: f64,
    pub easy: f64,
    pub easy_low: f64,
    pub easy_high: f64,
    pub hard: f64,
}

/// A dimension's figures.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyDimension {
    pub id: String,
    pub name: Text,
    /// share of the total
    pub weight: f64,
    pub items: usize,
    pub answer: Option<SurveyFigure>,
    /// the mean on 0 to 100; null where its items have several scales
    pub index: Option<f64>,
    pub expectation: Option<SurveyFigure>,
    /// perceived less expected
    pub gap: Option<SurveyFigure>,
    /// null of a single item, or where answers do not vary
    pub alpha: Option<SurveyAlpha>,
}

/// Cronbach's alpha.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyAlpha {
    pub alpha: f64,
    pub low: f64,
    pub high: f64,
    /// those who answered all items
    pub respondents: usize,
    /// correlation of each item with the sum of the others
    pub item_total: Vec<Option<f64>>,
    /// alpha without each item
    pub if_dropped: Vec<Option<f64>>,
}

/// All dimensions together.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyTotal {
    /// weighted mean of the dimensions
    pub answer: Option<f64>,
    pub gap: Option<f64>,
    /// every dimension counting the same
    pub unweighted_gap: Option<f64>,
    /// perceived value on 0 to 100, mean of the respondents
    pub index: Option<SurveyFigure>,
}

/// Respondents whose answers may not have been meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct SurveyQuality {
    /// with enough answers to tell
    pub judged: usize,
    /// the same answer throughout
    pub alike: usize,
    /// the same answer to more than half of the items in a row
    pub straight: usize,
    /// every answer like an earlier respondent's
    pub same_as_another: usize,
    /// half of the answers missing, or more
    pub half_missing: usize,
}

/// Answers that went into the ledger.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SurveyImport {
    pub id: String,
    /// version under which the questionnaire is kept
    pub version: u32,
    pub counts: SurveyCounts,
    pub refused: Vec<SurveyRefusal>,
    /// what is odd about the answers
    pub notices: Vec<Notice>,
    /// one row an item that was answered; rows with a refused cell are in the quarantine
    pub import: ImportReport,
}
