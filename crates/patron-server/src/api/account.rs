use axum::Json;
use axum::extract::State;
use patron_service::views::{AccountView, Problem};

use super::body::Name;
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// An account beside its figures: people, contracts, invoices, deals, wallet, group, tasks, roster.
#[utoipa::path(get, path = "/customers/{id}/account", tag = "accounts", params(
    ("id" = String, Path, description = "customer id, percent-encoded"),
    ("contacts" = Option<bool>, Query, description = "with how to reach people, which is left out otherwise"),
), responses(
    (status = 200, description = "ok", body = AccountView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn account(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<AccountView>> {
    let parameters = parameters.only(&["contacts"])?;
    let contacts = parameters.one("contacts")? == Some("true");
    Ok(Json(state.service.account(&id, contacts, state.now()).await?))
}
