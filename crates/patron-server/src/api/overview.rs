use axum::Json;
use axum::extract::State;
use patron_service::views::{OverviewView, Problem};

use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// What the base is worth and where the worth sits.
#[utoipa::path(get, path = "/overview", tag = "value", params(
    ("f" = Option<Vec<String>>, Query, description = "condition `field:op:value`; all must hold"),
    ("q" = Option<String>, Query, description = "text in the id or the name"),
), responses(
    (status = 200, description = "ok", body = OverviewView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn overview(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<OverviewView>> {
    let filter = parameters.only(&["f", "q"])?.filter()?;
    Ok(Json(state.service.overview(&filter).await?))
}
