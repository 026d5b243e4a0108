use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::any;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

use crate::state::AppState;
use crate::{api, guard, ui};

/// Largest body other than an upload.
const BODY_LIMIT_BYTES: usize = 32 << 20;

/// The API under `/api`, the pages under everything else.
pub fn router(state: AppState) -> Router {
    let (api, _) = api::routes().split_for_parts();
    let api = api
        .route("/api", any(api::unknown_address))
        .route("/api/{*rest}", any(api::unknown_address))
        .method_not_allowed_fallback(api::wrong_method)
        .layer(DefaultBodyLimit::max(BODY_LIMIT_BYTES))
        .layer(from_fn_with_state(state.clone(), guard::time))
        .layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, HeaderValue::from_static("no-store")));
    // Files that are packed already gain nothing from packing again.
    let packed = DefaultPredicate::new().and(NotForContentType::new("application/vnd."));
    Router::new()
        .merge(api)
        .fallback(ui::page)
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(packed))
        .layer(from_fn_with_state(state.clone(), guard::origin))
        .layer(from_fn_with_state(state.clone(), guard::host))
        .layer(from_fn(guard::headers))
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}
