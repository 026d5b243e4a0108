use patron_models::calendar::Exposure;
use patron_models::fit::Fit;
use patron_models::history::History;
use patron_models::interval::{Uncertainty, residual_values};
use patron_models::transaction::Predictor;

use crate::analyses::lifetime_value::past::Seen;

/// Distinct histories that are predicted at a time.
const CHUNK: usize = 16_384;

/// What the model said of each customer before the holdout.
#[derive(Debug)]
pub(super) struct Forecast {
    pub(super) expected: Vec<f64>,
    /// P(at least one purchase)
    pub(super) returns: Vec<f64>,
    /// share of customers whose purchases lie within their 90 % interval; none where parameters have no covariance
    pub(super) coverage: Option<f64>,
}

impl Forecast {
    /// Predicts every distinct history once; equal histories stand side by side in `seen`.
    pub(super) fn of(predictor: &dyn Predictor, fit: &Fit, seen: &[Seen], exposure: Option<&Exposure>) -> Self {
        let uncertainty = Uncertainty::new(Some(fit), None).ok();
        let mut forecast =
            Self { expected: Vec::with_capacity(seen.len()), returns: Vec::with_capacity(seen.len()), coverage: None };
        let mut covered = 0_u64;
        let groups: Vec<&[Seen]> = seen.chunk_by(|left, right| left.history == right.history).collect();
        for chunk in groups.chunks(CHUNK) {
            let histories: Vec<History> =
                chunk.iter().filter_map(|group| group.first()).map(|seen| turned(seen.history, exposure)).collect();
            let predictions = predictor.predict_all(&histories);
            for (group, prediction) in chunk.iter().zip(&predictions) {
                forecast.expected.extend(group.iter().map(|_| prediction.expected_purchases));
                forecast.returns.extend(group.iter().map(|_| prediction.probability_return));
            }
            let Some(uncertainty) = &uncertainty else { continue };
            let values = residual_values(predictor, &histories, &predictions, None, uncertainty);
            for (group, value) in chunk.iter().zip(&values) {
                let within = |seen: &&Seen| (value.interval.low..=value.interval.high).contains(&seen.actual);
                covered += group.iter().filter(within).count() as u64;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "customers are far fewer than 2^52")]
        let share = |covered: u64| covered as f64 / seen.len() as f64;
        forecast.coverage = uncertainty.filter(|_| !seen.is_empty()).map(|_| share(covered));
        forecast
    }
}

/// A history in exposure; the fit has looked at all of them, so that none is refused.
fn turned(days: History, exposure: Option<&Exposure>) -> History {
    exposure.and_then(|exposure| exposure.history(&days).ok()).unwrap_or(days)
}
