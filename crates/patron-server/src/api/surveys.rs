use axum::Json;
use axum::extract::State;
use patron_service::views::{KeptSurvey, Problem, SurveyDraft, SurveyDraftCheck, SurveyFile, SurveyTemplate};
use patron_service::voice;

use super::body::{Body, Name};
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// The questionnaires that the portfolio keeps, by id.
#[utoipa::path(get, path = "/surveys", tag = "value", responses(
    (status = 200, description = "ok", body = Vec<KeptSurvey>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn surveys(State(state): State<AppState>) -> Answer<Json<Vec<KeptSurvey>>> {
    Ok(Json(state.service.kept_surveys().await?))
}

/// Checks a questionnaire and keeps it as its next version; the next run reads it.
#[utoipa::path(put, path = "/surveys", tag = "value", request_body = SurveyDraft, responses(
    (status = 200, description = "kept", body = SurveyFile),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn put_survey(
    State(state): State<AppState>,
    Body(draft): Body<SurveyDraft>,
) -> Answer<Json<SurveyFile>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.add_survey(&draft.text, state.now()).await?))
}

/// Questionnaires to begin with.
#[utoipa::path(get, path = "/surveys/templates", tag = "value", responses(
    (status = 200, description = "ok", body = Vec<SurveyTemplate>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn survey_templates() -> Answer<Json<Vec<SurveyTemplate>>> {
    Ok(Json(voice::described_templates()?))
}

/// Checks a questionnaire and keeps nothing; why it does not fit is part of the answer.
#[utoipa::path(post, path = "/surveys/check", tag = "value", request_body = SurveyDraft, responses(
    (status = 200, description = "ok", body = SurveyDraftCheck),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn check_survey(Body(draft): Body<SurveyDraft>) -> Answer<Json<SurveyDraftCheck>> {
    Ok(Json(voice::check_draft(&draft.text)))
}

/// A kept questionnaire as it is written, with the numbers of its versions.
#[utoipa::path(get, path = "/surveys/{id}", tag = "value", params(
    ("id" = String, Path, description = "id of the questionnaire"),
    ("version" = Option<u32>, Query, description = "an earlier version"),
), responses(
    (status = 200, description = "ok", body = SurveyFile),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn survey_file(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<SurveyFile>> {
    let parameters = parameters.only(&["version"])?;
    let wanted = match parameters.one("version")? {
        None => None,
        Some(_) => u32::try_from(parameters.number("version", 0, u32::MAX as usize)?).ok(),
    };
    Ok(Json(state.service.survey_file(&id, wanted).await?))
}

/// Removes a questionnaire with its versions; its answers stay in the ledger, and runs keep what they computed.
#[utoipa::path(delete, path = "/surveys/{id}", tag = "value", params(
    ("id" = String, Path, description = "id of the questionnaire"),
), responses(
    (status = 200, description = "removed; the questionnaires that are left", body = Vec<KeptSurvey>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn remove_survey(State(state): State<AppState>, Name(id): Name) -> Answer<Json<Vec<KeptSurvey>>> {
    let _turn = state.jobs.turn()?;
    state.service.remove_survey(&id, state.now()).await?;
    Ok(Json(state.service.kept_surveys().await?))
}
