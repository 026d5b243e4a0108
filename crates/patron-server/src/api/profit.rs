use axum::Json;
use axum::extract::State;
use patron_service::error::ServiceError;
use patron_service::service::{CostsFrom, Lost, ProfitRequest};
use patron_service::views::{BelowCostAnswer, Problem, ProfitAnswer, ProfitCurvesAnswer, ProfitLossAnswer};

use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// Rows that are answered where the reader does not say how many, and at most.
const USUAL_ROWS: usize = 50;
const MOST_ROWS: usize = 1000;

/// Profit by one dimension in both views; why there is none is part of the answer.
#[utoipa::path(get, path = "/profit", tag = "value", params(
    ("by" = Option<String>, Query, description = "`customer`, `product`, `category`, `channel`, `tier`, or a label or \
        column of the customer table; `tier` if absent"),
    ("costs" = Option<String>, Query, description = "kept costs by their id; those of the latest days if absent"),
    ("tiers" = Option<String>, Query, description = "bounds of the tiers, with commas; 10000,20000,100000 if absent"),
    ("limit" = Option<usize>, Query, description = "at most so many rows, up to 1000; 50 if absent"),
), responses(
    (status = 200, description = "ok", body = ProfitAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn profit(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<ProfitAnswer>> {
    let parameters = parameters.only(&["by", "costs", "tiers", "limit"])?;
    let request = ProfitRequest {
        costs: costs(&parameters)?,
        by: parameters.one("by")?.unwrap_or("tier").to_owned(),
        tiers: tiers(&parameters)?,
        limit: parameters.number("limit", USUAL_ROWS, MOST_ROWS)?,
    };
    Ok(Json(state.service.profit_answer(&request).await?))
}

/// Customers below incremental cost, and what would change that.
#[utoipa::path(get, path = "/profit/below-cost", tag = "value", params(
    ("costs" = Option<String>, Query, description = "kept costs by their id; those of the latest days if absent"),
    ("margin" = Option<f64>, Query, description = "margin on revenue that the changes aim at; 0 if absent"),
    ("limit" = Option<usize>, Query, description = "at most so many customers, up to 1000; 50 if absent"),
), responses(
    (status = 200, description = "ok", body = BelowCostAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn profit_below_cost(
    State(state): State<AppState>,
    parameters: Parameters,
) -> Answer<Json<BelowCostAnswer>> {
    let parameters = parameters.only(&["costs", "margin", "limit"])?;
    let margin = match parameters.one("margin")? {
        None => 0.0,
        Some(text) => text.parse().map_err(|_| bad("margin", text, "a share from 0 to below 1"))?,
    };
    let limit = parameters.number("limit", USUAL_ROWS, MOST_ROWS)?;
    Ok(Json(state.service.below_cost_answer(&costs(&parameters)?, margin, limit).await?))
}

/// Whale curves of both views, today and at the horizon, and how much hangs on a few.
#[utoipa::path(get, path = "/profit/curves", tag = "value", params(
    ("costs" = Option<String>, Query, description = "kept costs by their id; those of the latest days if absent"),
), responses(
    (status = 200, description = "ok", body = ProfitCurvesAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn profit_curves(
    State(state): State<AppState>,
    parameters: Parameters,
) -> Answer<Json<ProfitCurvesAnswer>> {
    let parameters = parameters.only(&["costs"])?;
    Ok(Json(state.service.profit_curves_answer(&costs(&parameters)?).await?))
}

/// What losing a customer, or all of a label or tier, would cost.
#[utoipa::path(get, path = "/profit/loss", tag = "value", params(
    ("costs" = Option<String>, Query, description = "kept costs by their id; those of the latest days if absent"),
    ("customer" = Option<String>, Query, description = "id of the customer"),
    ("by" = Option<String>, Query, description = "instead of a customer: `tier`, or a label or column of customers"),
    ("label" = Option<String>, Query, description = "and the label"),
    ("tiers" = Option<String>, Query, description = "bounds of the tiers, with commas"),
), responses(
    (status = 200, description = "ok", body = ProfitLossAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn profit_loss(
    State(state): State<AppState>,
    parameters: Parameters,
) -> Answer<Json<ProfitLossAnswer>> {
    let parameters = parameters.only(&["costs", "customer", "by", "label", "tiers"])?;
    let who = match (parameters.one("customer")?, parameters.one("by")?, parameters.one("label")?) {
        (Some(id), None, None) => Lost::Customer(id.to_owned()),
        (None, Some(by), label) => {
            Lost::Label { by: by.to_owned(), label: label.unwrap_or_default().to_owned(), tiers: tiers(&parameters)? }
        }
        _ => return Err(bad("customer", "", "`customer`, or `by` and `label`").into()),
    };
    Ok(Json(state.service.profit_loss_answer(&costs(&parameters)?, &who).await?))
}

fn costs(parameters: &Parameters) -> Result<CostsFrom, ServiceError> {
    Ok(parameters.one("costs")?.map_or(CostsFrom::Latest, |id| CostsFrom::Kept(id.to_owned())))
}

fn tiers(parameters: &Parameters) -> Result<Vec<f64>, ServiceError> {
    let Some(text) = parameters.one("tiers")? else { return Ok(Vec::new()) };
    let bounds =
        text.split(',').map(|bound| bound.trim().parse().map_err(|_| bad("tiers", text, "amounts with commas")));
    bounds.collect()
}

fn bad(name: &str, given: &str, expected: &str) -> ServiceError {
    let message = format!("parameter `{name}` is `{given}`, expected {expected}");
    ServiceError::new("bad-parameter", message).value("parameter", name)
}
