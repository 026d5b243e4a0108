use axum::Json;
use axum::extract::State;
use patron_service::views::{Problem, StatusView};

use crate::failure::Answer;
use crate::state::AppState;

/// What a page needs before it can draw its frame.
#[utoipa::path(get, path = "/status", tag = "portfolio", responses(
    (status = 200, description = "ok", body = StatusView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn status(State(state): State<AppState>) -> Answer<Json<StatusView>> {
    Ok(Json(state.service.status().await?))
}
