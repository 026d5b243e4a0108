use axum::Json;
use axum::extract::State;
use axum::response::Response;
use patron_service::error::{Result, ServiceError};
use patron_service::export::Format;
use patron_service::service::Cell;
use patron_service::views::{MovementAnswer, MoversView, Problem};

use super::body::Name;
use super::export::table;
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// Rows that are answered where the reader does not say how many, and at most.
const USUAL_ROWS: usize = 200;
const MOST_ROWS: usize = 10_000;

/// Customers by their label in an earlier and a later run; why that cannot be said is part of the answer.
#[utoipa::path(get, path = "/movement/{scheme}", tag = "value", params(
    ("scheme" = String, Path, description = "id of a label measure"),
    ("before" = Option<String>, Query, description = "the earlier run; the newest of an earlier day if absent"),
    ("after" = Option<String>, Query, description = "the later run; the current one if absent"),
), responses(
    (status = 200, description = "ok", body = MovementAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn movement(
    State(state): State<AppState>,
    Name(scheme): Name,
    parameters: Parameters,
) -> Answer<Json<MovementAnswer>> {
    let parameters = parameters.only(&["before", "after"])?;
    let (before, after) = (parameters.one("before")?, parameters.one("after")?);
    Ok(Json(state.service.movement_answer(&scheme, before, after).await?))
}

/// Customers of one cell, the largest change of equity first.
#[utoipa::path(get, path = "/movement/{scheme}/customers", tag = "value", params(
    ("scheme" = String, Path, description = "id of a label measure"),
    ("before" = Option<String>, Query, description = "the earlier run; the newest of an earlier day if absent"),
    ("after" = Option<String>, Query, description = "the later run; the current one if absent"),
    ("from" = Option<String>, Query, description = "`is:` and a label of the earlier run, `is:` alone for not known, or \
        `new`: not in it"),
    ("to" = Option<String>, Query, description = "`is:` and a label of the later run, or `gone`: not in it"),
    ("limit" = Option<usize>, Query, description = "at most so many, up to 10,000; 200 if absent"),
), responses(
    (status = 200, description = "ok", body = MoversView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn movers(
    State(state): State<AppState>,
    Name(scheme): Name,
    parameters: Parameters,
) -> Answer<Json<MoversView>> {
    let parameters = parameters.only(&["before", "after", "from", "to", "limit"])?;
    let limit = parameters.number("limit", USUAL_ROWS, MOST_ROWS)?;
    let (before, after) = (parameters.one("before")?, parameters.one("after")?);
    Ok(Json(state.service.movers(&scheme, before, after, &cell(&parameters)?, limit).await?))
}

/// All customers of one cell as a file.
#[utoipa::path(get, path = "/export/movement/{scheme}", tag = "files", params(
    ("scheme" = String, Path, description = "id of a label measure"),
    ("before" = Option<String>, Query, description = "the earlier run"),
    ("after" = Option<String>, Query, description = "the later run"),
    ("from" = Option<String>, Query, description = "as for the list"),
    ("to" = Option<String>, Query, description = "as for the list"),
    ("format" = Option<String>, Query, description = "csv, xlsx, parquet or json; csv if absent"),
), responses(
    (status = 200, description = "the file", body = String, content_type = "application/octet-stream"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn export_movers(
    State(state): State<AppState>,
    Name(scheme): Name,
    parameters: Parameters,
) -> Answer<Response> {
    let parameters = parameters.only(&["before", "after", "from", "to", "format"])?;
    let format = Format::parse(parameters.one("format")?.unwrap_or("csv"))?;
    let (before, after) = (parameters.one("before")?, parameters.one("after")?);
    let answer = state.service.export_movers(&scheme, before, after, &cell(&parameters)?).await?;
    table(&state, answer, format, None, "movement").await
}

fn cell(parameters: &Parameters) -> Result<Cell> {
    let side = |name: &str, absent: &str| match parameters.one(name)? {
        None => Ok((None, false)),
        Some(word) if word == absent => Ok((None, true)),
        Some(word) => match word.strip_prefix("is:") {
            Some(label) => Ok((Some(label.to_owned()), false)),
            None => {
                let message = format!("parameter `{name}` is `{word}`, expected `is:` and a label, or `{absent}`");
                Err(ServiceError::new("bad-parameter", message).value("parameter", name))
            }
        },
    };
    let ((from, entered), (to, left)) = (side("from", "new")?, side("to", "gone")?);
    Ok(Cell { from, to, entered, left })
}
