//! Months of the Chinese calendar.
//!
//! A month begins on the day of the new moon in Beijing. The month with the winter solstice is the eleventh. Where 13
//! months lie between two of these, the first one in which the sun enters no new twelfth of its way is a second one of
//! the month before \[A2010\].

use super::Date;
use super::moon::{new_moon_day, new_moon_until, sun_on};

/// The first day of a month of the Chinese year that begins in a Gregorian year; of the first of two months with the
/// same number. For months 1 to 10.
pub(super) fn month_begins(year: i32, month: u32) -> i64 {
    let (first, last) = (new_moon_until(winter_solstice(year - 1)), new_moon_until(winter_solstice(year)));
    let leap = (last - first == 13).then(|| (1..13).find(|i| is_leap(first + i))).flatten();
    // The first month is the second after the eleventh of the year before.
    let mut place = i64::from(month) + 1;
    if leap.is_some_and(|leap| leap <= place) {
        place += 1;
    }
    new_moon_day(first + place)
}

/// Whether the sun enters no new twelfth within the k-th month.
fn is_leap(k: i64) -> bool {
    let twelfth = |day: i64| (sun_on(day) / 30.0).floor();
    twelfth(new_moon_day(k)) == twelfth(new_moon_day(k + 1))
}

/// The day in Beijing on which the sun reaches 270°.
fn winter_solstice(year: i32) -> i64 {
    reaches(Date { year, month: 12, day: 18 }, 270.0)
}

/// The first day from a given one, within weeks, on which the sun reaches a longitude.
pub(super) fn reaches(from: Date, longitude: f64) -> i64 {
    let mut day = from.number();
    // How far ahead the longitude is; past it, nearly the whole circle.
    while (longitude - sun_on(day + 1)).rem_euclid(360.0) < 180.0 && sun_on(day + 1) != longitude {
        day += 1;
    }
    day
}
