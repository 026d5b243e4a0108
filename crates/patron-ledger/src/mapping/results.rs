//! Results of an expression as values of a field.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Date32Builder, Decimal128Array, TimestampMicrosecondArray,
    TimestampMicrosecondBuilder, new_null_array,
};
use arrow::datatypes::{DataType, Date32Type, Decimal128Type, TimestampMicrosecondType};
use chrono::DateTime;
use chrono_tz::Tz;

use super::cells::{self, Money, Output, Writing};
use super::clock;
use super::fault::Fault;
use crate::table::Kind;
use crate::value::ValueError;
use crate::value::date::DateForm;
use crate::value::number::{Decimal, NumberForm};

/// Turns results into values of `kind`; `named` says column and value of a row for faults.
pub(super) fn read(
    array: &ArrayRef,
    kind: Kind,
    dates: &[DateForm],
    number: NumberForm,
    zone: Tz,
    named: impl Fn(usize) -> (String, String),
) -> Output {
    let mut output = match array.data_type() {
        DataType::Utf8 => {
            let writing = Writing { column: "", number, dates, zone };
            cells::read(array.as_string::<i32>(), kind, &writing)
        }
        DataType::Decimal128(_, scale) => {
            decimals(array.as_primitive::<Decimal128Type>(), u8::try_from(*scale).unwrap_or(0), kind)
        }
        DataType::Timestamp(_, stamped) => {
            times(array.as_primitive::<TimestampMicrosecondType>(), stamped.is_some(), kind, zone)
        }
        DataType::Date32 => days(array.as_primitive::<Date32Type>(), kind, zone),
        // the plan allows nothing else
        _ => Output::whole(new_null_array(&kind.data_type(), array.len())),
    };
    for fault in &mut output.faults {
        let (column, value) = named(fault.index);
        let result = fault.value.take().filter(|result| *result != value);
        *fault = Fault::new(fault.index, fault.reason, std::mem::take(&mut fault.expected)).of(column, &value);
        if let Some(result) = result.filter(|result| !result.is_empty()) {
            fault.expected = format!("{}, found `{result}`", fault.expected);
        }
    }
    output
}

fn decimals(array: &Decimal128Array, scale: u8, kind: Kind) -> Output {
    if kind != Kind::Decimal {
        return Output::whole(new_null_array(&kind.data_type(), array.len()));
    }
    let mut out = Money::with_capacity(array.len());
    for (index, value) in array.iter().enumerate() {
        match value {
            None => out.push(index, None),
            Some(unscaled) => {
                let value = Decimal { unscaled, scale };
                let text = if value.rescale(4, 18).is_err() { value.to_string() } else { String::new() };
                out.push_checked(index, value, "", &text);
            }
        }
    }
    out.finish()
}

fn times(array: &TimestampMicrosecondArray, stamped: bool, kind: Kind, zone: Tz) -> Output {
    const BEYOND: ValueError = ValueError::new("no-such-date", "a day within the calendar");
    let instant = |micros: i64| -> Result<i64, ValueError> {
        if stamped {
            return Ok(micros);
        }
        let local = DateTime::from_timestamp_micros(micros).ok_or(BEYOND)?.naive_utc();
        clock::local(local, true, zone)
    };
    let mut faults = Vec::new();
    let values = array.iter().enumerate();
    let array: ArrayRef = if kind == Kind::Date {
        let mut builder = Date32Builder::with_capacity(array.len());
        for (index, value) in values {
            // the day of a local time is written in it
            let day = value.map(|micros| clock::day_of(micros, if stamped { zone } else { Tz::UTC }).ok_or(BEYOND));
            builder.append_option(noted(day, index, &mut faults));
        }
        Arc::new(builder.finish())
    } else {
        let mut builder = TimestampMicrosecondBuilder::with_capacity(array.len()).with_timezone("UTC");
        for (index, value) in values {
            builder.append_option(noted(value.map(instant), index, &mut faults));
        }
        Arc::new(builder.finish())
    };
    Output { array, faults, rounded: Vec::new() }
}

fn noted<T>(value: Option<Result<T, ValueError>>, index: usize, faults: &mut Vec<Fault>) -> Option<T> {
    value?.map_err(|error| faults.push(Fault::new(index, error.code, error.expected))).ok()
}

fn days(array: &Date32Array, kind: Kind, zone: Tz) -> Output {
    if kind == Kind::Date {
        return Output::whole(Arc::new(array.clone()));
    }
    let mut builder = TimestampMicrosecondBuilder::with_capacity(array.len()).with_timezone("UTC");
    for value in array {
        let date = value.and_then(chrono::NaiveDate::from_epoch_days);
        builder.append_option(date.and_then(|date| clock::midnight(date, zone)));
    }
    Output::whole(Arc::new(builder.finish()))
}
