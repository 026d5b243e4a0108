//! The model, its parameters, and the proof.

mod cohorts;
mod formulas;

use patron_models::fit::Fit;

use crate::analyses::{LIFETIME_VALUE, LifetimeValueParameters};
use crate::error::{Result, ServiceError};
use crate::views::{LifetimeValueView, ModelView, ParameterView};

use super::Service;

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
        Ok(LifetimeValueView {
            run: run.record.view.clone(),
            purchases: fit(|all| all.purchases.as_ref()).map(|fit| model(fit, Some(unit))),
            spend: fit(|all| all.spend.as_ref()).map(|fit| model(fit, None)),
            holdout: parameters.as_ref().and_then(|all| all.holdout.as_ref()).map(|holdout| holdout.view.clone()),
            frequency: parameters.as_ref().map(|all| all.frequency.clone()).unwrap_or_default(),
            curve: parameters.as_ref().map(|all| all.curve.clone()).unwrap_or_default(),
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
