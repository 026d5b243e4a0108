use std::collections::BTreeMap;

use patron_models::calendar::CalendarError;
use patron_models::fit::{Fit, FitError};
use patron_models::history::{History, Statistics};
use patron_models::interval::{LiveCustomers, ResidualSpend, Uncertainty, live_customers, total_interval};
use patron_models::tournament::IN_EXPOSURE;
use patron_models::transaction::{MAX_PARAMETERS, Terms, TransactionModel};
use serde::{Deserialize, Serialize};

use crate::calendar::Season;
use crate::error::{Result, ServiceError};
use crate::views::RefusalView;

/// Distinct histories that are predicted at a time.
const CHUNK: usize = 16_384;

/// A model on all that is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ModelNow {
    pub(crate) id: String,
    pub(crate) fit: Option<Fit>,
    pub(crate) refused: Option<RefusalView>,
    /// purchases of all customers within the horizon, and their 90 % interval
    pub(crate) expected: Option<[f64; 3]>,
    pub(crate) live: Option<LiveCustomers>,
}

/// Fits one model; `horizon` in the unit of the histories.
pub(super) fn now(model: &dyn TransactionModel, statistics: &Statistics, horizon: f64) -> Result<ModelNow> {
    let id = model.name().to_owned();
    let fit = match model.fit(statistics) {
        Ok(fit) => fit,
        Err(error) => {
            return Ok(ModelNow { id, fit: None, refused: Some(refusal(&error)), expected: None, live: None });
        }
    };
    let parameters = model.parameters_from(&fit.parameters).map_err(impossible)?;
    let predictor = model.predictor(&parameters, Terms::new(horizon, 0.0).map_err(impossible)?).map_err(impossible)?;
    let (mut mean, mut variance, mut gradient) = (0.0, 0.0, [0.0; MAX_PARAMETERS]);
    for chunk in statistics.rows().chunks(CHUNK) {
        let histories: Vec<History> = chunk.iter().map(|row| row.history).collect();
        for (row, prediction) in chunk.iter().zip(predictor.predict_all(&histories)) {
            let own = ResidualSpend::new(&prediction, None);
            mean += row.weight * own.mean();
            variance += row.weight * own.variance();
            for (sum, slope) in gradient.iter_mut().zip(own.transaction_gradient()) {
                *sum += row.weight * slope;
            }
        }
    }
    let by_parameters = Uncertainty::new(Some(&fit), None).map_or(0.0, |known| known.variance(&gradient, &[]));
    let interval = total_interval(mean, variance, by_parameters);
    let live = live_customers(model, &fit, statistics).map_err(impossible)?;
    Ok(ModelNow { id, fit: Some(fit), refused: None, expected: Some([mean, interval.low, interval.high]), live })
}

/// The same in exposure; `horizon` as in days.
pub(super) fn now_in(
    season: &Season,
    model: &dyn TransactionModel,
    statistics: &Statistics,
    horizon: f64,
) -> Result<ModelNow> {
    let turned = |error: CalendarError| ServiceError::new("impossible-calendar", error.to_string());
    let exposure = &season.exposure;
    let horizon = exposure.horizon(horizon).map_err(turned)?;
    let found = now(model, &season.statistics(statistics).map_err(turned)?, horizon)?;
    let fit = found.fit.map(|fit| season.in_days(fit));
    Ok(ModelNow { id: format!("{}{IN_EXPOSURE}", found.id), fit, ..found })
}

fn refusal(error: &FitError) -> RefusalView {
    let values: BTreeMap<String, String> =
        error.values().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    RefusalView { origin: 0, code: error.code().to_owned(), message: error.to_string(), values }
}

/// Parameters of an own fit are always accepted; anything else is a fault of the program.
fn impossible(error: patron_models::fit::ParameterError) -> ServiceError {
    ServiceError::new("impossible-parameters", error.to_string())
}
