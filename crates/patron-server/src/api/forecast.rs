use axum::Json;
use axum::extract::State;
use patron_service::forecast::{ForecastPeriod, ForecastRequest};
use patron_service::views::{ForecastReply, Problem};

use super::parameters::Parameters;
use crate::failure::{Answer, Failure};
use crate::state::AppState;

/// Most periods that a page asks for.
const MOST: usize = 36;

/// Purchases and amounts of all customers, period by period ahead.
#[utoipa::path(get, path = "/forecast", tag = "value", params(
    ("period" = Option<String>, Query, description = "`month`, `quarter` or `year`"),
    ("periods" = Option<usize>, Query, description = "number of periods, 6 where absent, at most 36"),
    ("recency" = Option<bool>, Query, description = "whether customers count with the probability of being active"),
), responses(
    (status = 200, description = "ok", body = ForecastReply),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn forecast(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<ForecastReply>> {
    let parameters = parameters.only(&["period", "periods", "recency"])?;
    let period = match parameters.one("period")? {
        None | Some("month") => ForecastPeriod::Month,
        Some("quarter") => ForecastPeriod::Quarter,
        Some("year") => ForecastPeriod::Year,
        Some(other) => {
            let message = format!("parameter `period` is `{other}`, expected month, quarter or year");
            return Err(Failure::new("bad-parameter", message).value("parameter", "period"));
        }
    };
    let periods = u32::try_from(parameters.number("periods", 6, MOST)?).unwrap_or_default();
    let recency = match parameters.one("recency")? {
        None | Some("false") => false,
        Some("true") => true,
        Some(other) => {
            let message = format!("parameter `recency` is `{other}`, expected true or false");
            return Err(Failure::new("bad-parameter", message).value("parameter", "recency"));
        }
    };
    let request = ForecastRequest { period, periods, recency, ..ForecastRequest::default() };
    Ok(Json(state.service.forecast_or_reason(&request).await?))
}
