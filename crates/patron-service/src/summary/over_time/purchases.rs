//! The days on which a customer of a summary file bought.

use super::super::TimeUnit;
use super::super::problem::{self, Place};
use super::super::row::SummaryRow;
use super::clock::day;
use crate::error::Result;

/// First purchase, repeat purchases and end of observation, in days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Purchases {
    /// Since 1970-01-01.
    pub(in super::super) first_on: i32,
    /// Of the repeat purchases, in order, since the first.
    pub(in super::super) after: Vec<i32>,
    /// Since the first.
    pub(in super::super) age: i32,
}

/// What of a day may be lost where times were written with few digits.
const ROUNDING: f64 = 0.01;

/// The cells of a row.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Days<'a> {
    pub(in super::super) first_on: (Place<'a>, Option<&'a str>),
    pub(in super::super) purchased_on: (Place<'a>, Option<&'a str>),
    /// Where T stands, and the weight.
    pub(in super::super) age: Place<'a>,
    pub(in super::super) weight: Place<'a>,
}

impl Purchases {
    /// Reads `2024-01-31` and `2024-02-03 2024-03-01`, which have to agree with the counts and times of the row.
    ///
    /// # Errors
    /// When a day is none, days are out of order, or they are not those of the row.
    pub(in super::super) fn read(cells: Days<'_>, row: &SummaryRow, unit: TimeUnit) -> Result<Self> {
        let (at, text) = cells.first_on;
        let text = text.ok_or_else(|| problem::empty(at))?;
        let hint = "`patron summary --purchases` writes the days of all purchases";
        let no_day = |place: Place<'_>, text: &str| problem::bad_value(place, text, "a day as 2024-01-31", hint);
        let first_on = day(text).ok_or_else(|| no_day(at, text))?;
        let (at, text) = cells.purchased_on;
        let mut after = Vec::with_capacity(row.frequency as usize);
        let mut before = first_on;
        for text in text.unwrap_or_default().split_whitespace() {
            let on = day(text).ok_or_else(|| no_day(at, text))?;
            if on <= before {
                let expected = "days in order, each once and after the first purchase";
                return Err(problem::bad_value(at, text, expected, hint));
            }
            after.push(on - first_on);
            before = on;
        }
        if after.len() != row.frequency as usize {
            let expected = format!("`{}` days, as many as there are repeat purchases", row.frequency);
            return Err(problem::bad_value(at, text.unwrap_or_default(), &expected, hint));
        }
        let (recency, age) = row.history.map_or((0.0, 0.0), |history| (history.recency(), history.age()));
        let days = |time: f64| time * unit.days();
        if (days(recency) - f64::from(before - first_on)).abs() > ROUNDING {
            let expected = format!("the last `{}` days after the first, as recency says", days(recency));
            return Err(problem::bad_value(at, text.unwrap_or_default(), &expected, hint));
        }
        let whole = days(age).round();
        if (days(age) - whole).abs() > ROUNDING {
            let hint = "purchases are known by the day, and so is the end";
            return Err(problem::bad_value(cells.age, &age.to_string(), "a whole number of days", hint));
        }
        if row.weight != 1.0 {
            let hint = "customers with purchases at days of their own have a row each";
            return Err(problem::bad_value(cells.weight, &row.weight.to_string(), "`1`", hint));
        }
        Ok(Self { first_on, after, age: whole as i32 })
    }

    /// Times of the repeat purchases and the age.
    pub(super) fn times(&self, unit: TimeUnit) -> (Vec<f64>, f64) {
        let time = |days: &i32| f64::from(*days) / unit.days();
        (self.after.iter().map(time).collect(), time(&self.age))
    }
}
