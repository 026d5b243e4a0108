use serde::Serialize;
use utoipa::ToSchema;

use super::{VoiceChange, VoiceFigure};
use crate::catalogue::Text;
use crate::views::Problem;

/// Why nothing is known of what customers think, or what is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceOverviewAnswer {
    pub voice: Option<VoiceOverview>,
    pub problem: Option<Problem>,
}

/// Which questionnaires have answers, and what they say in one figure each.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceOverview {
    /// valuation date of the current run; null without one
    pub as_of: Option<String>,
    /// most respondents first
    pub surveys: Vec<VoiceSurveyHead>,
    /// answers to what the portfolio keeps no questionnaire of
    pub unknown: Vec<VoiceUnknownSurvey>,
    /// contacts that the ledger has
    pub contacts: u64,
}

/// A questionnaire that has answers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceSurveyHead {
    pub id: String,
    pub name: Text,
    /// `nps`, `csat`, `ces`, `servqual`, `perceived_value` or `custom`
    pub instrument: String,
    /// what its figure is: `score`, `mean`, `ease`, `gap`, `perception` or `index`
    pub figure: String,
    /// lowest and highest that the figure can be
    pub low: f64,
    pub high: f64,
    /// waves in the order of time
    pub waves: Vec<String>,
    /// one at one moment; who answered again counts again
    pub respondents: usize,
    /// customers that are named among them
    pub customers: usize,
    pub first_day: String,
    pub last_day: String,
    /// of the last wave
    pub latest: Option<VoiceFigure>,
    /// last wave less the one before; null of a single wave
    pub change: Option<VoiceChange>,
}

/// Answers without a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VoiceUnknownSurvey {
    pub id: String,
    pub answers: u64,
}
