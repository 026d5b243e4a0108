//! Questionnaires on their way to being kept.

use crate::error::Result;
use crate::views::{SurveyDraftCheck, SurveyTemplate};

use super::{Survey, templates};

/// What a questionnaire asks, or why it does not fit.
#[must_use]
pub fn check_draft(text: &str) -> SurveyDraftCheck {
    match Survey::parse(text) {
        Ok(survey) => SurveyDraftCheck { asked: Some(survey.described()), problem: None },
        Err(error) => SurveyDraftCheck { asked: None, problem: Some(error.problem().clone()) },
    }
}

/// Every template with what it asks.
///
/// # Errors
/// When one does not fit, which a test sees to.
pub fn described_templates() -> Result<Vec<SurveyTemplate>> {
    let described = |text: &str| Ok(SurveyTemplate { asked: Survey::parse(text)?.described(), text: text.to_owned() });
    templates().iter().map(|template| described(template.text)).collect()
}
