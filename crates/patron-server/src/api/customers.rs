use axum::Json;
use axum::extract::State;
use patron_service::views::{CustomerHistoryView, CustomerView, CustomersPage, Problem};

use super::body::Name;
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// One page of the customer table.
#[utoipa::path(get, path = "/customers", tag = "value", params(
    ("columns" = Option<String>, Query, description = "ids of measures and attributes, parted by commas; all if absent"),
    ("f" = Option<Vec<String>>, Query, description = "condition `field:op:value`; all must hold. Operators: \
        is and not (values parted by |, an empty one means unknown), ge, le, has"),
    ("q" = Option<String>, Query, description = "text in the id or the name"),
    ("sort" = Option<String>, Query, description = "column, with a leading - for descending; unknown values last"),
    ("limit" = Option<u32>, Query, description = "rows of a page, at most 1000; 50 if absent"),
    ("after" = Option<String>, Query, description = "`next` of the page before"),
), responses(
    (status = 200, description = "ok", body = CustomersPage),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn customers(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<CustomersPage>> {
    let query = parameters.only(&["columns", "f", "q", "sort", "limit", "after"])?.customers()?;
    Ok(Json(state.service.customers(&query).await?))
}

/// Everything that is known of one customer.
#[utoipa::path(get, path = "/customers/{id}", tag = "value", params(
    ("id" = String, Path, description = "customer id, percent-encoded"),
), responses(
    (status = 200, description = "ok", body = CustomerView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn customer(State(state): State<AppState>, Name(id): Name) -> Answer<Json<CustomerView>> {
    Ok(Json(state.service.customer(&id).await?))
}

/// The value of one customer at past days, as earlier runs had it, and what moved it.
#[utoipa::path(get, path = "/customers/{id}/history", tag = "value", params(
    ("id" = String, Path, description = "customer id, percent-encoded"),
), responses(
    (status = 200, description = "ok", body = CustomerHistoryView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn customer_history(
    State(state): State<AppState>,
    Name(id): Name,
) -> Answer<Json<CustomerHistoryView>> {
    Ok(Json(state.service.customer_history(&id).await?))
}
