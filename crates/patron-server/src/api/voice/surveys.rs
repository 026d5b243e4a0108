use axum::Json;
use axum::extract::State;
use patron_service::error::ServiceError;
use patron_service::service::{VoiceBetween, VoiceOf};
use patron_service::views::{
    Problem, VoiceComparisonAnswer, VoiceDriversAnswer, VoiceGroupsAnswer, VoiceOverviewAnswer, VoiceSurveyAnswer,
};

use crate::api::body::Name;
use crate::api::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// Questionnaires that have answers, with one figure each; why there is none is part of the answer.
#[utoipa::path(get, path = "/voice", tag = "value", responses(
    (status = 200, description = "ok", body = VoiceOverviewAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice(State(state): State<AppState>) -> Answer<Json<VoiceOverviewAnswer>> {
    Ok(Json(state.service.voice_overview_answer().await?))
}

/// Figures of one questionnaire over its waves, and all figures of one wave.
#[utoipa::path(get, path = "/voice/{survey}", tag = "value", params(
    ("survey" = String, Path, description = "id of the questionnaire"),
    ("wave" = Option<String>, Query, description = "a wave; all answers together if absent"),
), responses(
    (status = 200, description = "ok", body = VoiceSurveyAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice_survey(
    State(state): State<AppState>,
    Name(survey): Name,
    parameters: Parameters,
) -> Answer<Json<VoiceSurveyAnswer>> {
    let parameters = parameters.only(&["wave"])?;
    Ok(Json(state.service.voice_survey_answer(&of(survey, &parameters)?).await?))
}

/// The figure of a questionnaire by a label of customers or by touchpoint.
#[utoipa::path(get, path = "/voice/{survey}/groups", tag = "value", params(
    ("survey" = String, Path, description = "id of the questionnaire"),
    ("by" = Option<String>, Query, description = "`touchpoint`, or a label or column of the customer table; \
        `touchpoint` if absent"),
    ("wave" = Option<String>, Query, description = "a wave; all answers together if absent"),
), responses(
    (status = 200, description = "ok", body = VoiceGroupsAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice_groups(
    State(state): State<AppState>,
    Name(survey): Name,
    parameters: Parameters,
) -> Answer<Json<VoiceGroupsAnswer>> {
    let parameters = parameters.only(&["by", "wave"])?;
    let by = parameters.one("by")?.unwrap_or("touchpoint");
    Ok(Json(state.service.voice_groups_answer(&of(survey, &parameters)?, by).await?))
}

/// What an outcome goes together with, and the map of importance against performance.
#[utoipa::path(get, path = "/voice/{survey}/drivers", tag = "value", params(
    ("survey" = String, Path, description = "id of the questionnaire"),
    ("outcome" = Option<String>, Query, description = "the item or dimension that is explained; if absent the first item \
        without a dimension, else the last dimension, else the first item"),
    ("wave" = Option<String>, Query, description = "a wave; all answers together if absent"),
), responses(
    (status = 200, description = "ok", body = VoiceDriversAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice_drivers(
    State(state): State<AppState>,
    Name(survey): Name,
    parameters: Parameters,
) -> Answer<Json<VoiceDriversAnswer>> {
    let parameters = parameters.only(&["outcome", "wave"])?;
    Ok(Json(state.service.voice_drivers_answer(&of(survey, &parameters)?, parameters.one("outcome")?).await?))
}

/// Two waves, or each group against all others, with corrected probabilities.
#[utoipa::path(get, path = "/voice/{survey}/compare", tag = "value", params(
    ("survey" = String, Path, description = "id of the questionnaire"),
    ("waves" = Option<String>, Query, description = "two waves with a comma, the earlier first; the last two if absent"),
    ("by" = Option<String>, Query, description = "instead: `touchpoint`, or a label or column of the customer table"),
), responses(
    (status = 200, description = "ok", body = VoiceComparisonAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice_comparison(
    State(state): State<AppState>,
    Name(survey): Name,
    parameters: Parameters,
) -> Answer<Json<VoiceComparisonAnswer>> {
    let parameters = parameters.only(&["waves", "by"])?;
    let between = match (parameters.one("waves")?, parameters.one("by")?) {
        (None, None) => VoiceBetween::LastWaves,
        (Some(waves), None) => VoiceBetween::waves(waves)?,
        (None, Some(by)) => VoiceBetween::Groups(by.to_owned()),
        (Some(_), Some(by)) => {
            let message = format!("parameter `by` is `{by}` beside `waves`, expected one of them");
            return Err(ServiceError::new("bad-parameter", message).value("parameter", "by").into());
        }
    };
    Ok(Json(state.service.voice_comparison_answer(&survey, &between).await?))
}

/// A questionnaire and the wave that is asked for.
pub(super) fn of(survey: String, parameters: &Parameters) -> Result<VoiceOf, ServiceError> {
    Ok(VoiceOf { survey, wave: parameters.one("wave")?.map(str::to_owned) })
}
