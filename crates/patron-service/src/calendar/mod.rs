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

pub(crate) use counts::day_counts;
pub(crate) use season::{LeftOut, Months, Season};
pub(crate) use settings::{CalendarChoice, CalendarSettings, OwnEvent};

/// The model of a contestant, and whether it counts in exposure.
pub(crate) fn in_exposure(id: &str) -> (&str, bool) {
    id.strip_suffix(patron_models::tournament::IN_EXPOSURE).map_or((id, false), |model| (model, true))
}
