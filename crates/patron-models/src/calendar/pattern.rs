//! The pattern of purchases over the week and the year, and the effect of chosen days.
//!
//! ln E\[purchases of day d\] = ln customers + trend(d) + week + month + Σ events: the factors of the seven days of the
//! week multiply to 1, those of the twelve months as well, and an event multiplies its days. Days of the week and months
//! on which nobody ever bought, as when the shop is shut, have the factor 0 and are left out of the rest. The trend, a polynomial of
//! degree 3, takes up that customers who were won at one time stop little by little. Days vary more than by chance;
//! standard errors are wider by the square root of the variance over the mean.

use std::collections::HashSet;

use nalgebra::{DMatrix, DVector};
use serde::{Deserialize, Serialize};

use super::date::weekday;
use super::regression::{Regression, regress};
use super::{CalendarError, Date, Pace};

/// Least days with customers for a pattern of the week: eight weeks.
pub const LEAST_DAYS: usize = 56;
/// … and for one of the year: two years, so that no month is seen once only.
pub const LEAST_DAYS_OF_YEAR: usize = 730;
/// Degree of the trend.
const DEGREE: i32 = 3;

/// What happened on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayCount {
    /// The day, by number.
    pub day: i64,
    /// Repeat purchases of the day.
    pub purchases: f64,
    /// Customers who had made their first purchase before.
    pub customers: f64,
}

/// Days that have something in common, such as a promotion; by number, in any order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Its days.
    pub days: Vec<i64>,
}

/// Factors of purchases, with standard errors of their logarithms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// Monday to Sunday; 0 where nobody ever bought.
    pub week: [f64; 7],
    /// Standard errors of their logarithms.
    pub week_errors: [f64; 7],
    /// January to December; 0 where nobody ever bought, all 1 where the year was left out.
    pub year: [f64; 12],
    /// Standard errors of their logarithms; 0 where the year was left out.
    pub year_errors: [f64; 12],
    /// Name, factor and standard error of its logarithm, in the order given.
    pub events: Vec<(String, f64, f64)>,
    /// Variance over mean of the purchases of a day: 1 by chance alone.
    pub dispersion: f64,
}

/// Which columns there are.
struct Columns<'a> {
    /// Days of the week with purchases.
    week: Vec<usize>,
    /// Months with purchases, from 0; empty where the year is left out.
    year: Vec<usize>,
    events: Vec<(&'a str, HashSet<i64>)>,
    first: f64,
    last: f64,
}

impl Columns<'_> {
    /// Where the days of the week begin.
    const WEEK: usize = 1 + DEGREE as usize;

    /// Where the months begin.
    fn year_from(&self) -> usize {
        Self::WEEK + self.week.len() - 1
    }

    /// Where the events begin.
    fn events_from(&self) -> usize {
        self.year_from() + self.year.len().saturating_sub(1)
    }

    /// Whether the shop is open.
    fn is_open(&self, day: i64) -> bool {
        self.week.contains(&weekday(day)) && (self.year.is_empty() || self.year.contains(&month(day)))
    }

    /// Constant, trend, days of the week and months but the last ones, events.
    fn row(&self, day: i64) -> Vec<f64> {
        let place = 2.0 * (day as f64 - self.first) / (self.last - self.first).max(1.0) - 1.0;
        let mut row: Vec<f64> = (0..=DEGREE).map(|power| place.powi(power)).collect();
        row.extend(contrast(weekday(day), &self.week));
        row.extend(contrast(month(day), &self.year));
        row.extend(self.events.iter().map(|(_, days)| f64::from(u8::from(days.contains(&day)))));
        row
    }
}

/// A value among those whose coefficients sum to 0, by all but the last, which has minus the sum of the others.
fn contrast(value: usize, among: &[usize]) -> impl Iterator<Item = f64> {
    let (last, others) = among.split_last().map_or((None, among), |(last, others)| (Some(*last), others));
    others.iter().map(move |other| if last == Some(value) { -1.0 } else { f64::from(u8::from(*other == value)) })
}

/// Month of a day number, from 0.
fn month(day: i64) -> usize {
    Date::of_number(day).month as usize - 1
}

impl Pattern {
    /// Estimates the pattern from purchases by day, with the year where it is `yearly`. Days without customers are left
    /// out.
    ///
    /// # Errors
    /// When a number is not one, there are too few days, nobody bought on the days of an event, or the factors cannot
    /// be told apart.
    pub fn estimate(days: &[DayCount], yearly: bool, events: &[Event]) -> Result<Self, CalendarError> {
        let mut days = checked(days, yearly)?;
        let bought = |count: usize, of: fn(i64) -> usize| -> Vec<usize> {
            let some = |place: usize| days.iter().any(|day| day.purchases > 0.0 && of(day.day) == place);
            (0..count).filter(|place| some(*place)).collect()
        };
        let (week, year) = (bought(7, weekday), if yearly { bought(12, month) } else { Vec::new() });
        if week.is_empty() {
            return Err(CalendarError::NoPurchases { of: "on any day".to_owned() });
        }
        let (first, last) = (days.first().map_or(0, |day| day.day) as f64, days.last().map_or(0, |day| day.day) as f64);
        let of_event = |event: &Event| event.days.iter().copied().collect();
        let events = events.iter().map(|event| (event.name.as_str(), of_event(event))).collect();
        let columns = Columns { week, year, events, first, last };
        days.retain(|day| columns.is_open(day.day));
        check_events(&days, &columns)?;
        let rows: Vec<f64> = days.iter().flat_map(|day| columns.row(day.day)).collect();
        let rows = DMatrix::from_row_slice(days.len(), columns.events_from() + columns.events.len(), &rows);
        let offsets = DVector::from_iterator(days.len(), days.iter().map(|day| day.customers.ln()));
        let counts = DVector::from_iterator(days.len(), days.iter().map(|day| day.purchases));
        let found = regress(&rows, &offsets, &counts).ok_or(CalendarError::NotIdentified)?;
        Ok(Self::from_regression(&found, &columns))
    }

    fn from_regression(found: &Regression, columns: &Columns<'_>) -> Self {
        let log = |row: &DVector<f64>| {
            let variance = row.dot(&(&found.covariance * row)) * found.dispersion.max(1.0);
            (row.dot(&found.coefficients).exp(), variance.sqrt())
        };
        let of_kind = |from: usize, place: usize, among: &[usize]| {
            if !among.contains(&place) {
                return (0.0, 0.0);
            }
            let mut row = DVector::zeros(found.coefficients.len());
            contrast(place, among).enumerate().for_each(|(i, entry)| row[from + i] = entry);
            log(&row)
        };
        let of_week: [(f64, f64); 7] = std::array::from_fn(|place| of_kind(Columns::WEEK, place, &columns.week));
        let of_month = |place| of_kind(columns.year_from(), place, &columns.year);
        let of_year: [(f64, f64); 12] =
            std::array::from_fn(|place| if columns.year.is_empty() { (1.0, 0.0) } else { of_month(place) });
        let event = |(i, (name, _)): (usize, &(&str, HashSet<i64>))| {
            let mut row = DVector::zeros(found.coefficients.len());
            row[columns.events_from() + i] = 1.0;
            let (factor, error) = log(&row);
            ((*name).to_owned(), factor, error)
        };
        Self {
            week: of_week.map(|(factor, _)| factor),
            week_errors: of_week.map(|(_, error)| error),
            year: of_year.map(|(factor, _)| factor),
            year_errors: of_year.map(|(_, error)| error),
            events: columns.events.iter().enumerate().map(event).collect(),
            dispersion: found.dispersion,
        }
    }

    /// Number of factors that were estimated: one less than days of the week and than months with purchases, and the
    /// events.
    #[must_use]
    pub fn factors(&self) -> usize {
        let free = |factors: &[f64]| factors.iter().filter(|factor| **factor > 0.0).count().saturating_sub(1);
        let of_year = if self.year == [1.0; 12] { 0 } else { free(&self.year) };
        free(&self.week) + of_year + self.events.len()
    }

    /// The pace of the days from one to another, the last one not included; events by name, those without a factor here
    /// are left out.
    ///
    /// # Errors
    /// When a factor is so extreme that a pace is no number.
    pub fn pace(&self, from: i64, until: i64, events: &[Event]) -> Result<Pace, CalendarError> {
        let known = |event: &Event| {
            let (_, factor, _) = self.events.iter().find(|(name, ..)| *name == event.name)?;
            Some((event.days.iter().copied().collect::<HashSet<i64>>(), *factor))
        };
        let events: Vec<(HashSet<i64>, f64)> = events.iter().filter_map(known).collect();
        let weight = |day: i64| {
            let of_events: f64 =
                events.iter().filter(|(days, _)| days.contains(&day)).map(|(_, factor)| factor).product();
            self.week[weekday(day)] * self.year[month(day)] * of_events
        };
        Pace::new(from, (from..until).map(weight).collect())
    }
}

/// Days with customers in order.
fn checked(days: &[DayCount], yearly: bool) -> Result<Vec<DayCount>, CalendarError> {
    for DayCount { day, purchases, customers } in days.iter().copied() {
        let possible = purchases >= 0.0 && purchases.is_finite() && customers >= 0.0 && customers.is_finite();
        if !possible || (customers == 0.0 && purchases > 0.0) {
            return Err(CalendarError::Count { day, purchases, customers });
        }
    }
    let mut days: Vec<DayCount> = days.iter().copied().filter(|day| day.customers > 0.0).collect();
    days.sort_by_key(|day| day.day);
    let (needed, pattern) =
        if yearly { (LEAST_DAYS_OF_YEAR, "a pattern of the year") } else { (LEAST_DAYS, "a pattern of the week") };
    if days.len() < needed {
        return Err(CalendarError::TooFewDays { days: days.len(), needed, pattern });
    }
    Ok(days)
}

/// An event on whose days nobody bought has no factor.
fn check_events(days: &[DayCount], columns: &Columns<'_>) -> Result<(), CalendarError> {
    let bought = |on: &HashSet<i64>| days.iter().any(|day| day.purchases > 0.0 && on.contains(&day.day));
    match columns.events.iter().find(|(_, on)| !bought(on)) {
        Some((name, _)) => Err(CalendarError::NoPurchases { of: format!("on the days of `{name}`") }),
        None => Ok(()),
    }
}
