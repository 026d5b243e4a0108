use axum::Json;
use axum::extract::State;
use patron_service::schemes::{rewrite, write};
use patron_service::views::{
    ConditionCount, ConditionRequest, Problem, SchemeCheck, SchemeFile, SchemeSummary, SchemeText, SchemeTyped,
};

use super::body::{Body, Name};
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// The schemes that the portfolio defines itself.
#[utoipa::path(get, path = "/schemes", tag = "schemes", responses(
    (status = 200, description = "ok", body = Vec<SchemeSummary>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn schemes(State(state): State<AppState>) -> Answer<Json<Vec<SchemeSummary>>> {
    Ok(Json(state.service.schemes().await?))
}

/// Checks a scheme and keeps it as its next version; the next run gives its labels.
#[utoipa::path(put, path = "/schemes", tag = "schemes", request_body = SchemeText, responses(
    (status = 200, description = "kept", body = SchemeFile),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn put_scheme(
    State(state): State<AppState>,
    Body(scheme): Body<SchemeText>,
) -> Answer<Json<SchemeFile>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.put_scheme(&scheme.text, state.now()).await?))
}

/// Schemes to begin with.
#[utoipa::path(get, path = "/schemes/templates", tag = "schemes", responses(
    (status = 200, description = "ok", body = Vec<SchemeSummary>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn scheme_templates(State(state): State<AppState>) -> Answer<Json<Vec<SchemeSummary>>> {
    Ok(Json(state.service.scheme_templates().await?))
}

/// A template as it is written.
#[utoipa::path(get, path = "/schemes/templates/{id}", tag = "schemes", params(
    ("id" = String, Path, description = "id of the template"),
), responses(
    (status = 200, description = "ok", body = SchemeFile),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn scheme_template(State(state): State<AppState>, Name(id): Name) -> Answer<Json<SchemeFile>> {
    Ok(Json(state.service.scheme_template(&id)?))
}

/// Checks a scheme and counts the customers of the current run by its labels; what does not fit is part of the answer.
#[utoipa::path(post, path = "/schemes/check", tag = "schemes", request_body = SchemeText, responses(
    (status = 200, description = "ok", body = SchemeCheck),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn check_scheme(
    State(state): State<AppState>,
    Body(scheme): Body<SchemeText>,
) -> Answer<Json<SchemeCheck>> {
    Ok(Json(state.service.check_scheme(&scheme.text).await?))
}

/// Counts the customers of the current run who fulfil a condition; what does not fit is part of the answer.
#[utoipa::path(post, path = "/schemes/count", tag = "schemes", request_body = ConditionRequest, responses(
    (status = 200, description = "ok", body = ConditionCount),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn count_condition(
    State(state): State<AppState>,
    Body(request): Body<ConditionRequest>,
) -> Answer<Json<ConditionCount>> {
    Ok(Json(state.service.count_condition(&request.condition).await?))
}

/// The text of a scheme that was put together on a page; what did not change stays as it was written, with its comments.
#[utoipa::path(post, path = "/schemes/write", tag = "schemes", request_body = SchemeTyped, responses(
    (status = 200, description = "ok", body = SchemeText),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn write_scheme(Body(typed): Body<SchemeTyped>) -> Answer<Json<SchemeText>> {
    let text = match &typed.text {
        Some(before) => rewrite(before, &typed.draft)?,
        None => write(&typed.draft)?,
    };
    Ok(Json(SchemeText { text }))
}

/// A scheme as it is written, with the numbers of its versions.
#[utoipa::path(get, path = "/schemes/{id}", tag = "schemes", params(
    ("id" = String, Path, description = "id of the scheme"),
    ("version" = Option<u32>, Query, description = "an earlier version"),
), responses(
    (status = 200, description = "ok", body = SchemeFile),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn scheme(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<SchemeFile>> {
    let parameters = parameters.only(&["version"])?;
    let most = u32::MAX as usize;
    let wanted = match parameters.one("version")? {
        None => None,
        Some(_) => u32::try_from(parameters.number("version", 0, most)?).ok(),
    };
    Ok(Json(state.service.scheme(&id, wanted).await?))
}

/// Removes a scheme with its versions; runs keep their labels.
#[utoipa::path(delete, path = "/schemes/{id}", tag = "schemes", params(
    ("id" = String, Path, description = "id of the scheme"),
), responses(
    (status = 200, description = "removed; the schemes that are left", body = Vec<SchemeSummary>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn remove_scheme(State(state): State<AppState>, Name(id): Name) -> Answer<Json<Vec<SchemeSummary>>> {
    let _turn = state.jobs.turn()?;
    state.service.remove_scheme(&id, state.now()).await?;
    Ok(Json(state.service.schemes().await?))
}
