use std::collections::BTreeMap;

use patron_models::calendar::{CalendarError, Exposure};
use serde::{Deserialize, Serialize};

use crate::calendar::{CalendarChoice, Months, Season, day_counts, gap_days};
use crate::error::{Result, ServiceError};
use crate::run::RunContext;
use crate::views::RefusalView;

/// Seasons and festivals of a run: what was found, and whether its purchases are counted in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RunSeason {
    pub(crate) season: Option<Season>,
    /// why there is none
    pub(crate) refused: Option<RefusalView>,
    /// whether a pattern is set, and not only tested
    pub(crate) is_set: bool,
    pub(crate) used: bool,
    /// `set`, `chosen` or `asked`; where not used `no-backtest`, `as-good-without`, `not-entered`, `other-model` or
    /// `refused`
    pub(crate) why: String,
}

impl RunSeason {
    /// Estimates the season of a run; none where calendars are switched off.
    pub(super) fn of(context: &RunContext) -> Option<Self> {
        if context.calendar.choice == CalendarChoice::None {
            return None;
        }
        let ahead = i32::try_from(context.horizon_days).unwrap_or(i32::MAX);
        let (season, refused) = match on(context, context.as_of_day, ahead, months(context)) {
            Ok(season) => (Some(season), None),
            Err(error) => (None, Some(refusal(&error))),
        };
        let why = if season.is_none() { "refused" } else { "no-model" };
        let is_set = context.calendar.choice != CalendarChoice::Auto;
        Some(Self { season, refused, is_set, used: false, why: why.to_owned() })
    }

    /// The exposure, where purchases are counted in it.
    pub(crate) fn exposure(&self) -> Option<&Exposure> {
        self.season.as_ref().filter(|_| self.used).map(|season| &season.exposure)
    }

    /// Takes note of what was chosen.
    pub(super) fn decided(&mut self, used: bool, context: &RunContext) {
        self.used = used && self.season.is_some();
        if self.season.is_none() {
            return;
        }
        let advice = context.advice.as_ref().filter(|advice| !advice.order.is_empty());
        let tested = advice.is_some_and(|advice| advice.order.iter().any(|id| crate::calendar::in_exposure(id).1));
        let why = match (used, context.calendar.choice, context.model.as_str()) {
            (true, CalendarChoice::Auto, "auto") => "chosen",
            (true, CalendarChoice::Auto, _) => "asked",
            (true, ..) => "set",
            (false, CalendarChoice::Auto, "auto") if advice.is_none() => "no-backtest",
            (false, CalendarChoice::Auto, "auto") if tested => "as-good-without",
            (false, CalendarChoice::Auto, "auto") => "not-entered",
            (false, ..) => "other-model",
        };
        why.clone_into(&mut self.why);
    }
}

/// The season as it was known at the end of a day of the run, for some days ahead.
pub(super) fn on(context: &RunContext, day: i32, ahead_days: i32, months: Months) -> Result<Season, CalendarError> {
    let counts = day_counts(&context.series.calendar, day);
    let gaps = context.counts_gaps().then(|| gap_days(&context.series.gaps));
    let unit_days = context.time_unit.days();
    Season::estimate(&context.calendar, months, &counts, gaps.as_deref(), day, ahead_days, unit_days)
}

/// Which patterns count: as set, and as tested where that was left to the backtest.
pub(super) fn months(context: &RunContext) -> Months {
    let untested = context.advice.as_ref().is_some_and(|advice| advice.yearly == Some(false));
    if context.calendar.choice == CalendarChoice::Auto && untested {
        return Months::Never;
    }
    context.calendar.choice.months()
}

fn refusal(error: &CalendarError) -> RefusalView {
    let values: BTreeMap<String, String> =
        error.values().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    RefusalView { origin: 0, code: error.code().to_owned(), message: error.to_string(), values }
}

/// A pace made from the same days covers them; anything else is a fault of the program.
pub(super) fn impossible(error: CalendarError) -> ServiceError {
    ServiceError::new("impossible-calendar", error.to_string()).hint(error.hint())
}
