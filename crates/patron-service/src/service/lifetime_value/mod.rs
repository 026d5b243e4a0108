//! The model, its parameters, and the proof.

mod cohorts;
mod curve;
mod formulas;

use patron_models::fit::Fit;
use patron_models::history::History;
use patron_models::transaction::{Terms, transaction_model};

use crate::analyses::{LIFETIME_VALUE, LifetimeValueParameters};
use crate::error::{Result, ServiceError};
use crate::run::RunSettings;
use crate::views::{FrequencyBar, LifetimeValueView, ModelView, ParameterView};

use super::Service;
use super::runs::OpenRun;

impl Service {
    /// What the lifetime-value page shows of the current run.
    ///
    /// # Errors
    /// `no-run`, or when the run's files cannot be read.
    pub async fn lifetime_value(&self) -> Result<LifetimeValueView> {
        let run = self.needed_run().await?;
        let folder = self.folder.path(&run.record.path);
        let settings = &run.record.settings;
        let parameters = run.record.parameters::<LifetimeValueParameters>(LIFETIME_VALUE)?;
        let fit = |pick: fn(&LifetimeValueParameters) -> Option<&Fit>| parameters.as_ref().and_then(pick);
        let unit = settings.time_unit.as_str();
        let frequency = match &parameters {
            Some(parameters) => frequency(&run, parameters).await?,
            None => Vec::new(),
        };
        let curve = match &parameters {
            Some(parameters) => curve::curve(&run, parameters).await?,
            None => Vec::new(),
        };
        Ok(LifetimeValueView {
            run: run.record.view.clone(),
            purchases: fit(|all| all.purchases.as_ref()).map(|fit| model(fit, Some(unit))),
            spend: fit(|all| all.spend.as_ref()).map(|fit| model(fit, None)),
            holdout: parameters.as_ref().and_then(|all| all.holdout.as_ref()).map(|holdout| holdout.view.clone()),
            frequency,
            curve,
            cohorts: cohorts::cohorts(&run, &folder).await?,
            formulas: formulas::formulas(&run, parameters.as_ref()).await?,
            notices: run.record.view.notices.clone(),
        })
    }
}

fn model(fit: &Fit, unit: Option<&str>) -> ModelView {
    let errors = fit.standard_errors.values();
    let parameters = fit.parameters.iter().enumerate().map(|(index, (name, value))| ParameterView {
        name: name.to_owned(),
        value,
        standard_error: errors.get(index).copied().filter(|error| error.is_finite()),
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of customers")]
    let customers = fit.customers as u64;
    ModelView {
        model: fit.model.clone(),
        customers,
        parameters: parameters.collect(),
        log_likelihood: fit.log_likelihood,
        aic: fit.aic,
        bic: fit.bic,
        converged: fit.converged,
        iterations: fit.iterations,
        time_unit: unit.map(str::to_owned),
    }
}

/// A fault of the program: parameters of a stored fit are always accepted.
pub(in crate::service) fn impossible(error: patron_models::fit::ParameterError) -> ServiceError {
    ServiceError::new("impossible-parameters", error.to_string())
}

/// The purchase model of a run without discount, at a horizon in days.
pub(super) fn undiscounted(
    fit: &Fit,
    settings: &RunSettings,
    days: f64,
) -> Result<Box<dyn patron_models::transaction::Predictor>> {
    let known = transaction_model(&fit.model);
    let model = known.ok_or_else(|| ServiceError::new("unknown-model", format!("model `{}` is not known", fit.model)))?;
    let parameters = model.parameters_from(&fit.parameters).map_err(impossible)?;
    let terms = Terms::new(days / settings.time_unit.days(), 0.0).map_err(impossible)?;
    model.predictor(&parameters, terms).map_err(impossible)
}

/// Customers by repeat purchases, as they are and as the model expects them of customers of their ages.
async fn frequency(run: &OpenRun, parameters: &LifetimeValueParameters) -> Result<Vec<FrequencyBar>> {
    let Some(fit) = &parameters.purchases else { return Ok(Vec::new()) };
    let last = parameters.frequencies.len().saturating_sub(1);
    let mut expected = vec![0.0; last + 1];
    for (age_days, customers) in curve::customers_by_age(run).await? {
        let predictor = undiscounted(fit, &run.record.settings, age_days)?;
        let probabilities = predictor.count_probabilities(&History::NEW, last.saturating_sub(1));
        let mut rest = 1.0;
        for (bar, probability) in expected.iter_mut().zip(&probabilities) {
            *bar += customers * probability;
            rest -= probability;
        }
        expected[last] += customers * rest.max(0.0);
    }
    let bars = parameters.frequencies.iter().zip(expected).zip(0_u32..);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of customers")]
    let bar = |((actual, expected), frequency): ((&f64, f64), u32)| FrequencyBar {
        frequency,
        and_more: frequency as usize == last,
        customers: *actual as u64,
        actual: *actual,
        expected,
    };
    Ok(bars.map(bar).collect())
}
