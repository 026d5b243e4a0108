//! Errors as HTTP answers: the right status and a problem as JSON.

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use patron_service::error::ServiceError;
use patron_service::views::Problem;

/// Result of every handler.
pub(crate) type Answer<T> = Result<T, Failure>;

/// An error on its way out.
#[derive(Debug)]
pub(crate) struct Failure(ServiceError);

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        Self(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Self {
        let code = match rejection.status() {
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "bad-media-type",
            StatusCode::PAYLOAD_TOO_LARGE => "body-too-large",
            _ => "bad-body",
        };
        let cause = rejection.body_text();
        let error = ServiceError::new(code, format!("the request's body cannot be read: {cause}"));
        Self(error.value("cause", cause).hint("send JSON as the API's description says: `/api/v1/openapi.json`"))
    }
}

impl From<PathRejection> for Failure {
    fn from(rejection: PathRejection) -> Self {
        Self(ServiceError::new("bad-path", format!("the address cannot be read: {}", rejection.body_text())))
    }
}

impl From<QueryRejection> for Failure {
    fn from(rejection: QueryRejection) -> Self {
        let message = format!("the address's parameters cannot be read: {}", rejection.body_text());
        Self(ServiceError::new("bad-parameter", message))
    }
}

/// The status of a code. What a person can mend is below 500; an unlisted code is about the input.
fn status(code: &str) -> StatusCode {
    match code {
        "bad-path" => StatusCode::BAD_REQUEST,
        "wrong-host" | "wrong-origin" => StatusCode::FORBIDDEN,
        "unknown-customer"
        | "unknown-run"
        | "unknown-batch"
        | "unknown-scheme"
        | "unknown-upload"
        | "unknown-job"
        | "unknown-address"
        | "unknown-card"
        | "unknown-card-version"
        | "unknown-costs"
        | "unknown-costs-version"
        | "unknown-own-scheme"
        | "unknown-playbook-version"
        | "unknown-scheme-template"
        | "unknown-scheme-version"
        | "unknown-task"
        | "unknown-template" => StatusCode::NOT_FOUND,
        "wrong-method" => StatusCode::METHOD_NOT_ALLOWED,
        "busy"
        | "question"
        | "data-folder-busy"
        | "no-run"
        | "run-of-another-version"
        | "no-orders"
        | "no-orders-no-date"
        | "batch-undone"
        | "card-not-scored"
        | "no-proposal"
        | "proposal-decided"
        | "roster-rule-missing"
        | "roster-rule-newer"
        | "task-closed"
        | "time-zone-fixed"
        | "cancelled" => StatusCode::CONFLICT,
        "upload-too-large" | "body-too-large" => StatusCode::PAYLOAD_TOO_LARGE,
        "bad-media-type" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "too-slow" => StatusCode::GATEWAY_TIMEOUT,
        _ if is_inner(code) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Codes whose cause is inside: nothing in the request can mend them.
fn is_inner(code: &str) -> bool {
    let prefixes = ["impossible-", "data-folder-", "metadata", "store", "measure-", "analysis-"];
    let codes =
        ["engine", "internal", "io", "stored-json", "run-table-missing", "export-failed", "unknown-model-stored"];
    codes.contains(&code) || prefixes.iter().any(|prefix| code.starts_with(prefix))
}

impl Failure {
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        Self(ServiceError::new(code, message))
    }

    pub(crate) fn value(self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        Self(self.0.value(name, value))
    }

    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self(self.0.hint(hint))
    }

    /// The problem as a reader outside may see it.
    pub(crate) fn problem(self) -> Problem {
        public(self.0)
    }
}

/// Keeps inner details in the log.
pub(crate) fn public(error: ServiceError) -> Problem {
    if status(error.code()) != StatusCode::INTERNAL_SERVER_ERROR {
        return error.into();
    }
    tracing::error!(code = error.code(), message = %error, "the work failed inside");
    let mut problem = Problem::from(error);
    "the server failed inside; its log says more".clone_into(&mut problem.message);
    problem.values.clear();
    problem
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = status(self.0.code());
        (status, Json(self.problem())).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_details_stay_inside() {
        let error = ServiceError::from(std::io::Error::other("/srv/secret/place is full"));
        let problem = public(error);
        assert_eq!(problem.code, "io");
        assert_eq!(problem.message, "the server failed inside; its log says more");
        assert!(!serde_json::to_string(&problem).unwrap().contains("secret"));
    }

    #[test]
    fn statuses_say_who_can_mend_it() {
        let cases = [
            ("unknown-customer", 404),
            ("unknown-column", 422),
            ("bad-filter", 422),
            ("busy", 409),
            ("question", 409),
            ("data-folder-busy", 409),
            ("data-folder-damaged", 500),
            ("run-of-another-version", 409),
            ("engine", 500),
            ("not-heard-of", 422),
        ];
        for (code, expected) in cases {
            assert_eq!(status(code).as_u16(), expected, "{code}");
        }
    }
}
