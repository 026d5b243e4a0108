use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Problem, SurveyCheck};

/// The text of a questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyDraft {
    pub text: String,
}

/// What the questionnaire of a draft asks, or why it does not fit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SurveyDraftCheck {
    pub asked: Option<SurveyCheck>,
    pub problem: Option<Problem>,
}

/// A questionnaire that comes with the program.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SurveyTemplate {
    pub asked: SurveyCheck,
    /// TOML
    pub text: String,
}
