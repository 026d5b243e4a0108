use std::io::BufWriter;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use patron_service::views::{Problem, QuarantinePage};

use super::body::Name;
use super::download::{Download, scratch_file};
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// Most rows of one page.
const MAX_ROWS: usize = 1000;

/// Rejected rows of one import, or of all that hold.
#[utoipa::path(get, path = "/quarantine", tag = "data", params(
    ("batch" = Option<String>, Query, description = "batch id; all live batches if absent"),
    ("limit" = Option<u32>, Query, description = "rows of a page, at most 1000; 50 if absent"),
    ("offset" = Option<u32>, Query, description = "rows to pass over"),
), responses(
    (status = 200, description = "ok", body = QuarantinePage),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn quarantine(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<QuarantinePage>> {
    let parameters = parameters.only(&["batch", "limit", "offset"])?;
    let offset = parameters.number("offset", 0, u32::MAX as usize)?;
    let limit = parameters.number("limit", 50, MAX_ROWS)?;
    Ok(Json(state.service.quarantine(parameters.one("batch")?, offset, limit).await?))
}

/// Rejected rows of one import as a file to be corrected and imported again.
#[utoipa::path(get, path = "/quarantine/{batch}/export", tag = "data", params(
    ("batch" = String, Path, description = "batch id"),
), responses(
    (status = 200, description = "the columns of the file, then why each row was rejected", body = String,
        content_type = "text/csv"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn export_quarantine(State(state): State<AppState>, Name(batch): Name) -> Answer<Response> {
    let file = scratch_file(state.scratch())?;
    state.service.export_quarantine(Some(&batch), BufWriter::new(file.try_clone()?)).await?;
    let name = format!("quarantine-{batch}.csv");
    Ok(Download { name, media_type: "text/csv; charset=utf-8" }.file(file).await?)
}
