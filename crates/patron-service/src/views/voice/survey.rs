use serde::Serialize;
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::{Notice, Problem, SurveyEffort, SurveyIndex, SurveyNps, SurveySatisfaction};

/// A figure of answers, and how firm it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct VoiceFigure {
    pub value: f64,
    /// 95 % interval; null of a single answer
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// respondents it stands on
    pub answers: usize,
    /// as many answers of equal weight would say as much
    pub effective: f64,
    /// whether that is too few to show it without a warning
    pub small: bool,
}

/// An id and what people read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VoiceName {
    pub id: String,
    pub label: Text,
}

/// Why there is no survey to show, or the survey.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceSurveyAnswer {
    pub survey: Option<VoiceSurvey>,
    pub problem: Option<Problem>,
}

/// Answers to one questionnaire over its waves.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceSurvey {
    pub id: String,
    pub name: Text,
    /// `nps`, `csat`, `ces`, `servqual`, `perceived_value` or `custom`
    pub instrument: String,
    /// what its figure is: `score`, `mean`, `ease`, `gap`, `perception` or `index`
    pub figure: String,
    pub low: f64,
    pub high: f64,
    /// the wave that was asked for; null for all answers together
    pub wave: Option<String>,
    /// every wave in the order of time
    pub waves: Vec<VoiceWave>,
    /// each wave less the one before; probabilities are corrected over all of them
    pub changes: Vec<VoiceChange>,
    /// every figure of the wave, or of all answers
    pub index: SurveyIndex,
    pub notices: Vec<Notice>,
}

/// One wave.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceWave {
    /// as it was recorded; where none was, the quarter of the answers
    pub id: String,
    pub from: String,
    pub to: String,
    pub respondents: usize,
    pub customers: usize,
    pub figure: Option<VoiceFigure>,
    /// shares of the pleased and displeased, the best first
    pub classes: Vec<VoiceClassShare>,
    pub nps: Option<SurveyNps>,
    pub satisfaction: Option<SurveySatisfaction>,
    pub effort: Option<SurveyEffort>,
    /// dimensions in their order; items where there are no dimensions
    pub parts: Vec<VoicePart>,
}

/// How many belong to a class.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceClassShare {
    /// `promoter`, `passive`, `detractor`; `satisfied`, `neutral`, `dissatisfied`; `easy`, `middling`, `hard`; `met`,
    /// `short`; `high`, `middle`, `low`
    pub id: String,
    pub label: Text,
    pub share: f64,
}

/// A dimension or item.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoicePart {
    pub id: String,
    pub label: Text,
    /// mean answer on its scale
    pub answer: Option<VoiceFigure>,
    /// the mean on 0 to 100; null where items have several scales
    pub index: Option<f64>,
    /// perceived less expected
    pub gap: Option<VoiceFigure>,
}

/// One figure less another.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceChange {
    /// wave or group that is compared with
    pub from: String,
    pub to: String,
    /// `to` less `from`
    pub difference: f64,
    pub low: f64,
    pub high: f64,
    /// probability of a difference as large, either way, if there were none
    pub p_value: f64,
    /// the same, so corrected that none at all is likely wrong
    pub p_holm: f64,
    /// the same, so corrected that few of those found are wrong
    pub p_bh: f64,
}
