use patron_learn::features::{Facts, LATEST_WEEKS, WIDTH};
use patron_models::history::Statistics;
use patron_models::tournament::{LearnError, Lessons, Rows, Seen, Window};

use crate::error::{Result, ServiceError};

use super::BacktestSettings;
use super::states::States;

/// Days whose states say what is known at an origin and one window before it.
pub(super) fn days_needed(origin: i32, window_days: i32) -> impl Iterator<Item = i32> {
    [origin - window_days, origin].into_iter().flat_map(|day| std::iter::once(day).chain(latest_from(day)))
}

/// Days after which the latest weeks are counted.
fn latest_from(day: i32) -> [i32; LATEST_WEEKS.len()] {
    LATEST_WEEKS.map(|weeks| day.saturating_sub_unsigned(7 * weeks))
}

/// What an origin teaches: features of one window before it with what came in between, and features at the origin.
#[derive(Debug)]
pub(super) struct Taught {
    origin: i32,
    window_days: i32,
    unit_days: f64,
    past: Rows,
    outcomes: Vec<u32>,
    now: Rows,
}

impl Taught {
    pub(super) fn new(origin: i32, settings: &BacktestSettings) -> Self {
        let (past, now) = (Rows::new(WIDTH), Rows::new(WIDTH));
        let unit_days = settings.time_unit.days();
        Self { origin, window_days: settings.window_days, unit_days, past, outcomes: Vec::new(), now }
    }

    /// Takes up a customer, where it was known.
    pub(super) fn add(&mut self, states: &States<'_>, row: usize) -> Result<()> {
        let past = self.origin - self.window_days;
        if let Some(facts) = self.facts(states, row, past)? {
            self.past.push(&facts.row()).map_err(impossible)?;
            self.outcomes.push(states.purchases_between(row, past, self.origin));
        }
        if let Some(facts) = self.facts(states, row, self.origin)? {
            self.now.push(&facts.row()).map_err(impossible)?;
        }
        Ok(())
    }

    fn facts(&self, states: &States<'_>, row: usize, day: i32) -> Result<Option<Facts>> {
        let Some(history) = states.history(row, day, self.unit_days)? else { return Ok(None) };
        let frequency = f64::from(history.frequency());
        Ok(Some(Facts {
            history,
            ln_gaps: states.ln_gaps(row, day) - frequency * self.unit_days.ln(),
            latest: latest_from(day).map(|from| states.purchases_between(row, from, day)),
            mean_spend: (history.frequency() > 0).then(|| states.net_after_first(row, day) / frequency),
        }))
    }

    /// The origin with those of the seen that are kept.
    pub(super) fn window(self, before: Statistics, seen: &[Seen], kept: &[usize], horizon: f64) -> Result<Window> {
        let mut features = Rows::new(WIDTH);
        for &place in kept {
            features.push(self.now.row(place)).map_err(impossible)?;
        }
        let seen: Vec<Seen> = kept.iter().map(|&place| seen[place]).collect();
        let lessons = Lessons::new(&self.past, &self.outcomes, horizon).map_err(impossible)?;
        Window::with_lessons(before, &seen, horizon, &features, lessons).map_err(impossible)
    }
}

/// Rows of one kind always belong together; anything else is a fault of the program.
fn impossible(error: LearnError) -> ServiceError {
    ServiceError::new("impossible-lessons", error.to_string()).hint(error.hint())
}
