use std::any::Any;

use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

/// The answer where a handler broke off.
pub(crate) fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    Failure::new("internal", format!("a handler broke off: {}", words(cause.as_ref()))).into_response()
}

/// What a panic said.
pub(crate) fn words(cause: &(dyn Any + Send)) -> &str {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no reason given")
}
