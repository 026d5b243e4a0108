use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::document::document_text;
use crate::failure::Failure;

/// The description of the API itself.
pub(super) async fn description() -> Response {
    match document_text() {
        Ok(text) => ([(CONTENT_TYPE, "application/json")], text).into_response(),
        Err(error) => Failure::new("internal", format!("the description cannot be written: {error}")).into_response(),
    }
}
