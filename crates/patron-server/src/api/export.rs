use std::io::BufWriter;

use axum::extract::State;
use axum::response::Response;
use patron_service::error::ServiceError;
use patron_service::export::{Audience, Format, Sheet, workbook, write};
use patron_service::service::SqlAnswer;
use patron_service::views::Problem;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use super::body::Body;
use super::download::{Download, scratch_file};
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// The whole filtered base as a file.
#[utoipa::path(get, path = "/export/customers", tag = "files", params(
    ("format" = String, Query, description = "csv, xlsx, parquet or json"),
    ("columns" = Option<String>, Query, description = "ids of measures and attributes, parted by commas; all if absent"),
    ("f" = Option<Vec<String>>, Query, description = "condition `field:op:value`; all must hold"),
    ("q" = Option<String>, Query, description = "text in the id or the name"),
    ("sort" = Option<String>, Query, description = "column, with a leading - for descending"),
    ("lang" = Option<String>, Query, description = "language of headings: zh or en"),
), responses(
    (status = 200, description = "the file", body = String, content_type = "application/octet-stream"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn export_customers(State(state): State<AppState>, parameters: Parameters) -> Answer<Response> {
    let parameters = parameters.only(&["format", "columns", "f", "q", "sort", "lang"])?;
    let format = Format::parse(parameters.one("format")?.unwrap_or("csv"))?;
    let language = parameters.language()?;
    let (answer, headings) = state.service.export_customers(&parameters.customers()?, language).await?;
    let word = if language == "zh" { "客户" } else { "customers" };
    table(&state, answer, format, Some(headings), word).await
}

/// A table as a file; `word` is its name.
pub(super) async fn table(
    state: &AppState,
    answer: SqlAnswer,
    format: Format,
    headings: Option<Vec<String>>,
    word: &str,
) -> Answer<Response> {
    let file = scratch_file(state.scratch())?;
    let sink = BufWriter::with_capacity(256 << 10, file.try_clone()?);
    // Who turns away stops the work.
    let left = CancellationToken::new();
    let _stays = left.clone().drop_guard();
    let handle = Handle::current();
    let writing = tokio::task::spawn_blocking(move || {
        handle.block_on(async {
            tokio::select! {
                written = write(answer.frame, format, headings.as_deref(), Audience::People, sink) => written,
                () = left.cancelled() => Err(ServiceError::cancelled()),
            }
        })
    });
    writing.await.map_err(broken)??;
    let name = format!("{word}.{}", format.extension());
    Ok(Download { name, media_type: format.media_type() }.file(file).await?)
}

/// The data of any tile as a workbook.
#[utoipa::path(post, path = "/export/sheet", tag = "files", request_body = Sheet, responses(
    (status = 200, description = "the workbook", body = String, content_type = "application/octet-stream"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn export_sheet(Body(sheet): Body<Sheet>) -> Answer<Response> {
    let name = format!("{}.xlsx", sheet.name);
    let bytes = tokio::task::spawn_blocking(move || workbook(&[sheet])).await.map_err(broken)??;
    Ok(Download { name, media_type: Format::Xlsx.media_type() }.bytes(bytes))
}

fn broken(error: tokio::task::JoinError) -> ServiceError {
    ServiceError::new("internal", format!("writing a file broke off: {error}"))
}
