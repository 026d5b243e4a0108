use patron_models::calendar::Exposure;
use patron_models::history::History;
use patron_models::spend::SpendModel;
use patron_models::transaction::{Predictor, Terms, transaction_model};

use crate::analyses::lifetime_value::Parameters;
use crate::error::{Result, ServiceError};
use crate::run::RunContext;

/// The models of the run as they value customers at one day.
#[derive(Debug)]
pub(super) struct Valuer {
    predictor: Box<dyn Predictor>,
    exposure: Option<Exposure>,
    spend: Option<SpendModel>,
    /// of every purchase, where amounts are known and no model of spend was fitted
    flat_spend: Option<f64>,
    margin: f64,
}

/// What is expected of one customer at one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Expected {
    pub(crate) probability_return: f64,
    pub(crate) purchases: f64,
    pub(crate) rate: f64,
    pub(crate) active: f64,
    pub(crate) spend: Option<f64>,
    pub(crate) margin: f64,
    pub(crate) discount: f64,
}

impl Expected {
    /// rate x active time x spend x margin x discount; null where money is not known.
    pub(crate) fn value(&self) -> Option<f64> {
        self.spend.map(|spend| self.rate * self.active * spend * self.margin * self.discount)
    }
}

impl Valuer {
    /// The models of a run at a day; none where no model of purchases was fitted.
    pub(super) fn of(parameters: &Parameters, context: &RunContext, day: i32) -> Result<Option<Self>> {
        let Some(fit) = &parameters.purchases else { return Ok(None) };
        let failed = |error: &dyn std::fmt::Display| ServiceError::new("impossible-parameters", error.to_string());
        let known = transaction_model(&fit.model);
        let model = known.ok_or_else(|| failed(&format!("model `{}` is not known", fit.model)))?;
        let exposure = parameters.exposure().map(|exposure| exposure.on(i64::from(day)));
        let horizon = exposure.as_ref().map_or(Ok(context.horizon()), |exposure| exposure.horizon(context.horizon()));
        let horizon = horizon.map_err(|error| failed(&error))?;
        let terms = Terms::with_annual_rate(horizon, context.discount_rate, context.units_per_year());
        let terms = terms.map_err(|error| failed(&error))?;
        let fitted = model.parameters_from(&fit.parameters).map_err(|error| failed(&error))?;
        let spend = parameters.spend.as_ref().map(|fit| SpendModel::from_named(&fit.model, &fit.parameters));
        Ok(Some(Self {
            predictor: model.predictor(&fitted, terms).map_err(|error| failed(&error))?,
            exposure,
            spend: spend.transpose().map_err(|error| failed(&error))?,
            flat_spend: parameters.naive_spend.filter(|_| context.money.known),
            margin: parameters.margin,
        }))
    }

    /// Whether silence counts: by some models nobody ever stops.
    pub(super) fn knows_stops(&self) -> bool {
        let silent = History::new(1, 1.0, 1000.0);
        silent.is_ok_and(|silent| self.predictor.predict(&silent).probability_alive < 1.0)
    }

    /// Customers by their histories in days of the models' unit, each with the mean of its repeat purchases.
    pub(super) fn expect(&self, histories: Vec<History>, means: &[Option<f64>]) -> Result<Vec<Expected>> {
        let seen = match &self.exposure {
            None => histories,
            Some(exposure) => {
                let turned: std::result::Result<_, _> =
                    histories.iter().map(|history| exposure.history(history)).collect();
                turned.map_err(|error: patron_models::calendar::CalendarError| {
                    ServiceError::new("impossible-calendar", error.to_string())
                })?
            }
        };
        let predictions = self.predictor.predict_all(&seen);
        let given = seen.iter().zip(means).map(|(history, mean)| (history.frequency(), *mean));
        let spends = match &self.spend {
            Some(model) => model.laws(given).expected(),
            None => vec![self.flat_spend; seen.len()],
        };
        let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
        let expected = predictions.iter().zip(spends).map(|(prediction, spend)| Expected {
            probability_return: prediction.probability_return,
            purchases: prediction.expected_purchases,
            rate: prediction.purchase_rate,
            active: prediction.active_time(),
            spend: finite(spend),
            margin: self.margin,
            discount: prediction.discount_factor(),
        });
        Ok(expected.collect())
    }
}
