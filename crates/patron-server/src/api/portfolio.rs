use axum::Json;
use axum::extract::State;
use patron_service::views::{PortfolioChange, PortfolioView, Problem};

use super::body::Body;
use crate::failure::Answer;
use crate::state::AppState;

/// The portfolio's settings.
#[utoipa::path(get, path = "/portfolio", tag = "portfolio", responses(
    (status = 200, description = "ok", body = PortfolioView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn portfolio(State(state): State<AppState>) -> Answer<Json<PortfolioView>> {
    Ok(Json(state.service.portfolio().await?))
}

/// Changes settings; absent ones stay. Figures change with the next run.
#[utoipa::path(put, path = "/portfolio", tag = "portfolio", request_body = PortfolioChange, responses(
    (status = 200, description = "ok", body = PortfolioView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn change_portfolio(
    State(state): State<AppState>,
    Body(change): Body<PortfolioChange>,
) -> Answer<Json<PortfolioView>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.set_portfolio(&change, state.now()).await?))
}
