use axum::Json;
use axum::extract::State;
use patron_service::views::{LifetimeValueView, Problem};

use crate::failure::Answer;
use crate::state::AppState;

/// The model, its parameters, and the proof.
#[utoipa::path(get, path = "/lifetime-value", tag = "value", responses(
    (status = 200, description = "ok", body = LifetimeValueView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn lifetime_value(State(state): State<AppState>) -> Answer<Json<LifetimeValueView>> {
    Ok(Json(state.service.lifetime_value().await?))
}
