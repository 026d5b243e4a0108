//! Dates and times from the ways people write them.
//!
//! [`scan`] finds the shape of a cell (which numbers stand where); [`parse`] reads it under one
//! [`DateForm`]. `3/4/2024` has one shape and two readings; choosing one is the caller's decision.

mod clock;
mod cursor;
mod shape;

pub use shape::{Shape, ShapedDate, scan};

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

use super::{ValueError, narrow};

/// A way of writing a date; each may be followed by a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateForm {
    /// `2024-01-05`, `2024/1/5`, `2024.1.5`, `2024年1月5日`.
    YearFirst,
    /// `20240105`, `20240105082600`.
    Compact,
    /// `05.01.2024`, `5/1/2024`, `5-1-2024`: 5 January.
    DayFirst,
    /// `1/5/2024`: 5 January.
    MonthFirst,
    /// `5/1/24`: 5 January 2024 (00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999).
    DayFirstShort,
    /// `1/5/24`: 5 January 2024.
    MonthFirstShort,
    /// `5 Jan 2024`, `5-Jan-2024`, `January 5, 2024`.
    MonthName,
    /// Days since 1899-12-30, with a fraction for the time, as spreadsheets count; only when asked.
    ExcelSerial,
    /// Seconds since 1970-01-01 UTC; only when asked.
    EpochSeconds,
    /// Milliseconds since 1970-01-01 UTC; only when asked.
    EpochMillis,
}

/// A date read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Date and time as written; midnight if no time was written.
    pub local: NaiveDateTime,
    /// Offset from UTC, if one was written.
    pub offset: Option<FixedOffset>,
    /// Whether a time of day was written.
    pub has_time: bool,
}

impl Moment {
    /// The instant in UTC, known only if an offset was written.
    #[must_use]
    pub fn utc(&self) -> Option<NaiveDateTime> {
        self.offset.map(|offset| self.local - offset)
    }
}

const NOT_A_DATE: ValueError = ValueError::new("not-a-date", "a date in the form chosen for the column");
const NO_SUCH_DAY: ValueError = ValueError::new("no-such-date", "a day that exists in the calendar");

/// Reads `text` as `form`.
///
/// # Errors
/// `not-a-date` if the text has another shape, `no-such-date` for 30 February and the like.
pub fn parse(text: &str, form: DateForm) -> Result<Moment, ValueError> {
    match form {
        DateForm::ExcelSerial => excel_serial(text),
        DateForm::EpochSeconds => epoch(text, 1),
        DateForm::EpochMillis => epoch(text, 1000),
        _ => scan(text).ok_or(NOT_A_DATE)?.read(form),
    }
}

impl ShapedDate {
    /// Reads the shape as `form`.
    ///
    /// # Errors
    /// As [`parse`].
    pub fn read(&self, form: DateForm) -> Result<Moment, ValueError> {
        use DateForm as F;
        let (year, month, day) = match (self.shape, form) {
            (Shape::YearFirst { year, month, day }, F::YearFirst)
            | (Shape::Compact { year, month, day }, F::Compact)
            | (Shape::MonthName { year, month, day }, F::MonthName) => (year, month, day),
            (Shape::YearLast { first, second, year }, F::DayFirst) => (year, second, first),
            (Shape::YearLast { first, second, year }, F::MonthFirst) => (year, first, second),
            (Shape::ShortYear { first, second, year }, F::DayFirstShort) => (whole_year(year), second, first),
            (Shape::ShortYear { first, second, year }, F::MonthFirstShort) => (whole_year(year), first, second),
            _ => return Err(NOT_A_DATE),
        };
        let date =
            i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or(NO_SUCH_DAY)?;
        Ok(Moment {
            local: date.and_time(self.time.unwrap_or(NaiveTime::MIN)),
            offset: self.offset,
            has_time: self.time.is_some(),
        })
    }
}

const fn whole_year(short: u32) -> u32 {
    if short < 69 { 2000 + short } else { 1900 + short }
}

/// date = 1899-12-30 + serial days, to the microsecond; serials below 61 are refused because
/// spreadsheets count a 29 February 1900 that never was, and serials beyond 9999-12-31.
fn excel_serial(text: &str) -> Result<Moment, ValueError> {
    const MICROS_A_DAY: i128 = 86_400_000_000;
    const EXPECTED: ValueError = ValueError::new("not-a-date", "a spreadsheet day number from 61 to 2958465");
    let serial = super::number::parse_decimal(text, super::number::NumberForm::Point).map_err(|_| EXPECTED)?;
    let micros = serial.unscaled.checked_mul(MICROS_A_DAY).ok_or(EXPECTED)?;
    let micros = super::number::Decimal { unscaled: micros, ..serial }.rescale(0, 38).map_err(|_| EXPECTED)?.unscaled;
    if !(61 * MICROS_A_DAY..2_958_466 * MICROS_A_DAY).contains(&micros) {
        return Err(EXPECTED);
    }
    // float noise of the sheet is below half a millisecond
    let millis = (micros + 500) / 1000;
    let origin = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(EXPECTED)?.and_time(NaiveTime::MIN);
    let local = i64::try_from(millis)
        .ok()
        .and_then(|millis| origin.checked_add_signed(Duration::milliseconds(millis)))
        .ok_or(EXPECTED)?;
    Ok(Moment { local, offset: None, has_time: micros % MICROS_A_DAY != 0 })
}

fn epoch(text: &str, per_second: i64) -> Result<Moment, ValueError> {
    const EXPECTED: ValueError = ValueError::new("not-a-date", "a whole number of seconds or milliseconds since 1970");
    let text = narrow(text);
    let ticks: i64 = text.parse().map_err(|_| EXPECTED)?;
    let instant =
        DateTime::from_timestamp_millis(ticks.checked_mul(1000 / per_second).ok_or(EXPECTED)?).ok_or(EXPECTED)?;
    Ok(Moment { local: instant.naive_utc(), offset: FixedOffset::east_opt(0), has_time: true })
}

#[cfg(test)]
mod tests;
