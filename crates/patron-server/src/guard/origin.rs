use axum::extract::Request;
use axum::http::Method;
use axum::http::header::ORIGIN;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::host::authority;
use crate::failure::Failure;

/// Refuses changes that a page of another site asks for.
pub(crate) async fn origin(request: Request, next: Next) -> Response {
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some(origin) = request.headers().get(ORIGIN).filter(|_| !reading) else {
        return next.run(request).await;
    };
    let from = origin.to_str().unwrap_or_default();
    let own = authority(request.headers()).map(|host| format!("http://{host}"));
    if own.is_some_and(|own| own.eq_ignore_ascii_case(from)) {
        return next.run(request).await;
    }
    let message = format!("origin `{from}` may not change anything here, expected this server's own pages");
    Failure::new("wrong-origin", message).value("origin", from).into_response()
}
