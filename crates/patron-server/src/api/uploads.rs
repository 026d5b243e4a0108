use axum::Json;
use axum::body::Body as Bytes;
use axum::extract::State;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use patron_service::error::ServiceError;
use patron_service::views::{ImportRequest, JobView, PreviewView, Problem, UploadView};

use super::body::{Body, Name};
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::jobs::Done;
use crate::state::AppState;

/// Sends a file, which waits for its import.
#[utoipa::path(post, path = "/uploads", tag = "data", params(
    ("name" = String, Query, description = "name of the file"),
), request_body(content = String, content_type = "application/octet-stream", description = "the file as it is"),
responses(
    (status = 200, description = "ok", body = UploadView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn upload(
    State(state): State<AppState>,
    parameters: Parameters,
    headers: HeaderMap,
    body: Bytes,
) -> Answer<Json<UploadView>> {
    let parameters = parameters.only(&["name"])?;
    let name = parameters.one("name")?.ok_or_else(|| {
        ServiceError::new("bad-parameter", "parameter `name` is missing, expected the name of the file")
            .value("parameter", "name")
    })?;
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    state.uploads.check_size(announced.unwrap_or_default())?;
    Ok(Json(state.uploads.receive(name, body, state.now()).await?))
}

/// What a file holds and how it would be read.
#[utoipa::path(post, path = "/uploads/{id}/preview", tag = "data", params(
    ("id" = String, Path, description = "upload id"),
), request_body = ImportRequest, responses(
    (status = 200, description = "ok", body = PreviewView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn preview(
    State(state): State<AppState>,
    Name(id): Name,
    Body(request): Body<ImportRequest>,
) -> Answer<Json<PreviewView>> {
    Ok(Json(state.service.preview(&state.uploads.find(&id)?, &request).await?))
}

/// Imports a file as one batch, or only counts (`dry_run`).
#[utoipa::path(post, path = "/uploads/{id}/import", tag = "data", params(
    ("id" = String, Path, description = "upload id"),
), request_body = ImportRequest, responses(
    (status = 202, description = "started", body = JobView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn start_import(
    State(state): State<AppState>,
    Name(id): Name,
    Body(request): Body<ImportRequest>,
) -> Answer<(StatusCode, Json<JobView>)> {
    let files = [state.uploads.find(&id)?];
    let (service, uploads, now) = (state.service.clone(), state.uploads.clone(), state.now());
    let job = state.jobs.start("import", state.clock(), |progress, cancel| async move {
        let report = service.import(&files, &request, now, progress, cancel).await?;
        if report.batch.is_some() {
            // The rows are in the ledger; a file that cannot be removed now goes after a day.
            uploads.remove(&id).ok();
        }
        Ok(Done::Import(Box::new(report)))
    })?;
    Ok((StatusCode::ACCEPTED, Json(job)))
}

/// Throws a waiting file away.
#[utoipa::path(delete, path = "/uploads/{id}", tag = "data", params(
    ("id" = String, Path, description = "upload id"),
), responses(
    (status = 204, description = "ok"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn drop_upload(State(state): State<AppState>, Name(id): Name) -> Answer<StatusCode> {
    state.uploads.remove(&id)?;
    Ok(StatusCode::NO_CONTENT)
}
