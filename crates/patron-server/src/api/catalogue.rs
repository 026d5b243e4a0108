use axum::Json;
use axum::extract::State;
use patron_service::views::{CatalogueView, Problem};

use crate::failure::Answer;
use crate::state::AppState;

/// Measures, attributes and analyses.
#[utoipa::path(get, path = "/catalogue", tag = "portfolio", responses(
    (status = 200, description = "ok", body = CatalogueView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn catalogue(State(state): State<AppState>) -> Answer<Json<CatalogueView>> {
    Ok(Json(state.service.catalogue().await?))
}
