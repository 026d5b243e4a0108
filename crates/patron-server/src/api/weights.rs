use axum::Json;
use patron_service::Service;
use patron_service::views::{PairwiseRequest, PairwiseView, Problem};

use super::body::Body;

/// Weights from judgements two by two, and what to mend where they contradict each other; what cannot be read is part
/// of the answer.
#[utoipa::path(post, path = "/weights/pairwise", tag = "cards", request_body = PairwiseRequest, responses(
    (status = 200, description = "ok", body = PairwiseView),
    (status = "default", description = "what went wrong", body = Problem),
))]
pub(super) async fn pairwise(Body(request): Body<PairwiseRequest>) -> Json<PairwiseView> {
    Json(Service::pairwise(&request.matrix))
}
