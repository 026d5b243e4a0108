use axum::Json;
use axum::extract::State;
use patron_service::views::{JobView, Problem};

use super::body::Name;
use crate::failure::Answer;
use crate::state::AppState;

/// Jobs of the last hour, newest first.
#[utoipa::path(get, path = "/jobs", tag = "jobs", responses(
    (status = 200, description = "ok", body = Vec<JobView>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn jobs(State(state): State<AppState>) -> Json<Vec<JobView>> {
    Json(state.jobs.views(state.now()))
}

/// How far a job is.
#[utoipa::path(get, path = "/jobs/{id}", tag = "jobs", params(
    ("id" = String, Path, description = "job id"),
), responses(
    (status = 200, description = "ok", body = JobView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn job(State(state): State<AppState>, Name(id): Name) -> Answer<Json<JobView>> {
    Ok(Json(state.jobs.view(&id, state.now())?))
}

/// Asks a job to stop; it ends as cancelled, or as done where it was done already.
#[utoipa::path(delete, path = "/jobs/{id}", tag = "jobs", params(
    ("id" = String, Path, description = "job id"),
), responses(
    (status = 200, description = "ok", body = JobView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn cancel_job(State(state): State<AppState>, Name(id): Name) -> Answer<Json<JobView>> {
    Ok(Json(state.jobs.cancel(&id)?))
}
