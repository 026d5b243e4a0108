use axum::Json;
use axum::extract::State;
use patron_service::views::{Problem, SegmentsView};

use super::body::Name;
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// One scheme of labels with the totals of each.
#[utoipa::path(get, path = "/segments/{scheme}", tag = "value", params(
    ("scheme" = String, Path, description = "id of a label measure"),
    ("f" = Option<Vec<String>>, Query, description = "condition `field:op:value`; all must hold"),
    ("q" = Option<String>, Query, description = "text in the id or the name"),
), responses(
    (status = 200, description = "ok", body = SegmentsView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn segments(
    State(state): State<AppState>,
    Name(scheme): Name,
    parameters: Parameters,
) -> Answer<Json<SegmentsView>> {
    let filter = parameters.only(&["f", "q"])?.filter()?;
    Ok(Json(state.service.segments(&scheme, &filter).await?))
}
