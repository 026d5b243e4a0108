use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;
use crate::state::AppState;

/// Addresses whose answers take as long as the file is large.
const UNHURRIED: [&str; 4] = ["/api/v1/uploads", "/api/v1/export", "/api/v1/report", "/api/v1/quarantine"];

/// Gives up answers that take too long.
pub(crate) async fn time(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if UNHURRIED.iter().any(|start| path.starts_with(start)) {
        return next.run(request).await;
    }
    match tokio::time::timeout(state.options.answer_within, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let seconds = state.options.answer_within.as_secs();
            Failure::new("too-slow", format!("no answer within `{seconds}` seconds"))
                .value("seconds", seconds)
                .hint("ask again when other work is done, or filter first")
                .into_response()
        }
    }
}
