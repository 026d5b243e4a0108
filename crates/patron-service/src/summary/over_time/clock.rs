//! What periods are called and how long they last.

use chrono::{Datelike, Months, NaiveDate};

use crate::run::{TimeUnit, format_day};

/// Days from the first of January of the year 1 to that of 1970.
const EPOCH: i32 = 719_163;

/// How a file counts periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// By the day on which each begins, from 1970-01-01.
    Dates(Step),
    /// By numbers: units of time since a customer's first purchase, from 0.
    Numbers,
}

/// From the beginning of a period to that of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Days(i32),
    Months(u32),
}

/// A day of a text such as `2024-01-31`.
pub(super) fn day(text: &str) -> Option<i32> {
    // A moment of midnight is how a typed column may say a day.
    let date = text.strip_suffix("T00:00:00").unwrap_or(text);
    Some(date.parse::<NaiveDate>().ok()?.num_days_from_ce() - EPOCH)
}

/// A whole number.
pub(super) fn number(text: &str) -> Option<i32> {
    let number = text.parse::<f64>().ok()?;
    (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i32)
}

impl Step {
    /// From one day to the next that begins a period: calendar months where both are the same day of a month.
    pub(super) fn between(one: i32, next: i32) -> Self {
        let months = |one: NaiveDate, next: NaiveDate| {
            let months = 12 * (next.year() - one.year()) + next.month() as i32 - one.month() as i32;
            (one.day() == next.day()).then_some(months).and_then(|months| u32::try_from(months).ok())
        };
        let months = date(one).zip(date(next)).and_then(|(one, next)| months(one, next)).filter(|months| *months > 0);
        months.map_or(Self::Days(next - one), Self::Months)
    }

    fn after(self, start: i32) -> Option<i32> {
        match self {
            Self::Days(days) => start.checked_add(days),
            Self::Months(months) => {
                Some(date(start)?.checked_add_months(Months::new(months))?.num_days_from_ce() - EPOCH)
            }
        }
    }
}

fn date(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day.checked_add(EPOCH)?)
}

impl Clock {
    /// The beginning of the period after this one.
    pub(super) fn after(self, start: i32) -> Option<i32> {
        match self {
            Self::Dates(step) => step.after(start),
            Self::Numbers => start.checked_add(1),
        }
    }

    /// The name of a period.
    pub(super) fn name(self, start: i32) -> String {
        match self {
            Self::Dates(_) => format_day(start),
            Self::Numbers => start.to_string(),
        }
    }

    /// Time from the first purchase to the beginning of a period.
    pub(super) fn time(self, start: i32, first_on: i32, unit: TimeUnit) -> f64 {
        match self {
            Self::Dates(_) => f64::from(start - first_on) / unit.days(),
            Self::Numbers => f64::from(start),
        }
    }

    /// The period that holds a time since the first purchase.
    pub(super) fn holding(self, time: f64, first_on: i32, unit: TimeUnit) -> String {
        match self {
            // Times of whole days are whole but for rounding.
            Self::Dates(_) => format_day(first_on.saturating_add((time * unit.days() - 1e-6).ceil() as i32)),
            Self::Numbers => time.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Step, day, number};

    #[test]
    fn periods_follow_each_other_by_days_or_by_calendar_months() {
        let on = |text: &str| day(text).unwrap();
        assert_eq!(Step::between(on("2005-01-02"), on("2005-01-09")), Step::Days(7));
        let months = Step::between(on("2005-01-01"), on("2005-02-01"));
        assert_eq!(months, Step::Months(1));
        assert_eq!(Clock::Dates(months).after(on("2005-02-01")), day("2005-03-01"));
        assert_eq!(Step::between(on("2005-01-01"), on("2006-01-01")), Step::Months(12));
        assert_eq!(Clock::Dates(Step::Days(7)).name(on("2005-01-09")), "2005-01-09");
        assert_eq!(
            (day("1970-01-02"), day("2005-01-09T00:00:00"), day("9.1.2005")),
            (Some(1), day("2005-01-09"), None)
        );
        assert_eq!((number("3"), number("3.0"), number("3.5"), number("x")), (Some(3), Some(3), None, None));
    }
}
