use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use patron_service::views::{JobView, Problem, RunRequest, RunView};

use super::body::Body;
use crate::failure::Answer;
use crate::jobs::Done;
use crate::state::AppState;

/// All runs, newest first.
#[utoipa::path(get, path = "/runs", tag = "runs", responses(
    (status = 200, description = "ok", body = Vec<RunView>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn runs(State(state): State<AppState>) -> Answer<Json<Vec<RunView>>> {
    Ok(Json(state.service.runs().await?))
}

/// Values the portfolio; the result becomes the current run.
#[utoipa::path(post, path = "/runs", tag = "runs", request_body = RunRequest, responses(
    (status = 202, description = "started", body = JobView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn start_run(
    State(state): State<AppState>,
    Body(request): Body<RunRequest>,
) -> Answer<(StatusCode, Json<JobView>)> {
    let (service, now) = (state.service.clone(), state.now());
    let job = state.jobs.start("run", state.clock(), |progress, cancel| async move {
        Ok(Done::Run(Box::new(service.run(&request, now, progress, cancel).await?)))
    })?;
    Ok((StatusCode::ACCEPTED, Json(job)))
}
