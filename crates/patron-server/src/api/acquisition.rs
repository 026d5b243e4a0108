use axum::Json;
use axum::extract::State;
use patron_service::views::{AcquisitionReply, Problem};

use crate::failure::Answer;
use crate::state::AppState;

/// What customers cost to win and keep, against what they bring; without marketing spend the reason.
#[utoipa::path(get, path = "/acquisition", tag = "profit", responses(
    (status = 200, description = "ok", body = AcquisitionReply),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn acquisition(State(state): State<AppState>) -> Answer<Json<AcquisitionReply>> {
    Ok(Json(state.service.acquisition_or_reason().await?))
}
