//! Instants and calendar days in the portfolio's time zone.

use chrono::{DateTime, Duration, LocalResult, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::value::ValueError;
use crate::value::date::Moment;

const MICROS_A_DAY: i64 = 86_400_000_000;

/// The calendar day of an instant, in days since 1970-01-01; `None` beyond the calendar.
#[must_use]
pub fn day_of(micros: i64, zone: Tz) -> Option<i32> {
    if zone == Tz::UTC {
        return i32::try_from(micros.div_euclid(MICROS_A_DAY)).ok();
    }
    let instant = DateTime::<Utc>::from_timestamp_micros(micros)?;
    Some(days(instant.with_timezone(&zone).date_naive()))
}

/// The first instant of a day, in microseconds UTC; where clocks skip midnight, the moment they do.
#[must_use]
pub fn midnight(date: NaiveDate, zone: Tz) -> Option<i64> {
    // no zone skips more than a day
    (0..=96).find_map(|quarter| {
        let local = date.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::minutes(15 * quarter))?;
        zone.from_local_datetime(&local).earliest().map(|instant| instant.timestamp_micros())
    })
}

/// Days since 1970-01-01.
pub(super) fn days(date: NaiveDate) -> i32 {
    date.to_epoch_days()
}

/// The instant of what was written, in microseconds UTC. A time that occurred twice is the earlier.
pub(super) fn instant(moment: &Moment, zone: Tz) -> Result<i64, ValueError> {
    if let Some(utc) = moment.utc() {
        return Ok(utc.and_utc().timestamp_micros());
    }
    local(moment.local, moment.has_time, zone)
}

pub(super) fn local(local: NaiveDateTime, has_time: bool, zone: Tz) -> Result<i64, ValueError> {
    const SKIPPED: ValueError =
        ValueError::new("no-such-time", "a time that clocks in the portfolio's time zone showed");
    if zone == Tz::UTC {
        return Ok(local.and_utc().timestamp_micros());
    }
    match zone.from_local_datetime(&local) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => Ok(instant.timestamp_micros()),
        LocalResult::None if has_time => Err(SKIPPED),
        LocalResult::None => midnight(local.date(), zone).ok_or(SKIPPED),
    }
}

/// The calendar day of what was written.
pub(super) fn day(moment: &Moment, zone: Tz) -> i32 {
    match moment.utc() {
        Some(utc) => days(utc.and_utc().with_timezone(&zone).date_naive()),
        None => days(moment.local.date()),
    }
}
