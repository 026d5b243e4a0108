use axum::Json;
use axum::extract::State;
use axum::response::Response;
use patron_service::export::Format;
use patron_service::service::WorkbookCustomers;
use patron_service::views::{
    CostDraft, CostDraftCheck, CostStatementAnswer, CostedAnswer, CostsFile, KeptCosts, Problem,
};

use super::body::{Body, Name};
use super::download::Download;
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// Customers that a workbook has rows for where the reader does not say how many.
const USUAL_ROWS: usize = 1000;
/// Customers that a workbook of a page has rows for at most.
const MOST_ROWS: usize = 100_000;

/// The costs that the portfolio keeps, by id.
#[utoipa::path(get, path = "/costs", tag = "costs", responses(
    (status = 200, description = "ok", body = Vec<KeptCosts>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn costs(State(state): State<AppState>) -> Answer<Json<Vec<KeptCosts>>> {
    Ok(Json(state.service.kept_costs().await?))
}

/// Checks costs and keeps them as their next version; the next run reads them.
#[utoipa::path(put, path = "/costs", tag = "costs", request_body = CostDraft, responses(
    (status = 200, description = "kept", body = CostsFile),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn put_costs(State(state): State<AppState>, Body(draft): Body<CostDraft>) -> Answer<Json<CostsFile>> {
    let _turn = state.jobs.turn()?;
    Ok(Json(state.service.add_costs(&draft.text, state.now()).await?))
}

/// Costs to begin with, for the last year with orders.
#[utoipa::path(get, path = "/costs/example", tag = "costs", responses(
    (status = 200, description = "ok", body = CostDraft),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn cost_example(State(state): State<AppState>) -> Answer<Json<CostDraft>> {
    Ok(Json(CostDraft { text: state.service.cost_beginning().await? }))
}

/// Checks costs, sends them to the customers and keeps nothing; why they do not fit is part of the answer.
#[utoipa::path(post, path = "/costs/check", tag = "costs", request_body = CostDraft, responses(
    (status = 200, description = "ok", body = CostDraftCheck),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn check_costs(
    State(state): State<AppState>,
    Body(draft): Body<CostDraft>,
) -> Answer<Json<CostDraftCheck>> {
    Ok(Json(state.service.check_costs(&draft.text).await?))
}

/// Kept costs as they are written, with the numbers of their versions.
#[utoipa::path(get, path = "/costs/{id}", tag = "costs", params(
    ("id" = String, Path, description = "id of the costs"),
    ("version" = Option<u32>, Query, description = "an earlier version"),
), responses(
    (status = 200, description = "ok", body = CostsFile),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn costs_file(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<CostsFile>> {
    let parameters = parameters.only(&["version"])?;
    let wanted = match parameters.one("version")? {
        None => None,
        Some(_) => u32::try_from(parameters.number("version", 0, u32::MAX as usize)?).ok(),
    };
    Ok(Json(state.service.costs_file(&id, wanted).await?))
}

/// Removes kept costs with their versions; runs keep what they computed.
#[utoipa::path(delete, path = "/costs/{id}", tag = "costs", params(
    ("id" = String, Path, description = "id of the costs"),
), responses(
    (status = 200, description = "removed; the costs that are left", body = Vec<KeptCosts>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn remove_costs(State(state): State<AppState>, Name(id): Name) -> Answer<Json<Vec<KeptCosts>>> {
    let _turn = state.jobs.turn()?;
    state.service.remove_costs(&id, state.now()).await?;
    Ok(Json(state.service.kept_costs().await?))
}

/// Where these costs go and what customers earn, over their days; why that is not known is part of the answer.
#[utoipa::path(get, path = "/costs/{id}/profit", tag = "costs", params(
    ("id" = String, Path, description = "id of the costs"),
), responses(
    (status = 200, description = "ok", body = CostedAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn costed(State(state): State<AppState>, Name(id): Name) -> Answer<Json<CostedAnswer>> {
    let file = state.service.costs_file(&id, None).await?;
    Ok(Json(state.service.costed_answer(&file.text).await?))
}

/// What one customer earns by these costs, line by line; why that is not known is part of the answer.
#[utoipa::path(get, path = "/costs/{id}/statement", tag = "costs", params(
    ("id" = String, Path, description = "id of the costs"),
    ("customer" = String, Query, description = "the customer"),
), responses(
    (status = 200, description = "ok", body = CostStatementAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn cost_statement(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Json<CostStatementAnswer>> {
    let parameters = parameters.only(&["customer"])?;
    let file = state.service.costs_file(&id, None).await?;
    let customer = parameters.one("customer")?.unwrap_or_default();
    Ok(Json(state.service.cost_statement_answer(&file.text, customer).await?))
}

/// The whole costing as a workbook with formulas.
#[utoipa::path(get, path = "/costs/{id}/workbook", tag = "costs", params(
    ("id" = String, Path, description = "id of the costs"),
    ("customers" = Option<usize>, Query, description = "rows for so many customers, up to 100,000; 1,000 if absent"),
    ("lang" = Option<String>, Query, description = "zh or en"),
), responses(
    (status = 200, description = "the file", body = String, content_type = "application/octet-stream"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn cost_workbook(
    State(state): State<AppState>,
    Name(id): Name,
    parameters: Parameters,
) -> Answer<Response> {
    let parameters = parameters.only(&["customers", "lang"])?;
    let shown = WorkbookCustomers::First(parameters.number("customers", USUAL_ROWS, MOST_ROWS)?);
    let file = state.service.costs_file(&id, None).await?;
    let bytes = state.service.cost_workbook(&file.text, shown, parameters.language()?).await?;
    Ok(Download { name: format!("{id}.xlsx"), media_type: Format::Xlsx.media_type() }.bytes(bytes))
}
