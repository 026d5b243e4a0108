use axum::Json;
use axum::extract::State;
use patron_service::views::{
    Problem, ProposalsView, RosterDecisionRequest, RosterEvent, RosterRuleChange, RosterRuleView, RosterView,
};

use super::body::Body;
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// The key-account roster, today or at a day.
#[utoipa::path(get, path = "/roster", tag = "accounts", params(
    ("on" = Option<String>, Query, description = "the roster at the end of this day, `YYYY-MM-DD`"),
), responses(
    (status = 200, description = "ok", body = RosterView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn roster(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<RosterView>> {
    let parameters = parameters.only(&["on"])?;
    Ok(Json(state.service.roster(parameters.one("on")?).await?))
}

/// Entries, exits, promotions and demotions that wait for a person; why there are none is part of the answer.
#[utoipa::path(get, path = "/roster/proposals", tag = "accounts", responses(
    (status = 200, description = "ok", body = ProposalsView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn proposals(State(state): State<AppState>) -> Answer<Json<ProposalsView>> {
    Ok(Json(state.service.roster_proposals().await?))
}

/// Decides about accounts: all of them, or none where one does not fit.
#[utoipa::path(post, path = "/roster/decisions", tag = "accounts", request_body = RosterDecisionRequest, responses(
    (status = 200, description = "decided", body = Vec<RosterEvent>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn decide(
    State(state): State<AppState>,
    Body(request): Body<RosterDecisionRequest>,
) -> Answer<Json<Vec<RosterEvent>>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.decide_roster(&request, state.now()).await?))
}

/// What was decided, latest first.
#[utoipa::path(get, path = "/roster/history", tag = "accounts", params(
    ("customer" = Option<String>, Query, description = "this account alone"),
), responses(
    (status = 200, description = "ok", body = Vec<RosterEvent>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn roster_history(
    State(state): State<AppState>,
    parameters: Parameters,
) -> Answer<Json<Vec<RosterEvent>>> {
    let parameters = parameters.only(&["customer"])?;
    Ok(Json(state.service.roster_history(parameters.one("customer")?).await?))
}

/// Sets the rule of the roster; the next run proposes by it.
#[utoipa::path(put, path = "/roster/rule", tag = "accounts", request_body = RosterRuleChange, responses(
    (status = 200, description = "kept", body = RosterRuleView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn set_rule(
    State(state): State<AppState>,
    Body(change): Body<RosterRuleChange>,
) -> Answer<Json<RosterRuleView>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.set_roster_rule(&change, state.now()).await?))
}
