use axum::Json;
use axum::extract::State;
use patron_service::views::{PlaybookChange, PlaybookVersion, Problem, SchemePlaybooks};

use super::body::{Body, Name};
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// The playbooks of every scheme.
#[utoipa::path(get, path = "/playbooks", tag = "accounts", responses(
    (status = 200, description = "ok", body = Vec<SchemePlaybooks>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn playbooks(State(state): State<AppState>) -> Answer<Json<Vec<SchemePlaybooks>>> {
    Ok(Json(state.service.playbooks().await?))
}

/// The playbooks of a scheme.
#[utoipa::path(get, path = "/playbooks/{scheme}", tag = "accounts", params(
    ("scheme" = String, Path, description = "id of a label measure"),
    ("version" = Option<u32>, Query, description = "as this change left them; 0: as built in"),
), responses(
    (status = 200, description = "ok", body = SchemePlaybooks),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn playbook(
    State(state): State<AppState>,
    Name(scheme): Name,
    parameters: Parameters,
) -> Answer<Json<SchemePlaybooks>> {
    let parameters = parameters.only(&["version"])?;
    let wanted = match parameters.one("version")? {
        None => None,
        Some(_) => u32::try_from(parameters.number("version", 0, u32::MAX as usize)?).ok(),
    };
    Ok(Json(state.service.playbook(&scheme, wanted).await?))
}

/// Changes playbooks of a scheme, or takes them back to what is built in.
#[utoipa::path(put, path = "/playbooks/{scheme}", tag = "accounts", params(
    ("scheme" = String, Path, description = "id of a label measure"),
), request_body = PlaybookChange, responses(
    (status = 200, description = "kept", body = SchemePlaybooks),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn set_playbook(
    State(state): State<AppState>,
    Name(scheme): Name,
    Body(change): Body<PlaybookChange>,
) -> Answer<Json<SchemePlaybooks>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.set_playbook(&scheme, &change, state.now()).await?))
}

/// Every change of a scheme's playbooks, latest first.
#[utoipa::path(get, path = "/playbooks/{scheme}/history", tag = "accounts", params(
    ("scheme" = String, Path, description = "id of a label measure"),
), responses(
    (status = 200, description = "ok", body = Vec<PlaybookVersion>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn playbook_history(
    State(state): State<AppState>,
    Name(scheme): Name,
) -> Answer<Json<Vec<PlaybookVersion>>> {
    Ok(Json(state.service.playbook_history(&scheme).await?))
}
