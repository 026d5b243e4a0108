//! The time of day after a date.

use chrono::{FixedOffset, NaiveTime};

use super::cursor::Cursor;

/// Reads `T08:26`, ` 8:26:00.123 PM`, ` 下午8:26`, `T08:26:00+08:00`, ` 08:26 UTC`; `None` if what
/// follows the date is no time. The cursor is at its end afterwards.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<(NaiveTime, Option<FixedOffset>)> {
    if !cursor.take("T") && !cursor.take("t") && !cursor.blanks() {
        // the Chinese day sign may be followed by the time at once
        cursor.rest().starts_with(['上', '下']).then_some(())?;
    }
    let chinese_half = half(cursor, ["上午", "下午"]);
    cursor.blanks();
    let (hour, minute, second) = hands(cursor)?;
    let nano = fraction(cursor)?;
    cursor.blanks();
    let half = chinese_half.or_else(|| half(cursor, ["AM", "PM"]));
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    cursor.blanks();
    let offset = offset(cursor)?;
    cursor.done().then_some((NaiveTime::from_hms_nano_opt(hour, minute, second, nano)?, offset))
}

/// Time that directly follows a compact date: `0826` or `082600`.
pub(super) fn compact(digits: u64, count: usize) -> Option<NaiveTime> {
    let (hour, minute, second) = match count {
        4 => (digits / 100, digits % 100, 0),
        6 => (digits / 10_000, digits / 100 % 100, digits % 100),
        _ => return None,
    };
    let small = |n: u64| u32::try_from(n).ok();
    NaiveTime::from_hms_opt(small(hour)?, small(minute)?, small(second)?)
}

fn hands(cursor: &mut Cursor<'_>) -> Option<(u32, u32, u32)> {
    let (digits, count) = cursor.digits()?;
    if count > 2 {
        let time = compact(digits, count)?;
        return Some((chrono::Timelike::hour(&time), chrono::Timelike::minute(&time), chrono::Timelike::second(&time)));
    }
    let hour = u32::try_from(digits).ok()?;
    let minute = cursor.take(":").then(|| cursor.two()).flatten()?;
    let second = if cursor.take(":") { cursor.two()? } else { 0 };
    Some((hour, minute, second))
}

/// Nanoseconds; 0 if no fraction was written, `None` if one was begun and is not one.
fn fraction(cursor: &mut Cursor<'_>) -> Option<u32> {
    if !cursor.take(".") && !cursor.take(",") {
        return Some(0);
    }
    let (value, count) = cursor.digits()?;
    let places = u32::try_from(count).ok().filter(|count| *count <= 9)?;
    u32::try_from(value * 10_u64.pow(9 - places)).ok()
}

/// `Some(false)` before noon, `Some(true)` after.
fn half(cursor: &mut Cursor<'_>, words: [&str; 2]) -> Option<bool> {
    words.iter().position(|word| cursor.take_word(word)).map(|at| at == 1)
}

/// The outer `None` is a malformed offset.
#[expect(clippy::option_option, reason = "no offset and a malformed one are different answers")]
fn offset(cursor: &mut Cursor<'_>) -> Option<Option<FixedOffset>> {
    if cursor.done() {
        return Some(None);
    }
    if cursor.take("Z") || cursor.take("z") || cursor.take_word("UTC") || cursor.take_word("GMT") {
        return Some(FixedOffset::east_opt(0));
    }
    let west = cursor.take("-");
    if !west && !cursor.take("+") {
        return None;
    }
    let (digits, count) = cursor.digits()?;
    let (hours, minutes) = match count {
        1 | 2 if cursor.take(":") => (digits, u64::from(cursor.two()?)),
        1 | 2 => (digits, 0),
        4 => (digits / 100, digits % 100),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    FixedOffset::east_opt(if west { -seconds } else { seconds }).map(Some)
}
