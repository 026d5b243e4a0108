use patron_models::holdout::HoldoutError;
use patron_models::tournament::{Contestant, play_watched};
use patron_models::transaction::{TransactionModel, transaction_model};

use crate::calendar::in_exposure;
use crate::error::{Result, ServiceError};
use crate::records::Records;
use crate::run::{Cancel, ProgressSink, format_day};
use crate::views::{OriginView, Progress};

use super::collect::collect;
use super::held::Held;
use super::money::MoneyContest;
use super::{BacktestSettings, fits};

/// Models that come in once more with a calendar, at most.
const FINALISTS: u64 = 2;

/// Holds the tournament and fits every model on all that is known.
///
/// # Errors
/// When the engine fails or the work is cancelled.
pub(crate) async fn hold(
    settings: &BacktestSettings,
    records: &Records,
    progress: &ProgressSink,
    cancel: &Cancel,
) -> Result<Held> {
    progress(Progress { stage: "facts".to_owned(), done: 0, total: 0 });
    let collected = collect(records, settings, cancel).await?;
    let models: Vec<&'static dyn TransactionModel> =
        settings.models.iter().filter_map(|name| transaction_model(name)).collect();
    let learners = settings.learners().into_iter().map(Contestant::Learned);
    let contestants: Vec<Contestant> =
        models.iter().map(|&model| Contestant::Model(model)).chain(learners).chain(Contestant::RULES).collect();
    let seasonal = if collected.season.is_some() { FINALISTS } else { 0 };
    let last = models.len() as u64 + seasonal;
    let mut money = MoneyContest::new(&contestants, &collected.windows, &collected.money);
    let step = |done: usize, total: usize| {
        progress(Progress { stage: "backtest".to_owned(), done: done as u64, total: total as u64 + last });
        Ok(cancel.check()?)
    };
    let watch = |_: usize, place: usize, expected: &[f64]| money.take(place, expected);
    let tournament = play_watched::<Stopped>(&contestants, &collected.windows, step, watch);
    let tournament = tournament.map_err(|Stopped(error)| error)?;
    let money = money.finish().map_err(|error| Stopped::from(error).0)?;
    let steps = (collected.windows.len() * (tournament.entries.len() + 1)) as u64;
    let horizon = f64::from(settings.horizon_days) / settings.time_unit.days();
    let mut models_now = Vec::with_capacity(models.len());
    for (done, model) in models.iter().enumerate() {
        progress(Progress { stage: "backtest".to_owned(), done: steps + done as u64, total: steps + last });
        cancel.check()?;
        models_now.push(fits::now(*model, &collected.now, horizon)?);
    }
    if let Some(season) = &collected.season {
        let in_calendar = tournament.entries.iter().filter(|entry| in_exposure(&entry.id).1);
        for model in in_calendar.filter_map(|entry| transaction_model(in_exposure(&entry.id).0)) {
            cancel.check()?;
            models_now.push(fits::now_in(season, model, &collected.now, horizon)?);
        }
    }
    let origins = settings.origins.iter().zip(&collected.windows).zip(&collected.known);
    let origins = origins.map(|((&day, window), &customers)| OriginView {
        day: format_day(day),
        end: format_day(day + settings.window_days),
        customers,
        scored: window.seen().len() as u64,
        actual_purchases: window.seen().iter().map(|seen| f64::from(seen.purchases)).sum(),
    });
    let origins = origins.collect();
    Ok(Held { tournament, origins, models: models_now, money, yearly: collected.yearly })
}

/// What ends a play early.
struct Stopped(ServiceError);

impl From<ServiceError> for Stopped {
    fn from(error: ServiceError) -> Self {
        Self(error)
    }
}

impl From<HoldoutError> for Stopped {
    /// Sound forecasts never cause one; anything else is a fault of the program.
    fn from(error: HoldoutError) -> Self {
        Self(ServiceError::new("impossible-backtest", error.to_string()))
    }
}
