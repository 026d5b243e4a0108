use axum::Json;
use axum::extract::State;
use patron_service::price::{PriceBy, PriceRequest};
use patron_service::views::{PriceReply, Problem};

use super::parameters::Parameters;
use crate::failure::{Answer, Failure};
use crate::state::AppState;

/// Most rows that a page asks for.
const MOST: usize = 500;

/// How quantities went with prices, by product, segment or customer; without priced orders the reason.
#[utoipa::path(get, path = "/price", tag = "profit", params(
    ("by" = Option<String>, Query, description = "`product`, `segment` or `customer`"),
    ("since" = Option<String>, Query, description = "first day of the later of the two periods compared"),
    ("scheme" = Option<String>, Query, description = "measure whose labels are the segments"),
    ("limit" = Option<usize>, Query, description = "most rows, 100 where absent, at most 500"),
), responses(
    (status = 200, description = "ok", body = PriceReply),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn price(State(state): State<AppState>, parameters: Parameters) -> Answer<Json<PriceReply>> {
    let parameters = parameters.only(&["by", "since", "scheme", "limit"])?;
    let by = match parameters.one("by")? {
        None | Some("product") => PriceBy::Product,
        Some("segment") => PriceBy::Segment,
        Some("customer") => PriceBy::Customer,
        Some(other) => {
            let message = format!("parameter `by` is `{other}`, expected product, segment or customer");
            return Err(Failure::new("bad-parameter", message).value("parameter", "by"));
        }
    };
    let request = PriceRequest {
        by,
        as_of: None,
        since: parameters.one("since")?.map(str::to_owned),
        scheme: parameters.one("scheme")?.map(str::to_owned),
        limit: Some(parameters.number("limit", 100, MOST)?),
    };
    Ok(Json(state.service.price_or_reason(&request).await?))
}
