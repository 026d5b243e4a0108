use axum::Json;
use axum::extract::State;
use patron_service::views::{BatchView, Problem};

use super::body::Name;
use crate::failure::Answer;
use crate::state::AppState;

/// Every import, newest first.
#[utoipa::path(get, path = "/batches", tag = "data", responses(
    (status = 200, description = "ok", body = Vec<BatchView>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn batches(State(state): State<AppState>) -> Answer<Json<Vec<BatchView>>> {
    Ok(Json(state.service.batches().await?))
}

/// Takes an import back. Figures change with the next run.
#[utoipa::path(post, path = "/batches/{id}/undo", tag = "data", params(
    ("id" = String, Path, description = "batch id"),
), responses(
    (status = 200, description = "ok", body = BatchView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn undo_batch(State(state): State<AppState>, Name(id): Name) -> Answer<Json<BatchView>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.undo(&id, state.now()).await?))
}
