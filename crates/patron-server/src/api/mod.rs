//! The API, one resource a file. Every handler parses, calls one use case, and renders.

mod account;
mod accounts;
mod acquisition;
mod alerts;
mod backtest;
mod batches;
mod body;
mod cards;
mod catalogue;
mod costs;
mod customers;
mod description;
mod download;
mod export;
mod forecast;
mod jobs;
mod lifetime_value;
mod movement;
mod overview;
mod parameters;
mod playbooks;
mod portfolio;
mod price;
mod profit;
mod profit_forecast;
mod quarantine;
mod report;
mod roster;
mod runs;
mod schemes;
mod segments;
mod status;
mod surveys;
mod tasks;
mod uploads;
mod voice;
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

/// Largest draft of costs: twice the longest text that is read.
const COSTS_LIMIT_BYTES: usize = 2 << 20;

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
        .routes(routes!(accounts::compare))
        .routes(routes!(accounts::what_if))
        .routes(routes!(accounts::save_weights))
        .routes(routes!(accounts::gap))
        .routes(routes!(accounts::groups))
        .routes(routes!(accounts::assessors))
        .routes(routes!(accounts::form))
        .routes(routes!(accounts::form_file))
        .routes(routes!(accounts::save_scores))
        .layer(DefaultBodyLimit::max(CARD_LIMIT_BYTES))
}

/// Costs, and what customers earn by them.
fn costs() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(costs::costs, costs::put_costs))
        .routes(routes!(costs::cost_example))
        .routes(routes!(costs::check_costs))
        .routes(routes!(costs::costs_file, costs::remove_costs))
        .routes(routes!(costs::costed))
        .routes(routes!(costs::cost_statement))
        .routes(routes!(costs::cost_workbook))
        .layer(DefaultBodyLimit::max(COSTS_LIMIT_BYTES))
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

/// What people decide about accounts.
fn decisions() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(account::account))
        .routes(routes!(playbooks::playbooks))
        .routes(routes!(playbooks::playbook, playbooks::set_playbook))
        .routes(routes!(playbooks::playbook_history))
        .routes(routes!(roster::roster))
        .routes(routes!(roster::proposals))
        .routes(routes!(roster::decide))
        .routes(routes!(roster::roster_history))
        .routes(routes!(roster::set_rule))
        .routes(routes!(tasks::tasks, tasks::add_task))
        .routes(routes!(tasks::change_task))
        .layer(DefaultBodyLimit::max(CARD_LIMIT_BYTES))
}

/// What customers are asked.
fn surveys() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(surveys::surveys, surveys::put_survey))
        .routes(routes!(surveys::survey_templates))
        .routes(routes!(surveys::check_survey))
        .routes(routes!(surveys::survey_file, surveys::remove_survey))
        .layer(DefaultBodyLimit::max(CARD_LIMIT_BYTES))
}

/// What customers think.
fn voice() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(voice::voice))
        .routes(routes!(voice::voice_calls))
        .routes(routes!(voice::voice_complaints))
        .routes(routes!(voice::voice_survey))
        .routes(routes!(voice::voice_groups))
        .routes(routes!(voice::voice_drivers))
        .routes(routes!(voice::voice_comparison))
        .routes(routes!(voice::voice_stake))
        .routes(routes!(voice::voice_association))
        .routes(routes!(voice::voice_loyalty))
        .routes(routes!(voice::customer_voice))
        .routes(routes!(voice::export_voice_calls))
}

/// Every address of the API with its description.
pub(crate) fn routes() -> OpenApiRouter<AppState> {
    let resources = OpenApiRouter::new()
        .routes(routes!(status::status))
        .routes(routes!(catalogue::catalogue))
        .routes(routes!(price::price))
        .routes(routes!(profit_forecast::profit_forecast))
        .routes(routes!(portfolio::portfolio, portfolio::change_portfolio))
        .routes(routes!(runs::runs, runs::start_run))
        .routes(routes!(backtest::backtest, backtest::start_backtest))
        .routes(routes!(overview::overview))
        .routes(routes!(customers::customers))
        .routes(routes!(customers::customer))
        .routes(routes!(customers::customer_history))
        .routes(routes!(acquisition::acquisition))
        .routes(routes!(alerts::alerts))
        .routes(routes!(movement::movement))
        .routes(routes!(movement::movers))
        .routes(routes!(movement::export_movers))
        .routes(routes!(segments::segments))
        .routes(routes!(lifetime_value::lifetime_value))
        .routes(routes!(forecast::forecast))
        .routes(routes!(profit::profit))
        .routes(routes!(profit::profit_below_cost))
        .routes(routes!(profit::profit_curves))
        .routes(routes!(profit::profit_loss))
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
        .routes(routes!(report::account_review))
        .merge(cards())
        .merge(costs())
        .merge(schemes())
        .merge(decisions())
        .merge(surveys())
        .merge(voice())
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
