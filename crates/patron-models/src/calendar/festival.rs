//! Holidays and shopping festivals.

use super::lunar::{month_begins, reaches};
use super::{CalendarError, Date};

/// The years for which moon and sun are known well enough.
const FIRST_YEAR: i32 = 1901;
const LAST_YEAR: i32 = 2099;

/// Where a festival is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tradition {
    /// Europe and America.
    Western,
    /// China.
    Chinese,
}

/// A day that comes every year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Festival {
    /// Its name in files and commands, such as `spring-festival`.
    pub name: &'static str,
    /// Where it is kept.
    pub tradition: Tradition,
    rule: Rule,
}

/// When a festival comes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    /// Month and day.
    Fixed(u32, u32),
    /// The n-th of a day of the week (0 is Monday) in a month, and days after it.
    Nth { month: u32, weekday: usize, nth: u32, after: i64 },
    /// Days after Easter Sunday.
    Easter(i64),
    /// Month and day of the Chinese calendar.
    Lunar(u32, i64),
    /// The sun reaches 15°, in early April.
    Clear,
}

const fn western(name: &'static str, rule: Rule) -> Festival {
    Festival { name, tradition: Tradition::Western, rule }
}

const fn chinese(name: &'static str, rule: Rule) -> Festival {
    Festival { name, tradition: Tradition::Chinese, rule }
}

/// The festivals that are built in.
pub const FESTIVALS: &[Festival] = &[
    western("new-year", Rule::Fixed(1, 1)),
    western("valentines-day", Rule::Fixed(2, 14)),
    western("easter", Rule::Easter(0)),
    western("mothers-day", Rule::Nth { month: 5, weekday: 6, nth: 2, after: 0 }),
    western("halloween", Rule::Fixed(10, 31)),
    western("thanksgiving", Rule::Nth { month: 11, weekday: 3, nth: 4, after: 0 }),
    western("black-friday", Rule::Nth { month: 11, weekday: 3, nth: 4, after: 1 }),
    western("cyber-monday", Rule::Nth { month: 11, weekday: 3, nth: 4, after: 4 }),
    western("christmas", Rule::Fixed(12, 25)),
    chinese("spring-festival", Rule::Lunar(1, 1)),
    chinese("lantern-festival", Rule::Lunar(1, 15)),
    chinese("womens-day", Rule::Fixed(3, 8)),
    chinese("qingming", Rule::Clear),
    chinese("labour-day", Rule::Fixed(5, 1)),
    chinese("dragon-boat", Rule::Lunar(5, 5)),
    chinese("618", Rule::Fixed(6, 18)),
    chinese("qixi", Rule::Lunar(7, 7)),
    chinese("mid-autumn", Rule::Lunar(8, 15)),
    chinese("national-day", Rule::Fixed(10, 1)),
    chinese("double-11", Rule::Fixed(11, 11)),
    chinese("double-12", Rule::Fixed(12, 12)),
];

/// The festival of a name.
#[must_use]
pub fn festival(name: &str) -> Option<&'static Festival> {
    FESTIVALS.iter().find(|festival| festival.name == name)
}

impl Festival {
    /// Its day in a year, from 1901 to 2099.
    ///
    /// # Errors
    /// When the year is another one.
    pub fn date(&self, year: i32) -> Result<Date, CalendarError> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(CalendarError::Year { year, first: FIRST_YEAR, last: LAST_YEAR });
        }
        Ok(match self.rule {
            Rule::Fixed(month, day) => Date { year, month, day },
            Rule::Nth { month, weekday, nth, after } => {
                let first = Date { year, month, day: 1 };
                let ahead = (weekday + 7 - first.weekday()) % 7;
                Date::of_number(first.number() + ahead as i64 + 7 * i64::from(nth - 1) + after)
            }
            Rule::Easter(after) => Date::of_number(easter(year).number() + after),
            Rule::Lunar(month, day) => Date::of_number(month_begins(year, month) + day - 1),
            Rule::Clear => Date::of_number(reaches(Date { year, month: 4, day: 1 }, 15.0)),
        })
    }

    /// Day numbers of the festival in the years from one to another, with some days before and after each.
    ///
    /// # Errors
    /// As [`Self::date`].
    pub fn days(&self, years: (i32, i32), before: u32, after: u32) -> Result<Vec<i64>, CalendarError> {
        let mut days = Vec::new();
        for year in years.0..=years.1 {
            let on = self.date(year)?.number();
            days.extend(on - i64::from(before)..=on + i64::from(after));
        }
        Ok(days)
    }
}

/// Easter Sunday of the Gregorian calendar: the Sunday after the full moon of the church on or after 21 March.
fn easter(year: i32) -> Date {
    let (golden, century) = (year % 19, year / 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - moon - year % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let day = moon + sunday - 7 * late + 114;
    Date { year, month: (day / 31) as u32, day: (day % 31 + 1) as u32 }
}
