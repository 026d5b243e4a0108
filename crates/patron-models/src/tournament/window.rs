//! What was known at an origin, and what came after it.

use crate::calendar::{CalendarError, Exposure};
use crate::history::{History, Statistics};

use super::lessons::{LearnError, Lessons, Rows};

/// A customer acquired before the origin, with the purchases in the window after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// As known at the origin.
    pub history: History,
    /// Purchases in the window.
    pub purchases: u32,
}

/// The calendar as known at an origin.
#[derive(Debug, Clone)]
struct Calendar {
    exposure: Result<Exposure, CalendarError>,
    factors: usize,
    ln_gaps: Option<f64>,
}

/// One origin.
#[derive(Debug, Clone)]
pub struct Window {
    before: Statistics,
    seen: Vec<Seen>,
    horizon: f64,
    lessons: Option<Lessons>,
    /// of those seen, where there are lessons
    features: Rows,
    /// where each of those seen stood when they were given
    order: Vec<usize>,
    calendar: Option<Calendar>,
}

impl Window {
    /// `before` is the sample to fit on; `seen` the customers to be scored, all or a part of them; `horizon` the length
    /// of the window in the unit of the histories.
    #[must_use]
    pub fn new(before: Statistics, seen: Vec<Seen>, horizon: f64) -> Self {
        // Equal histories side by side: each is forecast once, and sums have one order.
        let mut order: Vec<usize> = (0..seen.len()).collect();
        order.sort_unstable_by_key(|&place| (key(&seen[place]), place));
        let seen = order.iter().map(|&place| seen[place]).collect();
        Self { before, seen, horizon, lessons: None, features: Rows::default(), order, calendar: None }
    }

    /// As [`Window::new`], for contestants that must be taught as well: with the `features` of those seen, as known at
    /// the origin, and lessons of one window before it.
    ///
    /// # Errors
    /// When features do not belong to those seen, or are others than those of the lessons.
    pub fn with_lessons(
        before: Statistics,
        seen: &[Seen],
        horizon: f64,
        features: &Rows,
        lessons: Lessons,
    ) -> Result<Self, LearnError> {
        if features.len() != seen.len() {
            return Err(LearnError::Outcomes { found: seen.len(), expected: features.len() });
        }
        if features.width() != lessons.features().width() {
            return Err(LearnError::Width { found: features.width(), expected: lessons.features().width() });
        }
        let mut order: Vec<usize> = (0..seen.len()).collect();
        order.sort_unstable_by(|&one, &other| {
            let by_features = || features.bits(one).cmp(features.bits(other));
            key(&seen[one]).cmp(&key(&seen[other])).then_with(by_features).then(one.cmp(&other))
        });
        let in_order = order.iter().map(|&place| seen[place]).collect();
        let features = features.in_order(&order);
        Ok(Self { before, seen: in_order, horizon, lessons: Some(lessons), features, order, calendar: None })
    }

    /// With a calendar as known at the origin, or why there is none, and the number of its factors; with Σ ln gap in
    /// exposure where models of regular gaps are to take part in it.
    #[must_use]
    pub fn in_exposure(self, exposure: Result<Exposure, CalendarError>, factors: usize, ln_gaps: Option<f64>) -> Self {
        Self { calendar: Some(Calendar { exposure, factors, ln_gaps }), ..self }
    }

    /// The calendar of the origin; `None` where none is wanted.
    #[must_use]
    pub fn exposure(&self) -> Option<&Result<Exposure, CalendarError>> {
        self.calendar.as_ref().map(|calendar| &calendar.exposure)
    }

    /// Estimated factors of the calendar.
    pub(super) fn factors(&self) -> usize {
        self.calendar.as_ref().map_or(0, |calendar| calendar.factors)
    }

    /// Σ ln gap of the sample in exposure, where it is known.
    pub(super) fn ln_gaps(&self) -> Option<f64> {
        self.calendar.as_ref().and_then(|calendar| calendar.ln_gaps)
    }

    /// Whether gaps are known in exposure, or there is none.
    pub(super) fn knows_gaps(&self) -> bool {
        self.calendar.as_ref().is_none_or(|calendar| calendar.ln_gaps.is_some() || calendar.exposure.is_err())
    }

    /// The sample to fit on.
    #[must_use]
    pub fn before(&self) -> &Statistics {
        &self.before
    }

    /// The customers to be scored, equal histories side by side.
    #[must_use]
    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// Length of the window.
    #[must_use]
    pub fn horizon(&self) -> f64 {
        self.horizon
    }

    /// For each of [`Window::seen`] the place at which it was given.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// What contestants that must be taught learn from; `None` where the history is too short for it.
    #[must_use]
    pub fn lessons(&self) -> Option<&Lessons> {
        self.lessons.as_ref()
    }

    /// Of the customer at this place of [`Window::seen`]; empty without lessons.
    #[must_use]
    pub fn features(&self, place: usize) -> &[f64] {
        self.features.row(place)
    }
}

/// Frequency, recency, age and outcome; times are never negative, so that their bits order as they do.
fn key(seen: &Seen) -> (u32, u64, u64, u32) {
    let history = &seen.history;
    (history.frequency(), history.recency().to_bits(), history.age().to_bits(), seen.purchases)
}
