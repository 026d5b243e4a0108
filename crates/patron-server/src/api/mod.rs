//! The API, one resource a file. Every handler parses, calls one use case, and renders.

mod backtest;
mod batches;
mod body;
mod cards;
mod catalogue;
mod customers;
mod description;
mod download;
mod export;
mod forecast;
mod jobs;
mod lifetime_value;
mod overview;
mod parameters;
mod portfolio;
mod quarantine;
mod report;
mod runs;
mod schemes;
mod segments;
mod status;
mod uploads;
mod weights;

use axum::extract::DefaultBodyLimit;
use axum::http::{Method, Uri};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::document::head;
use crate::failure::Failure;
use crate::state::AppState;

/// Largest card or matrix of judgements: four times the longest card that is read.
const CARD_LIMIT_BYTES: usize = 1 << 20;

/// Scorecards and their weights.
fn cards() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(cards::cards, cards::put_card))
        .routes(routes!(cards::templates))
        .routes(routes!(cards::template))
        .routes(routes!(cards::check))
        .routes(routes!(cards::card, cards::remove_card))
        .routes(routes!(cards::score))
        .routes(routes!(weights::pairwise))
        .layer(DefaultBodyLimit::max(CARD_LIMIT_BYTES))
}

/// Schemes that the portfolio defines itself.
fn schemes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(schemes::schemes, schemes::put_scheme))
        .routes(routes!(schemes::scheme_templates))
        .routes(routes!(schemes::scheme_template))
        .routes(routes!(schemes::check_scheme))
        .routes(routes!(schemes::count_condition))
        .routes(routes!(schemes::write_scheme))
        .routes(routes!(schemes::scheme, schemes::remove_scheme))
        .layer(DefaultBodyLimit::max(CARD_LIMIT_BYTES))
}

/// Every address of the API with its description.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    let resources = OpenApiRouter::new()
        .routes(routes!(status::status))
        .routes(routes!(catalogue::catalogue))
        .routes(routes!(portfolio::portfolio, portfolio::change_portfolio))
        .routes(routes!(runs::runs, runs::start_run))
        .routes(routes!(backtest::backtest, backtest::start_backtest))
        .routes(routes!(overview::overview))
        .routes(routes!(customers::customers))
        .routes(routes!(customers::customer))
        .routes(routes!(segments::segments))
        .routes(routes!(lifetime_value::lifetime_value))
        .routes(routes!(forecast::forecast))
        .routes(routes!(batches::batches))
        .routes(routes!(batches::undo_batch))
        .routes(routes!(quarantine::quarantine))
        .routes(routes!(quarantine::export_quarantine))
        .routes(routes!(uploads::upload))
        .routes(routes!(uploads::preview))
        .routes(routes!(uploads::start_import))
        .routes(routes!(uploads::drop_upload))
        .routes(routes!(jobs::jobs))
        .routes(routes!(jobs::job, jobs::cancel_job))
        .routes(routes!(export::export_customers))
        .routes(routes!(export::export_sheet))
        .routes(routes!(report::report))
        .merge(cards())
        .merge(schemes())
        .route("/openapi.json", axum::routing::get(description::description));
    OpenApiRouter::with_openapi(head()).nest("/api/v1", resources)
}

/// Addresses below `/api` that do not exist.
pub(crate) async fn unknown_address(uri: Uri) -> Failure {
    let path = uri.path();
    Failure::new("unknown-address", format!("address `{path}` does not exist"))
        .value("address", path)
        .hint("the addresses there are: `/api/v1/openapi.json`")
}

/// Addresses that exist for other methods.
pub(crate) async fn wrong_method(method: Method, uri: Uri) -> Failure {
    Failure::new("wrong-method", format!("method `{method}` is not for address `{}`", uri.path()))
        .hint("the addresses and methods there are: `/api/v1/openapi.json`")
}
