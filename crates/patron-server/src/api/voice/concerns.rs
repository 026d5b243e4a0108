use axum::Json;
use axum::extract::State;
use axum::response::Response;
use patron_service::error::ServiceError;
use patron_service::export::Format;
use patron_service::service::VoiceCallsOf;
use patron_service::views::{
    CustomerVoiceAnswer, Problem, VoiceAssociationAnswer, VoiceCallsAnswer, VoiceComplaintsAnswer, VoiceLoyaltyAnswer,
    VoiceStakeAnswer,
};

use super::surveys::of;
use crate::api::body::Name;
use crate::api::export::table;
use crate::api::parameters::Parameters;
use crate::failure::Answer;
use crate::state::AppState;

/// Rows that are answered where the reader does not say how many, and at most.
const USUAL_ROWS: usize = 50;
const MOST_ROWS: usize = 1000;
/// Days of complaints, and at most.
const USUAL_DAYS: usize = 365;
const MOST_DAYS: usize = 36_500;
/// Days in which customers are watched after an answer, and at most.
const USUAL_WATCH: usize = 180;
const MOST_WATCH: usize = 3_650;

/// What customers are worth by what they think, and what is at stake among the displeased.
#[utoipa::path(get, path = "/voice/{survey}/stake", tag = "value", params(
    ("survey" = String, Path, description = "id of the questionnaire"),
    ("wave" = Option<String>, Query, description = "a wave; the latest answers of each customer if absent"),
), responses(
    (status = 200, description = "ok", body = VoiceStakeAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice_stake(
    State(state): State<AppState>,
    Name(survey): Name,
    parameters: Parameters,
) -> Answer<Json<VoiceStakeAnswer>> {
    let parameters = parameters.only(&["wave"])?;
    Ok(Json(state.service.voice_stake_answer(&of(survey, &parameters)?).await?))
}

/// What customers do that lie a point of satisfaction apart, with other things held: association, not cause.
#[utoipa::path(get, path = "/voice/{survey}/association", tag = "value", params(
    ("survey" = String, Path, description = "id of the questionnaire"),
    ("wave" = Option<String>, Query, description = "a wave; the latest answers of each customer if absent"),
    ("days" = Option<usize>, Query, description = "days after the answer in which customers are watched; 180 if absent"),
), responses(
    (status = 200, description = "ok", body = VoiceAssociationAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice_association(
    State(state): State<AppState>,
    Name(survey): Name,
    parameters: Parameters,
) -> Answer<Json<VoiceAssociationAnswer>> {
    let parameters = parameters.only(&["wave", "days"])?;
    let days = parameters.number("days", USUAL_WATCH, MOST_WATCH)?;
    Ok(Json(state.service.voice_association_answer(&of(survey, &parameters)?, days).await?))
}

/// What customers feel against what they do: truly loyal, latent, spurious, none.
#[utoipa::path(get, path = "/voice/{survey}/loyalty", tag = "value", params(
    ("survey" = String, Path, description = "id of the questionnaire"),
    ("wave" = Option<String>, Query, description = "a wave; the latest answers of each customer if absent"),
), responses(
    (status = 200, description = "ok", body = VoiceLoyaltyAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice_loyalty(
    State(state): State<AppState>,
    Name(survey): Name,
    parameters: Parameters,
) -> Answer<Json<VoiceLoyaltyAnswer>> {
    let parameters = parameters.only(&["wave"])?;
    Ok(Json(state.service.voice_loyalty_answer(&of(survey, &parameters)?).await?))
}

/// Whom to call first: value at stake times displeasure.
#[utoipa::path(get, path = "/voice/calls", tag = "value", params(
    ("survey" = Option<String>, Query, description = "id of the questionnaire; the one most customers answered if absent"),
    ("wave" = Option<String>, Query, description = "a wave; the latest answers of each customer if absent"),
    ("owner" = Option<String>, Query, description = "customers of this account manager; all if absent"),
    ("limit" = Option<usize>, Query, description = "at most so many rows, up to 1000; 50 if absent"),
), responses(
    (status = 200, description = "ok", body = VoiceCallsAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice_calls(
    State(state): State<AppState>,
    parameters: Parameters,
) -> Answer<Json<VoiceCallsAnswer>> {
    let parameters = parameters.only(&["survey", "wave", "owner", "limit"])?;
    let limit = parameters.number("limit", USUAL_ROWS, MOST_ROWS)?;
    Ok(Json(state.service.voice_calls_answer(&calls_of(&parameters)?, limit).await?))
}

/// The whole call list as a file.
#[utoipa::path(get, path = "/export/voice/calls", tag = "files", params(
    ("survey" = Option<String>, Query, description = "as for the list"),
    ("wave" = Option<String>, Query, description = "as for the list"),
    ("owner" = Option<String>, Query, description = "as for the list"),
    ("format" = Option<String>, Query, description = "csv, xlsx, parquet or json; csv if absent"),
), responses(
    (status = 200, description = "the file", body = String, content_type = "application/octet-stream"),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn export_voice_calls(
    State(state): State<AppState>,
    parameters: Parameters,
) -> Answer<Response> {
    let parameters = parameters.only(&["survey", "wave", "owner", "format"])?;
    let format = Format::parse(parameters.one("format")?.unwrap_or("csv"))?;
    let answer = state.service.export_voice_calls(&calls_of(&parameters)?).await?;
    table(&state, answer, format, None, "calls").await
}

/// Complaints and suggestions: how many, how old, how soon resolved, how often again.
#[utoipa::path(get, path = "/voice/complaints", tag = "value", params(
    ("by" = Option<String>, Query, description = "`touchpoint`, or a label or column of the customer table; \
        `touchpoint` if absent"),
    ("days" = Option<usize>, Query, description = "days up to the valuation date; 365 if absent"),
), responses(
    (status = 200, description = "ok", body = VoiceComplaintsAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn voice_complaints(
    State(state): State<AppState>,
    parameters: Parameters,
) -> Answer<Json<VoiceComplaintsAnswer>> {
    let parameters = parameters.only(&["by", "days"])?;
    let by = parameters.one("by")?.unwrap_or("touchpoint");
    let days = parameters.number("days", USUAL_DAYS, MOST_DAYS)?;
    Ok(Json(state.service.voice_complaints_answer(by, days).await?))
}

/// What one customer answered, complained about and suggested.
#[utoipa::path(get, path = "/customers/{id}/voice", tag = "value", params(
    ("id" = String, Path, description = "customer id, percent-encoded"),
), responses(
    (status = 200, description = "ok", body = CustomerVoiceAnswer),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(in crate::api) async fn customer_voice(
    State(state): State<AppState>,
    Name(id): Name,
) -> Answer<Json<CustomerVoiceAnswer>> {
    Ok(Json(state.service.customer_voice_answer(&id).await?))
}

fn calls_of(parameters: &Parameters) -> Result<VoiceCallsOf, ServiceError> {
    let one = |name: &str| Ok::<_, ServiceError>(parameters.one(name)?.map(str::to_owned));
    Ok(VoiceCallsOf { survey: one("survey")?, wave: one("wave")?, owner: one("owner")? })
}
