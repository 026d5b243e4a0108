use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use patron_service::views::{BacktestRequest, BacktestView, JobView, Problem};

use super::body::Body;
use crate::failure::Answer;
use crate::jobs::Done;
use crate::state::AppState;

/// The last tournament of models and rules of thumb; null where none was held.
#[utoipa::path(get, path = "/backtest", tag = "value", responses(
    (status = 200, description = "ok", body = Option<BacktestView>),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn backtest(State(state): State<AppState>) -> Answer<Json<Option<BacktestView>>> {
    Ok(Json(state.service.last_backtest().await?))
}

/// Lets models and rules of thumb forecast the company's own past; the next run takes the verdict.
#[utoipa::path(post, path = "/backtest", tag = "value", request_body = BacktestRequest, responses(
    (status = 202, description = "started", body = JobView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn start_backtest(
    State(state): State<AppState>,
    Body(request): Body<BacktestRequest>,
) -> Answer<(StatusCode, Json<JobView>)> {
    let (service, now) = (state.service.clone(), state.now());
    let job = state.jobs.start("backtest", state.clock(), |progress, cancel| async move {
        Ok(Done::Backtest(Box::new(service.backtest(&request, now, progress, cancel).await?)))
    })?;
    Ok((StatusCode::ACCEPTED, Json(job)))
}
