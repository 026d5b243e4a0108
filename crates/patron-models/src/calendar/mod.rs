//! Seasons, holidays and shopping festivals as time that runs at a pace of its own.
//!
//! Where all customers buy more before a festival and less in summer, it is not the customers who change but the
//! calendar. A [`Pace`] w(d) ≥ 0 for each day turns days into exposure W(t) = ∫ w; a model of any time that reads
//! histories in exposure instead of days has customers who buy at the rate λ w(t) while active, and whose stop, where it
//! may come at any moment, comes at the hazard μ w(t). So every such model, fit, prediction and interval serves with
//! a calendar: give it [`Pace::history`] and [`Pace::horizon`]. Its log-likelihood in days is that in exposure plus
//! [`Pace::ln_weights`], by which paces are compared.
//!
//! An [`Exposure`] does so for whole samples at one valuation date.
//!
//! The pace comes from a [`Pattern`] over the week and the year, estimated from purchases by day, with the effect of
//! chosen days: the [`FESTIVALS`] here and any list of one's own. Days are numbers from 1970-01-01 on ([`Date`]).

mod date;
mod error;
mod exposure;
#[cfg(test)]
mod exposure_tests;
mod festival;
mod gap_days;
mod lunar;
mod moon;
mod pace;
mod pattern;
mod regression;
#[cfg(test)]
mod tests;

pub use date::Date;
pub use error::CalendarError;
pub use exposure::Exposure;
pub use festival::{FESTIVALS, Festival, Tradition, festival};
pub use gap_days::GapDays;
pub use pace::Pace;
pub use pattern::{DayCount, Event, LEAST_DAYS, LEAST_DAYS_OF_YEAR, Pattern};
