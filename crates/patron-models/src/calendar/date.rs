//! Days of the Gregorian calendar.

use super::CalendarError;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year.
    pub year: i32,
    /// Month from 1.
    pub month: u32,
    /// Day from 1.
    pub day: u32,
}

/// Days of 400 years.
const ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const TO_EPOCH: i64 = 719_468;

impl Date {
    /// A day, checked.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, CalendarError> {
        let date = Self { year, month, day };
        if (1..=12).contains(&month) && (1..=31).contains(&day) && Self::of_number(date.number()) == date {
            Ok(date)
        } else {
            Err(CalendarError::NoSuchDay { year, month, day })
        }
    }

    /// Days from 1970-01-01 on.
    #[must_use]
    pub fn number(self) -> i64 {
        // Years that begin in March have their leap day at the end, and months whose days follow 153 in 5.
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let of_years = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        of_years + (153 * month + 2) / 5 + i64::from(self.day) - 1 - TO_EPOCH
    }

    /// The day of a number.
    #[must_use]
    pub fn of_number(number: i64) -> Self {
        let days = number + TO_EPOCH;
        let (era, in_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * year + year / 4 - year / 100);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        Self { year: (400 * era + year + next) as i32, month: month as u32, day: day as u32 }
    }

    /// Day of the week from 0, Monday, to 6.
    #[must_use]
    pub fn weekday(self) -> usize {
        weekday(self.number())
    }
}

/// Day of the week of a day number, from 0, Monday, to 6.
pub(super) fn weekday(number: i64) -> usize {
    // 1970-01-01 was a Thursday.
    (number + 3).rem_euclid(7) as usize
}
