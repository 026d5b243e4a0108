use patron_learn::trees::QuantileTrees;
use patron_models::tournament::Learner;
use patron_models::transaction::{Clock, TransactionModel, transaction_models};
use serde::{Deserialize, Serialize};

use crate::calendar::{CalendarChoice, CalendarSettings};
use crate::error::{Result, ServiceError};
use crate::portfolio::Portfolio;
use crate::records::Records;
use crate::run::{TimeUnit, checked_day};
use crate::views::BacktestRequest;

/// Least weeks of history, and least weeks that a model may learn from.
const LEAST_WEEKS: i32 = 26;
const LEAST_CALIBRATION_WEEKS: i32 = 8;
/// Contestants that must be taught.
const LEARNERS: [&dyn Learner; 1] = [&QuantileTrees];
const DEFAULT_ORIGINS: u32 = 3;
const MAX_ORIGINS: u32 = 12;

/// Everything that decides a backtest besides the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct BacktestSettings {
    pub(crate) as_of_day: i32,
    /// days that are forecast from each origin, whole weeks
    pub(crate) window_days: i32,
    /// last known days, ascending
    pub(crate) origins: Vec<i32>,
    pub(crate) models: Vec<String>,
    /// contestants that must be taught; none in backtests held before there were any
    #[serde(default)]
    pub(crate) learners: Vec<String>,
    /// day of the first order
    #[serde(default)]
    pub(crate) first_day: i32,
    pub(crate) time_unit: TimeUnit,
    /// horizon of the models on all that is known
    pub(crate) horizon_days: u32,
    /// the calendar that models are tested in beside days; none where it is switched off
    #[serde(default)]
    pub(crate) calendar: Option<CalendarSettings>,
}

/// Checks a request and fills what it leaves open.
///
/// # Errors
/// `no-orders`, `bad-date`, `backtest-too-short`, `bad-origins`, `bad-window` or `unknown-model`, each with a hint.
pub(crate) fn plan(request: &BacktestRequest, portfolio: &Portfolio, records: &Records) -> Result<BacktestSettings> {
    let (Some(first_day), Some(last_day)) = (records.first_order_day(), records.last_order_day()) else {
        return Err(ServiceError::new("no-orders", "the ledger holds no orders, expected at least one")
            .hint("import orders first: `patron import orders FILE`"));
    };
    let as_of_day = match &request.as_of {
        None => last_day,
        Some(text) => checked_day(text, records, last_day)?,
    };
    let span = as_of_day - first_day + 1;
    if span / 7 < LEAST_WEEKS {
        let message = format!("the orders span `{}` weeks, expected at least {LEAST_WEEKS} for a backtest", span / 7);
        return Err(ServiceError::new("backtest-too-short", message)
            .value("weeks", span / 7)
            .value("needed", LEAST_WEEKS)
            .hint("import more history; until then a run takes its default model"));
    }
    let wanted = request.origins.unwrap_or(DEFAULT_ORIGINS);
    if !(1..=MAX_ORIGINS).contains(&wanted) {
        let message = format!("`{wanted}` origins, expected 1 to {MAX_ORIGINS}");
        return Err(ServiceError::new("bad-origins", message).value("origins", wanted).value("most", MAX_ORIGINS));
    }
    let window_days = window(request.window_days, portfolio.horizon_days, span)?;
    let (models, learners) = contestants(request.models.as_deref())?;
    let origins = origins(as_of_day, window_days, span, i32::try_from(wanted).unwrap_or(1));
    let mut learners: Vec<String> = learners.iter().map(|learner| learner.name().to_owned()).collect();
    if request.models.is_none() {
        // Unasked, only where there is enough to learn from at every origin.
        learners.retain(|_| origins.first().is_some_and(|&origin| can_be_taught(origin, window_days, first_day)));
    }
    Ok(BacktestSettings {
        as_of_day,
        window_days,
        origins,
        learners,
        first_day,
        models: models.iter().map(|model| model.name().to_owned()).collect(),
        time_unit: TimeUnit::default(),
        horizon_days: portfolio.horizon_days,
        calendar: Some(portfolio.calendar.clone()).filter(|calendar| calendar.choice != CalendarChoice::None),
    })
}

/// Whole weeks: what was asked for, or the horizon but a third of the history at most.
fn window(asked: Option<u32>, horizon_days: u32, span: i32) -> Result<i32> {
    let most = (span - LEAST_CALIBRATION_WEEKS * 7) / 7 * 7;
    match asked {
        None => Ok(i32::try_from(horizon_days).unwrap_or(i32::MAX).min(span / 3).max(7) / 7 * 7),
        Some(days) => match i32::try_from(days) {
            Ok(days) if (7..=most).contains(&days) => Ok(days / 7 * 7),
            _ => {
                let message = format!("a window of `{days}` days, expected 7 to {most} days of this history");
                Err(ServiceError::new("bad-window", message).value("days", days).value("most", most))
            }
        },
    }
}

/// The latest origin lies one window before the end, the earliest after a third of the history, the others evenly
/// between; fewer where that is less than a week each.
fn origins(as_of_day: i32, window_days: i32, span: i32, wanted: i32) -> Vec<i32> {
    let last = as_of_day - window_days;
    let earliest = as_of_day - span + (span / 3).max(LEAST_CALIBRATION_WEEKS * 7);
    let room = (last - earliest).max(0) / 7;
    let count = wanted.min(room + 1);
    let step = if count > 1 { room / (count - 1) * 7 } else { 0 };
    (0..count).rev().map(|before| last - before * step).collect()
}

impl BacktestSettings {
    /// Whether a contestant can be taught at this origin: on one window before it, and weeks before that.
    pub(super) fn teaches(&self, origin: i32) -> bool {
        !self.learners.is_empty() && can_be_taught(origin, self.window_days, self.first_day)
    }

    /// The contestants that must be taught.
    pub(super) fn learners(&self) -> Vec<&'static dyn Learner> {
        LEARNERS.into_iter().filter(|learner| self.learners.iter().any(|name| name == learner.name())).collect()
    }
}

fn can_be_taught(origin: i32, window_days: i32, first_day: i32) -> bool {
    origin - window_days - first_day + 1 >= LEAST_CALIBRATION_WEEKS * 7
}

/// Models of days and learners.
type Named = (Vec<&'static dyn TransactionModel>, Vec<&'static dyn Learner>);

/// Models of days and learners by name, all where none are named.
fn contestants(named: Option<&[String]>) -> Result<Named> {
    let of_days: Vec<&'static dyn TransactionModel> =
        transaction_models().iter().copied().filter(|model| model.clock() == Clock::Continuous).collect();
    let Some(named) = named else { return Ok((of_days, LEARNERS.to_vec())) };
    let (mut models, mut learners) = (Vec::new(), Vec::new());
    for name in named {
        if let Some(learner) = LEARNERS.into_iter().find(|learner| learner.name() == name) {
            learners.push(learner);
        } else if let Some(model) = of_days.iter().copied().find(|model| model.name() == name) {
            models.push(model);
        } else {
            let known = of_days.iter().map(|model| model.name()).chain(LEARNERS.map(|learner| learner.name()));
            let known: Vec<&str> = known.collect();
            let message = format!("model `{name}` is not known, expected `{}`", known.join("`, `"));
            return Err(ServiceError::new("unknown-model", message).hint("leave the models out to test all"));
        }
    }
    Ok((models, learners))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_lie_between_a_third_and_one_window_before_the_end() {
        // 78 weeks: windows of 26 weeks from the ends of weeks 26, 39 and 52.
        assert_eq!(window(None, 365, 546).unwrap(), 182);
        assert_eq!(origins(546, 182, 546, 3), [182, 273, 364]);
        assert_eq!(origins(546, 182, 546, 1), [364]);
        // No room for more than one.
        assert_eq!(origins(182, 56, 182, 3), [70, 98, 126]);
        assert_eq!(origins(182, 119, 182, 3), [63]);
        assert_eq!(window(Some(30), 365, 546).unwrap(), 28);
        let error = window(Some(6), 365, 546).unwrap_err();
        assert_eq!(error.to_string(), "a window of `6` days, expected 7 to 490 days of this history");
    }

    #[test]
    fn contestants_are_models_of_days_and_learners() {
        let (models, learners) = contestants(None).unwrap();
        assert!(models.len() > 5 && learners.len() == 1);
        let (models, learners) = contestants(Some(&["learned-trees".to_owned(), "nbd".to_owned()])).unwrap();
        assert_eq!((models.len(), learners[0].name()), (1, "learned-trees"));
        let Err(error) = contestants(Some(&["bg-bb".to_owned()])) else { panic!("bg-bb counts opportunities") };
        let message = error.to_string();
        assert!(message.starts_with("model `bg-bb` is not known, expected `bg-nbd`, `"), "{message}");
        assert!(message.ends_with("`learned-trees`"), "{message}");
    }

    #[test]
    fn who_must_be_taught_needs_a_window_and_eight_weeks_before_it() {
        // Origin at the end of day 237 of days from 0: 238 days, 182 of them the window.
        assert!(can_be_taught(237, 182, 0));
        assert!(!can_be_taught(236, 182, 0));
    }
}
