//! Seasons and festivals of a portfolio: what was set, purchases by day, and the pace estimated from them.
//!
//! ```text
//! settings   pattern, festivals and the company's own events, checked
//! counts     repeat purchases and known customers of each day
//! festivals  built-in festivals, with the days around them that belong to them
//! season     the pattern of one valuation date, with the exposure it gives
//! ```

mod counts;
mod festivals;
mod season;
mod settings;

use patron_models::transaction::transaction_model;

pub(crate) use counts::{day_counts, gap_days};
pub(crate) use season::{LeftOut, Months, Season};
pub(crate) use settings::{CalendarChoice, CalendarSettings, OwnEvent};

/// Whether a contestant of this name is a model of regular gaps in exposure, where the calendar is that of the settings.
pub(crate) fn needs_gaps(id: &str, calendar: CalendarChoice) -> bool {
    let (plain, asked) = in_exposure(id);
    (asked || calendar.is_set()) && transaction_model(plain).is_some_and(|model| model.remembers_the_last_purchase())
}

/// The model of a contestant, and whether it counts in exposure.
pub(crate) fn in_exposure(id: &str) -> (&str, bool) {
    id.strip_suffix(patron_models::tournament::IN_EXPOSURE).map_or((id, false), |model| (model, true))
}
