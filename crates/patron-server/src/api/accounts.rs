use axum::Json;
use axum::extract::State;
use axum::response::Response;
use patron_service::export::Format;
use patron_service::service::FormOf;
use patron_service::views::{
    AssessorsAnswer, CardView, CardsAnswer, FormAnswer, FormScores, GapAnswer, GroupsAnswer, ImportReport, Problem,
    Reweighting, WhatIfAnswer,
};

use super::body::{Body, Name};
use super::download::Download;
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// The accounts of a card under other weights; nothing is kept, and weights that cannot be are part of the answer.
#[utoipa::path(post, path = "/cards/{id}/what-if", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
), request_body = Reweighting, responses(
    (status = 200, description = "ok", body = WhatIfAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn what_if(
    State(state): State<AppState>,
    Name(id): Name,
    Body(wish): Body<Reweighting>,
) -> Answer<Json<WhatIfAnswer>> {
    Ok(Json(state.service.what_if(&id, &wish).await?))
}

/// Keeps weights as the next version of the card.
#[utoipa::path(put, path = "/cards/{id}/weights", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
), request_body = Reweighting, responses(
    (status = 200, description = "kept", body = CardView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn save_weights(
    State(state): State<AppState>,
    Name(id): Name,
    Body(wish): Body<Reweighting>,
) -> Answer<Json<CardView>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.save_weights(&id, &wish, state.now()).await?))
}

/// The way of an account to the next tier.
#[utoipa::path(get, path = "/cards/{id}/gap", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
    ("customer" = String, Query, description = "the account"),
), responses(
    (status = 200, description = "ok", body = GapAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn gap(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<GapAnswer>> {
    let parameters = parameters.only(&["customer"])?;
    let customer = parameters.one("customer")?.unwrap_or_default();
    Ok(Json(state.service.gap(&id, customer).await?))
}

/// Groups of accounts on a card, best first.
#[utoipa::path(get, path = "/cards/{id}/groups", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
), responses(
    (status = 200, description = "ok", body = GroupsAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn groups(State(state): State<AppState>, Name(id): Name) -> Answer<Json<GroupsAnswer>> {
    Ok(Json(state.service.account_groups(&id).await?))
}

/// What several assessors think, those farthest apart first.
#[utoipa::path(get, path = "/cards/{id}/assessors", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
    ("customer" = Option<String>, Query, description = "this account alone"),
), responses(
    (status = 200, description = "ok", body = AssessorsAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn assessors(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<AssessorsAnswer>> {
    let parameters = parameters.only(&["customer"])?;
    Ok(Json(state.service.assessors(&id, parameters.one("customer")?).await?))
}

/// Cards side by side: whether they put accounts in the same order.
#[utoipa::path(get, path = "/cards/compare", tag = "cards", params(
    ("card" = Vec<String>, Query, description = "ids of two to six cards"),
), responses(
    (status = 200, description = "ok", body = CardsAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn compare(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<CardsAnswer>> {
    let parameters = parameters.only(&["card"])?;
    let cards: Vec<String> = parameters.all("card").map(str::to_owned).collect();
    Ok(Json(state.service.compare_cards(&cards).await?))
}

fn form_of(parameters: &Parameters) -> Answer<FormOf> {
    let one = |name: &str| Ok::<_, crate::failure::Failure>(parameters.one(name)?.map(str::to_owned));
    Ok(FormOf { assessor: one("assessor")?, manager: one("manager")? })
}

/// The typed lines of a card for the accounts of a manager, with what is missing or old.
#[utoipa::path(get, path = "/cards/{id}/form", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
    ("assessor" = Option<String>, Query, description = "whose scores are shown"),
    ("manager" = Option<String>, Query, description = "whose accounts; all if absent"),
), responses(
    (status = 200, description = "ok", body = FormAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn form(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<FormAnswer>> {
    let of = form_of(&parameters.only(&["assessor", "manager"])?)?;
    Ok(Json(state.service.card_form(&id, &of, state.now()).await?))
}

/// The form as a file to fill in and import.
#[utoipa::path(get, path = "/cards/{id}/form-file", tag = "files", params(
    ("id" = String, Path, description = "id of the card"),
    ("assessor" = Option<String>, Query, description = "who fills it in"),
    ("manager" = Option<String>, Query, description = "whose accounts; all if absent"),
    ("format" = Option<String>, Query, description = "xlsx or csv"),
    ("lang" = Option<String>, Query, description = "zh or en"),
), responses(
    (status = 200, description = "the file", body = String, content_type = "application/octet-stream"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn form_file(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Response> {
    let parameters = parameters.only(&["assessor", "manager", "format", "lang"])?;
    let format = Format::parse(parameters.one("format")?.unwrap_or("xlsx"))?;
    let of = form_of(&parameters)?;
    let bytes = state.service.card_form_file(&id, &of, format, parameters.language()?, state.now()).await?;
    Ok(Download { name: format!("{id}.{}", format.extension()), media_type: format.media_type() }.bytes(bytes))
}

/// Appends typed scores to the ledger as one batch that can be taken back.
#[utoipa::path(post, path = "/cards/{id}/scores", tag = "cards", params(
    ("id" = String, Path, description = "id of the card"),
), request_body = FormScores, responses(
    (status = 200, description = "kept", body = ImportReport),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn save_scores(
    State(state): State<AppState>,
    Name(id): Name,
    Body(typed): Body<FormScores>,
) -> Answer<Json<ImportReport>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.save_scores(&id, &typed, state.now()).await?))
}
