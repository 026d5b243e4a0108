use axum::Json;
use axum::extract::State;
use patron_service::forecast::{ForecastPeriod, ForecastRequest, ProfitForecastRequest};
use patron_service::views::{Problem, ProfitForecastReply};

use super::parameters::Parameters;
use crate::failure::{Answer, Failure};
use crate::state::AppState;

/// Most periods that a page asks for.
const MOST: usize = 36;

/// Gross profit of all customers, of groups and of one customer, period by period ahead.
#[utoipa::path(get, path = "/forecast/profit", tag = "profit", params(
    ("period" = Option<String>, Query, description = "`month`, `quarter` or `year`"),
    ("periods" = Option<usize>, Query, description = "number of periods, 4 where absent, at most 36"),
    ("recency" = Option<bool>, Query, description = "whether customers count with the probability of being active"),
    ("customer" = Option<String>, Query, description = "a customer to look at closely"),
    ("group" = Option<String>, Query, description = "measure with labels whose customers are added up"),
    ("backtest" = Option<bool>, Query, description = "whether forecasts from past days are shown"),
), responses(
    (status = 200, description = "ok", body = ProfitForecastReply),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn profit_forecast(
    State(state): State<AppState>,
    parameters: Parameters,
) -> Answer<Json<ProfitForecastReply>> {
    let parameters = parameters.only(&["period", "periods", "recency", "customer", "group", "backtest"])?;
    let refused = |name: &str, found: &str, expected: &str| {
        let message = format!("parameter `{name}` is `{found}`, expected {expected}");
        Failure::new("bad-parameter", message).value("parameter", name)
    };
    let period = match parameters.one("period")? {
        None | Some("month") => ForecastPeriod::Month,
        Some("quarter") => ForecastPeriod::Quarter,
        Some("year") => ForecastPeriod::Year,
        Some(other) => return Err(refused("period", other, "month, quarter or year")),
    };
    let flag = |name: &str| match parameters.one(name)? {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(other) => Err(refused(name, other, "true or false")),
    };
    let (recency, backtest) = (flag("recency")?, flag("backtest")?);
    let periods = u32::try_from(parameters.number("periods", 4, MOST)?).unwrap_or_default();
    let request = ProfitForecastRequest {
        forecast: ForecastRequest { period, periods, recency, ..ForecastRequest::default() },
        customer: parameters.one("customer")?.map(str::to_owned),
        group: parameters.one("group")?.map(str::to_owned),
        backtest,
        ..ProfitForecastRequest::default()
    };
    Ok(Json(state.service.profit_forecast_or_reason(&request).await?))
}
