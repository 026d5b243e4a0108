//! Why a calendar cannot be used.

use crate::history::HistoryError;

/// Why a date, a pace or a pattern is refused. Days are numbers from 1970-01-01 on.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CalendarError {
    /// No such day.
    #[error("`{year}-{month}-{day}` is not a day of the calendar, expected one that is")]
    NoSuchDay {
        /// Year.
        year: i32,
        /// Month from 1.
        month: u32,
        /// Day from 1.
        day: u32,
    },
    /// A year for which festivals are not computed.
    #[error("festivals of `{year}` are not known, expected a year from {first} to {last}")]
    Year {
        /// The year asked for.
        year: i32,
        /// The first known.
        first: i32,
        /// The last known.
        last: i32,
    },
    /// The pace of a day is not a number from 0 on.
    #[error("the pace of day `{day}` is `{weight}`, expected a finite number that is not negative")]
    Weight {
        /// The day.
        day: i64,
        /// Its pace.
        weight: f64,
    },
    /// A time outside the days of the pace.
    #[error("the pace is not known at day `{time}`, expected from `{from}` to `{until}`")]
    Outside {
        /// The time asked for, in days.
        time: f64,
        /// The first day.
        from: i64,
        /// The day after the last.
        until: i64,
    },
    /// Purchases or customers of a day are not numbers that can be.
    #[error(
        "day `{day}` has `{purchases}` purchases of `{customers}` customers, expected numbers that are not negative, and customers where there are purchases"
    )]
    Count {
        /// The day.
        day: i64,
        /// Purchases.
        purchases: f64,
        /// Customers.
        customers: f64,
    },
    /// Too few days to tell a pattern from a trend.
    #[error("`{days}` days are too few for {pattern}, expected at least `{needed}`")]
    TooFewDays {
        /// Days with customers.
        days: usize,
        /// The least that is accepted.
        needed: usize,
        /// What was to be estimated.
        pattern: &'static str,
    },
    /// Nobody bought on such days, so that their factor has no estimate.
    #[error("no purchases are known {of}, expected some")]
    NoPurchases {
        /// Of which days.
        of: String,
    },
    /// An event cannot be told from the rest of the pattern.
    #[error("the factors cannot be told apart, expected events that are not whole weekdays or months")]
    NotIdentified,
    /// Times that are no history.
    #[error(transparent)]
    History(#[from] HistoryError),
}

impl CalendarError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchDay { .. } => "calendar-no-such-day",
            Self::Year { .. } => "calendar-year",
            Self::Weight { .. } => "calendar-weight",
            Self::Outside { .. } => "calendar-outside",
            Self::Count { .. } => "calendar-count",
            Self::TooFewDays { .. } => "calendar-too-few-days",
            Self::NoPurchases { .. } => "calendar-no-purchases",
            Self::NotIdentified => "calendar-not-identified",
            Self::History(error) => error.code(),
        }
    }

    /// The values in the sentence, by name.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooFewDays { days, needed, .. } => vec![("days", days.to_string()), ("needed", needed.to_string())],
            Self::NoPurchases { of } => vec![("of", of.clone())],
            Self::Year { year, .. } => vec![("year", year.to_string())],
            _ => Vec::new(),
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoSuchDay { .. } => "months count from 1 to 12, days from 1 to the length of the month",
            Self::Year { .. } => "give the days of other years as a list of your own",
            Self::Weight { .. } => "0 stands for a day on which the shop is shut",
            Self::Outside { .. } => "make the pace from the first purchase to the end of the horizon",
            Self::Count { .. } => "count repeat purchases, and customers who have made their first one",
            Self::TooFewDays { .. } => "observe for longer, or leave that pattern out",
            Self::NoPurchases { .. } => "leave the event out, or observe for longer",
            Self::NotIdentified => "leave one of the events out",
            Self::History(error) => error.hint(),
        }
    }
}
