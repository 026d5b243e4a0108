use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;
use crate::state::AppState;

/// Refuses names that somebody else's name server could point at this machine.
pub(crate) async fn host(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let named = authority(request.headers());
    let own = state.options.listen.ip();
    if named.as_ref().is_some_and(|authority| is_own(authority.host(), own)) {
        return next.run(request).await;
    }
    let shown = named.map_or_else(|| "nothing".to_owned(), |authority| authority.to_string());
    let message = format!("host `{shown}` is not this server, expected a loopback name");
    Failure::new("wrong-host", message)
        .value("host", shown)
        .hint(format!("open `http://{}`", state.options.listen))
        .into_response()
}

/// The one `Host` of a request.
pub(super) fn authority(headers: &HeaderMap) -> Option<Authority> {
    let mut hosts = headers.get_all(HOST).iter();
    let (first, None) = (hosts.next()?, hosts.next()) else { return None };
    first.to_str().ok()?.parse().ok()
}

fn is_own(host: &str, own: IpAddr) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let named: Option<IpAddr> = bare.parse().ok();
    bare.eq_ignore_ascii_case("localhost") || named.is_some_and(|ip| ip.is_loopback() || ip == own)
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_loopback_names_are_own() {
        let own = "127.0.0.1".parse().unwrap();
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "[::1]"] {
            assert!(is_own(host, own), "{host}");
        }
        for host in ["example.org", "localhost.example.org", "192.168.1.7", "127.0.0.1.example.org", "[fe80::1]", ""] {
            assert!(!is_own(host, own), "{host}");
        }
    }
}
