use axum::Json;
use axum::extract::State;
use patron_service::views::{AlertsAnswer, Problem};

use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// Rows that are answered where the reader does not say how many, and at most.
const USUAL_ROWS: usize = 100;
const MOST_ROWS: usize = 10_000;

/// Customers whose value turned down, key accounts first; why nobody can say is part of the answer.
#[utoipa::path(get, path = "/alerts", tag = "value", params(
    ("f" = Option<Vec<String>>, Query, description = "condition `field:op:value`; all must hold"),
    ("q" = Option<String>, Query, description = "text in the id or the name"),
    ("limit" = Option<usize>, Query, description = "at most so many rows, up to 10,000; 100 if absent"),
), responses(
    (status = 200, description = "ok", body = AlertsAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn alerts(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<AlertsAnswer>> {
    let parameters = parameters.only(&["f", "q", "limit"])?;
    let limit = parameters.number("limit", USUAL_ROWS, MOST_ROWS)?;
    Ok(Json(state.service.alerts_answer(&parameters.filter()?, limit).await?))
}
