use patron_models::bg_nbd::BgNbd;
use patron_models::fit::Fit;
use patron_models::forecast::{Activity, Forecast, ForecastCustomer, PeriodCount, PeriodCounts, PeriodicNbd};
use patron_models::gamma_gamma::{GammaGamma, SpendStatistics};
use patron_models::history::Statistics;
use patron_models::interval::Uncertainty;
use patron_models::transaction::{Terms, TransactionModel};

use crate::error::{Result, ServiceError};
use crate::summary::not_fitted;
use crate::views::{Notice, Severity};

use super::Base;

/// The laws of purchases and amounts, and the customers they are applied to.
#[derive(Debug)]
pub(super) struct Laws {
    pub(super) forecast: Forecast,
    pub(super) purchase_fit: Fit,
    pub(super) spend_fit: Option<Fit>,
    pub(super) customers: Vec<ForecastCustomer>,
    pub(super) notices: Vec<Notice>,
}

impl Laws {
    /// Fits both to `base`. Amounts that no model fits are left unknown, and said so.
    pub(super) fn fit(base: &Base, recency: bool) -> Result<Self> {
        let counts: PeriodCounts = base.histories.iter().filter_map(Base::count).collect();
        let purchase_fit = PeriodicNbd::fit(&counts).map_err(|error| not_fitted(PeriodicNbd::NAME, &error))?;
        let spends: SpendStatistics = base.spends.iter().flatten().copied().collect();
        let mut notices = Vec::new();
        let spend_fit = match GammaGamma::fit(&spends) {
            Ok(fit) => Some(fit),
            Err(error) => {
                notices.push(no_amounts(&not_fitted(GammaGamma::NAME, &error)));
                None
            }
        };
        let purchases = PeriodicNbd::from_named(&purchase_fit.parameters).map_err(impossible)?;
        let spend = spend_fit.as_ref().map(|fit| GammaGamma::from_named(&fit.parameters)).transpose();
        let uncertainty = Uncertainty::new(Some(&purchase_fit), spend_fit.as_ref());
        let uncertainty = uncertainty.map_err(|error| ServiceError::new("internal", error.to_string()))?;
        let forecast = Forecast { purchases, spend: spend.map_err(impossible)?, uncertainty };
        Ok(Self { forecast, purchase_fit, spend_fit, customers: customers(base, recency)?, notices })
    }
}

/// The law of purchases and, where amounts are known and one fits, that of amounts.
///
/// # Errors
/// When the purchases cannot be fitted.
pub(crate) fn fitted(base: &Base) -> Result<(Fit, Option<Fit>)> {
    let laws = Laws::fit(base, false)?;
    Ok((laws.purchase_fit, laws.spend_fit))
}

fn customers(base: &Base, recency: bool) -> Result<Vec<ForecastCustomer>> {
    let alive = if recency { Some(alive(base)?) } else { None };
    // Who was won on the last day has not been observed yet: nothing is added to what is known of all.
    let unseen = PeriodCount::new(0, f64::MIN_POSITIVE);
    let customer = |at: usize| -> Result<ForecastCustomer> {
        let count = base.histories.get(at).and_then(Base::count).map_or(unseen, Ok);
        let count = count.map_err(|error| ServiceError::new("internal", error.to_string()))?;
        let alive = alive.as_ref().and_then(|alive| alive.get(at)).copied();
        let activity = alive.map_or_else(|| Ok(Activity::certain()), Activity::now);
        let activity = activity.map_err(|error| ServiceError::new("internal", error.to_string()))?;
        Ok(ForecastCustomer { count, spend: base.spends.get(at).copied().flatten(), activity })
    };
    (0..base.histories.len()).map(customer).collect()
}

/// The probability of each customer of being active still.
fn alive(base: &Base) -> Result<Vec<f64>> {
    let sample: Statistics = base.histories.iter().copied().collect();
    let fit = BgNbd.fit(&sample).map_err(|error| not_fitted(BgNbd.name(), &error))?;
    let terms = Terms::new(1.0, 0.0).map_err(impossible)?;
    let predictor = BgNbd.predictor(&fit.parameters.values(), terms).map_err(impossible)?;
    Ok(predictor.predict_all(&base.histories).into_iter().map(|prediction| prediction.probability_alive).collect())
}

fn impossible(error: patron_models::fit::ParameterError) -> ServiceError {
    ServiceError::new("internal", error.to_string())
}

fn no_amounts(error: &ServiceError) -> Notice {
    let message = format!("amounts are not known: {error}");
    let values = error.problem().values.clone();
    Notice {
        code: "forecast-without-amounts".to_owned(),
        severity: Severity::Warning,
        message,
        values: values.into_iter().collect(),
    }
}
