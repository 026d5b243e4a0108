use axum::extract::State;
use axum::response::Response;
use patron_service::report::ReportFormat;
use patron_service::service::Reviewed;
use patron_service::views::Problem;

use super::download::Download;
use super::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// The current run as a document to read, print or send.
#[utoipa::path(get, path = "/report", tag = "files", params(
    ("format" = String, Query, description = "html or xlsx"),
    ("lang" = Option<String>, Query, description = "zh or en"),
), responses(
    (status = 200, description = "the file", body = String, content_type = "application/octet-stream"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn report(State(state): State<AppState>, parameters: Parameters) -> Answer<Response> {
    let parameters = parameters.only(&["format", "lang"])?;
    let format = ReportFormat::parse(parameters.one("format")?.unwrap_or("html"))?;
    let bytes = state.service.report(format, parameters.language()?).await?;
    let name = format!("patron.{}", format.extension());
    Ok(Download { name, media_type: format.media_type() }.bytes(bytes))
}

/// The review of one account, or of the best accounts of a card, as a document.
#[utoipa::path(get, path = "/account-review", tag = "files", params(
    ("customer" = Option<String>, Query, description = "the account"),
    ("card" = Option<String>, Query, description = "or the best hundred accounts of this card"),
    ("format" = String, Query, description = "html or xlsx"),
    ("lang" = Option<String>, Query, description = "zh or en"),
), responses(
    (status = 200, description = "the file", body = String, content_type = "application/octet-stream"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn account_review(State(state): State<AppState>, parameters: Parameters) -> Answer<Response> {
    let parameters = parameters.only(&["customer", "card", "format", "lang"])?;
    let format = ReportFormat::parse(parameters.one("format")?.unwrap_or("html"))?;
    let (name, of) = match (parameters.one("customer")?, parameters.one("card")?) {
        (Some(id), None) => (id, Reviewed::Customer(id.to_owned())),
        (None, Some(id)) => (id, Reviewed::Card(id.to_owned())),
        _ => {
            let message = "a review of nobody, or of two; expected either `customer` or `card`";
            return Err(patron_service::error::ServiceError::new("bad-parameter", message).into());
        }
    };
    let bytes = state.service.account_review(&of, format, parameters.language()?).await?;
    let name = format!("{name}.{}", format.extension());
    Ok(Download { name, media_type: format.media_type() }.bytes(bytes))
}
