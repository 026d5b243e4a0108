//! Which numbers stand where in a date, before anyone says which is the day.

use chrono::{FixedOffset, NaiveTime};

use super::clock;
use super::cursor::Cursor;
use crate::value::narrow;

/// The numbers of a date in the order that their writing makes certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "year, month and day say what they are")]
pub enum Shape {
    /// Four-digit year, month, day.
    YearFirst { year: u32, month: u32, day: u32 },
    /// Eight digits.
    Compact { year: u32, month: u32, day: u32 },
    /// Two numbers and a four-digit year; which of the two is the day is not said.
    YearLast { first: u32, second: u32, year: u32 },
    /// Two numbers and a two-digit year.
    ShortYear { first: u32, second: u32, year: u32 },
    /// With the month as an English word.
    MonthName { year: u32, month: u32, day: u32 },
}

/// A shape with its time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShapedDate {
    /// The numbers of the date.
    pub shape: Shape,
    /// The time, if one was written.
    pub time: Option<NaiveTime>,
    /// The offset from UTC, if one was written.
    pub offset: Option<FixedOffset>,
}

/// Longest text that can be a date with time, fraction and offset.
const MAX_BYTES: usize = 64;

/// Finds the shape of `text`; `None` if it has none. Whether the day exists is not looked at.
#[must_use]
pub fn scan(text: &str) -> Option<ShapedDate> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let text = narrow(text);
    let mut cursor = Cursor::new(&text);
    let first = text.bytes().next()?;
    if first.is_ascii_alphabetic() {
        let shape = month_day_year(&mut cursor)?;
        return with_time(shape, cursor);
    }
    let (number, count) = cursor.digits()?;
    match count {
        4 => year_first(small(number)?, cursor),
        8 | 12 | 14 => compact(number, count, cursor),
        1 | 2 => year_last(small(number)?, cursor),
        _ => None,
    }
}

fn with_time(shape: Shape, mut cursor: Cursor<'_>) -> Option<ShapedDate> {
    if cursor.done() {
        return Some(ShapedDate { shape, time: None, offset: None });
    }
    let (time, offset) = clock::read(&mut cursor)?;
    Some(ShapedDate { shape, time: Some(time), offset })
}

fn small(number: u64) -> Option<u32> {
    u32::try_from(number).ok()
}

fn year_first(year: u32, mut cursor: Cursor<'_>) -> Option<ShapedDate> {
    let (between, end) = match separator(&mut cursor) {
        Some(sign) => (sign, ""),
        None if cursor.take("年") => ("月", "日"),
        None => return None,
    };
    let month = cursor.short()?;
    if !cursor.take(between) {
        return None;
    }
    let day = cursor.short()?;
    if !end.is_empty() && !cursor.take(end) && !cursor.take("号") {
        return None;
    }
    with_time(Shape::YearFirst { year, month, day }, cursor)
}

fn separator(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    ["-", "/", "."].into_iter().find(|sign| cursor.take(sign))
}

fn compact(number: u64, count: usize, cursor: Cursor<'_>) -> Option<ShapedDate> {
    let (date, time) = match count {
        8 => (number, None),
        14 => (number / 1_000_000, Some(clock::compact(number % 1_000_000, 6)?)),
        _ => return None,
    };
    let shape =
        Shape::Compact { year: small(date / 10_000)?, month: small(date / 100 % 100)?, day: small(date % 100)? };
    if time.is_some() {
        return cursor.done().then_some(ShapedDate { shape, time, offset: None });
    }
    with_time(shape, cursor)
}

fn year_last(first: u32, mut cursor: Cursor<'_>) -> Option<ShapedDate> {
    let mut named = cursor;
    if let Some(month) = day_month(&mut named) {
        let year = four(&mut named)?;
        return with_time(Shape::MonthName { year, month, day: first }, named);
    }
    let sign = separator(&mut cursor)?;
    let second = cursor.short()?;
    if !cursor.take(sign) {
        return None;
    }
    let (year, count) = cursor.digits()?;
    let year = small(year)?;
    match count {
        4 => with_time(Shape::YearLast { first, second, year }, cursor),
        2 => with_time(Shape::ShortYear { first, second, year }, cursor),
        _ => None,
    }
}

/// ` Jan ` or `-Jan-` after a day.
fn day_month(cursor: &mut Cursor<'_>) -> Option<u32> {
    let dashed = cursor.take("-");
    if !dashed && !cursor.blanks() {
        return None;
    }
    let month = month_of(cursor.letters())?;
    if dashed {
        return cursor.take("-").then_some(month);
    }
    cursor.take(".");
    cursor.take(",");
    cursor.blanks().then_some(month)
}

/// `Jan 5, 2024`
fn month_day_year(cursor: &mut Cursor<'_>) -> Option<Shape> {
    let month = month_of(cursor.letters())?;
    cursor.take(".");
    if !cursor.blanks() {
        return None;
    }
    let day = cursor.short()?;
    let comma = cursor.take(",");
    if !cursor.blanks() && !comma {
        return None;
    }
    let year = four(cursor)?;
    Some(Shape::MonthName { year, month, day })
}

fn four(cursor: &mut Cursor<'_>) -> Option<u32> {
    let (year, count) = cursor.digits()?;
    (count == 4).then(|| small(year)).flatten()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month of its full name, its first three letters, or `Sept`.
fn month_of(word: &str) -> Option<u32> {
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|name| {
        name.eq_ignore_ascii_case(word)
            || (word.len() == 3 && name.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(word)))
    });
    at.or_else(|| word.eq_ignore_ascii_case("sept").then_some(8)).and_then(|at| u32::try_from(at + 1).ok())
}
