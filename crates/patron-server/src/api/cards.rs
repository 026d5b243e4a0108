use axum::Json;
use axum::extract::State;
use patron_service::service::ShownAccounts;
use patron_service::views::{CardCheck, CardSummary, CardText, CardView, Problem, ScoreAnswer};

use super::body::{Body, Name};
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// Accounts that are answered where the reader does not say how many.
const USUAL_ROWS: usize = 1000;
/// Accounts that are answered at most.
const MOST_ROWS: usize = 10_000;

/// The portfolio's scorecards.
#[utoipa::path(get, path = "/cards", tag = "cards", responses(
    (status = 200, description = "ok", body = Vec<CardSummary>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn cards(State(state): State<AppState>) -> Answer<Json<Vec<CardSummary>>> {
    Ok(Json(state.service.cards().await?))
}

/// Checks a card and keeps it as its next version; the next run scores it.
#[utoipa::path(put, path = "/cards", tag = "cards", request_body = CardText, responses(
    (status = 200, description = "kept", body = CardView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn put_card(State(state): State<AppState>, Body(card): Body<CardText>) -> Answer<Json<CardView>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.put_card(&card.text, state.now()).await?))
}

/// Cards to begin with.
#[utoipa::path(get, path = "/cards/templates", tag = "cards", responses(
    (status = 200, description = "ok", body = Vec<CardSummary>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn templates(State(state): State<AppState>) -> Answer<Json<Vec<CardSummary>>> {
    Ok(Json(state.service.card_templates()?))
}

/// A template as it is written.
#[utoipa::path(get, path = "/cards/templates/{id}", tag = "cards", params(
    ("id" = String, Path, description = "id of the template"),
), responses(
    (status = 200, description = "ok", body = CardView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn template(State(state): State<AppState>, Name(id): Name) -> Answer<Json<CardView>> {
    Ok(Json(state.service.card_template(&id)?))
}

/// Checks the text of a card and keeps nothing; why it does not fit is part of the answer.
#[utoipa::path(post, path = "/cards/check", tag = "cards", request_body = CardText, responses(
    (status = 200, description = "ok", body = CardCheck),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn check(State(state): State<AppState>, Body(card): Body<CardText>) -> Json<CardCheck> {
    Json(state.service.check_card(&card.text))
}

/// A card as it is written, with the numbers of its versions.
#[utoipa::path(get, path = "/cards/{id}", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
    ("version" = Option<u32>, Query, description = "an earlier version"),
), responses(
    (status = 200, description = "ok", body = CardView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn card(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<CardView>> {
    let parameters = parameters.only(&["version"])?;
    let most = u32::MAX as usize;
    let wanted = match parameters.one("version")? {
        None => None,
        Some(_) => u32::try_from(parameters.number("version", 0, most)?).ok(),
    };
    Ok(Json(state.service.card(&id, wanted).await?))
}

/// Removes a card with its versions; runs keep what they scored.
#[utoipa::path(delete, path = "/cards/{id}", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
), responses(
    (status = 200, description = "removed; the cards that are left", body = Vec<CardSummary>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn remove_card(State(state): State<AppState>, Name(id): Name) -> Answer<Json<Vec<CardSummary>>> {
    let _turn = state.jobs.turn()?;
    state.service.remove_card(&id, state.now()).await?;
    Ok(Json(state.service.cards().await?))
}

/// Accounts on a card, best first, as the current run scored them; why there are none is part of the answer.
#[utoipa::path(get, path = "/cards/{id}/score", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
    ("limit" = Option<usize>, Query, description = "at most so many accounts, up to 10,000; 1,000 if absent"),
    ("customer" = Option<String>, Query, description = "this account alone"),
), responses(
    (status = 200, description = "ok", body = ScoreAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn score(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<ScoreAnswer>> {
    let parameters = parameters.only(&["limit", "customer"])?;
    let limit = Some(parameters.number("limit", USUAL_ROWS, MOST_ROWS)?);
    let shown = ShownAccounts { limit, customer: parameters.one("customer")?.map(str::to_owned) };
    Ok(Json(state.service.score_answer(&id, &shown).await?))
}
