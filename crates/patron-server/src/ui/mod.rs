//! The pages: files that the build of `ui/` left, embedded in release builds and read from the folder in others.

use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};

use crate::failure::Failure;

#[derive(Debug, Embed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Pages;

const INDEX: &str = "index.html";
/// Shown by a program that was built without its pages.
const PLACEHOLDER: &str = include_str!("placeholder.html");

/// A file of the pages; every other address is a place inside the app, which finds its own way.
pub(crate) async fn page(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return Failure::new("wrong-method", format!("method `{method}` is not for pages, expected GET"))
            .into_response();
    }
    let path = uri.path().trim_start_matches('/');
    if path != INDEX
        && let Some(file) = Pages::get(path)
    {
        return answer(path, file, &headers);
    }
    if path.starts_with("assets/") {
        let message = format!("file `{path}` is not part of the pages");
        return Failure::new("unknown-address", message).hint("load the page again").into_response();
    }
    let wants_page = headers.get(ACCEPT).is_none_or(|accept| {
        accept.to_str().is_ok_and(|accept| accept.contains("text/html") || accept.contains("*/*"))
    });
    if !wants_page {
        return Failure::new("unknown-address", format!("address `{}` does not exist", uri.path())).into_response();
    }
    match Pages::get(INDEX) {
        Some(file) => answer(INDEX, file, &headers),
        None => (StatusCode::OK, [(CACHE_CONTROL, "no-store")], Html(PLACEHOLDER)).into_response(),
    }
}

fn answer(path: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let hash: String = file.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    // Weak, because the same file is sent in several packings.
    let tag = format!("W/\"{hash}\"");
    // Names under assets/ carry a hash of what is in them.
    let kept = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let has = |tags: &HeaderValue| tags.to_str().is_ok_and(|tags| tags.split(',').any(|one| one.trim() == tag));
    if headers.get(IF_NONE_MATCH).is_some_and(has) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag), (CACHE_CONTROL, kept.to_owned())]).into_response();
    }
    let media = mime_guess::from_path(path).first_or_octet_stream();
    let charset = if media.type_() == "text" { "; charset=utf-8" } else { "" };
    let head = [(CONTENT_TYPE, format!("{media}{charset}")), (ETAG, tag), (CACHE_CONTROL, kept.to_owned())];
    (head, file.data.into_owned()).into_response()
}
