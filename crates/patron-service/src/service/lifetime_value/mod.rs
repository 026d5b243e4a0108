//! The model, its parameters, and the proof.

mod cohorts;
mod formulas;
mod maps;
mod season;

use patron_models::fit::Fit;

use crate::analyses::{LIFETIME_VALUE, LifetimeValueParameters};
use crate::error::{Result, ServiceError};
use crate::views::{LevelsView, LifetimeValueView, LiveView, ModelView};

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
            purchases: fit(|all| all.purchases.as_ref()).map(|fit| ModelView::of(fit, Some(unit))),
            spend: fit(|all| all.spend.as_ref()).map(|fit| ModelView::of(fit, None)),
            independence: parameters.as_ref().and_then(|all| all.independence),
            holdout: parameters.as_ref().and_then(|all| all.holdout.as_ref()).map(|holdout| holdout.view.clone()),
            live: parameters.as_ref().and_then(|all| all.live).map(LiveView::from),
            levels: parameters.as_ref().and_then(|all| all.levels).map(LevelsView::from),
            backtest: self.last_backtest().await?,
            season: parameters.as_ref().and_then(|all| all.season.as_ref()).map(season::view),
            frequency: parameters.as_ref().map(|all| all.frequency.clone()).unwrap_or_default(),
            curve: parameters.as_ref().map(|all| all.curve.clone()).unwrap_or_default(),
            maps: maps::maps(&run, parameters.as_ref()).await?,
            cohorts: cohorts::cohorts(&run, &folder).await?,
            formulas: formulas::formulas(&run, parameters.as_ref()).await?,
            notices: run.record.view.notices.clone(),
        })
    }
}

/// A fault of the program: parameters of a stored fit are always accepted.
pub(in crate::service) fn impossible(error: patron_models::fit::ParameterError) -> ServiceError {
    ServiceError::new("impossible-parameters", error.to_string())
}
