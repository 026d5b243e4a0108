//! Cells as written, read by a field's own parser.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, StringArray, StringBuilder,
    TimestampMicrosecondBuilder,
};
use chrono_tz::Tz;

use super::clock;
use super::fault::Fault;
use crate::table::{Kind, MONEY_PRECISION, MONEY_SCALE};
use crate::value::date::{self, DateForm, Moment};
use crate::value::number::{Decimal, NumberForm, parse_decimal};
use crate::value::{ValueError, boolean};

pub(super) const TOO_LARGE: &str = "a number with at most 14 digits before the decimal mark";

/// One field of one batch.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) array: ArrayRef,
    pub(super) faults: Vec<Fault>,
    /// Rows whose value was rounded to four decimals.
    pub(super) rounded: Vec<usize>,
}

impl Output {
    pub(super) fn whole(array: ArrayRef) -> Self {
        Self { array, faults: Vec::new(), rounded: Vec::new() }
    }
}

/// How cells are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing<'a> {
    /// For faults.
    pub(super) column: &'a str,
    pub(super) number: NumberForm,
    pub(super) dates: &'a [DateForm],
    pub(super) zone: Tz,
}

/// The trimmed text of a cell; `None` if nothing stands there.
pub(super) fn cell(cells: &StringArray, index: usize) -> Option<&str> {
    if cells.is_null(index) {
        return None;
    }
    let text = cells.value(index).trim();
    (!text.is_empty()).then_some(text)
}

/// Reads cells as values of `kind`.
pub(super) fn read(cells: &StringArray, kind: Kind, writing: &Writing<'_>) -> Output {
    match kind {
        Kind::Decimal => decimals(cells, writing),
        Kind::Timestamp => timestamps(cells, writing),
        Kind::Date => dates(cells, writing),
        Kind::Flag => flags(cells, writing),
        Kind::Text | Kind::Count => texts(cells),
    }
}

pub(super) fn texts(cells: &StringArray) -> Output {
    let mut builder = StringBuilder::with_capacity(cells.len(), cells.value_data().len());
    for index in 0..cells.len() {
        builder.append_option(cell(cells, index));
    }
    Output::whole(Arc::new(builder.finish()))
}

fn flags(cells: &StringArray, writing: &Writing<'_>) -> Output {
    let mut builder = BooleanBuilder::with_capacity(cells.len());
    let mut faults = Vec::new();
    for index in 0..cells.len() {
        // in a field that holds nothing else 0 and 1 are no and yes
        let read = cell(cells, index).map(|text| match text {
            "0" => Ok(false),
            "1" => Ok(true),
            _ => boolean::parse(text).map_err(|error| (text, error)),
        });
        builder.append_option(keep(read, index, writing.column, &mut faults));
    }
    Output { array: Arc::new(builder.finish()), faults, rounded: Vec::new() }
}

fn decimals(cells: &StringArray, writing: &Writing<'_>) -> Output {
    let mut out = Money::with_capacity(cells.len());
    for index in 0..cells.len() {
        let Some(text) = cell(cells, index) else {
            out.push(index, None);
            continue;
        };
        match parse_decimal(text, writing.number) {
            Ok(value) => out.push_checked(index, value, writing.column, text),
            Err(error) => out.reject(Fault::new(index, error.code, error.expected).of(writing.column, text)),
        }
    }
    out.finish()
}

fn timestamps(cells: &StringArray, writing: &Writing<'_>) -> Output {
    let mut builder = TimestampMicrosecondBuilder::with_capacity(cells.len()).with_timezone("UTC");
    let mut faults = Vec::new();
    for index in 0..cells.len() {
        let read = cell(cells, index).map(|text| {
            moment(text, writing.dates).and_then(|moment| clock::instant(&moment, writing.zone)).map_err(|e| (text, e))
        });
        builder.append_option(keep(read, index, writing.column, &mut faults));
    }
    Output { array: Arc::new(builder.finish()), faults, rounded: Vec::new() }
}

fn dates(cells: &StringArray, writing: &Writing<'_>) -> Output {
    let mut builder = Date32Builder::with_capacity(cells.len());
    let mut faults = Vec::new();
    for index in 0..cells.len() {
        let read = cell(cells, index).map(|text| {
            moment(text, writing.dates).map(|moment| clock::day(&moment, writing.zone)).map_err(|e| (text, e))
        });
        builder.append_option(keep(read, index, writing.column, &mut faults));
    }
    Output { array: Arc::new(builder.finish()), faults, rounded: Vec::new() }
}

/// The value, or nothing and a fault.
pub(super) fn keep<T>(
    read: Option<Result<T, (&str, ValueError)>>,
    index: usize,
    column: &str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    match read? {
        Ok(value) => Some(value),
        Err((text, error)) => {
            faults.push(Fault::new(index, error.code, error.expected).of(column, text));
            None
        }
    }
}

/// Reads a date in the first form that fits.
pub(super) fn moment(text: &str, forms: &[DateForm]) -> Result<Moment, ValueError> {
    let mut failure = ValueError::new("not-a-date", "a date such as `2024-01-05`");
    for form in forms {
        match date::parse(text, *form) {
            Ok(moment) => return Ok(moment),
            // a day that does not exist says more than a shape that does not fit
            Err(error) if failure.code == "not-a-date" => failure = error,
            Err(_) => {}
        }
    }
    Err(failure)
}

/// Builds a decimal(18,4) column.
#[derive(Debug)]
pub(super) struct Money {
    builder: Decimal128Builder,
    faults: Vec<Fault>,
    rounded: Vec<usize>,
}

impl Money {
    pub(super) fn with_capacity(rows: usize) -> Self {
        let builder = Decimal128Builder::with_capacity(rows).with_data_type(Kind::Decimal.data_type());
        Self { builder, faults: Vec::new(), rounded: Vec::new() }
    }

    pub(super) fn push(&mut self, _index: usize, value: Option<i128>) {
        self.builder.append_option(value);
    }

    /// Rounds half to even to four decimals, rejects what has more than 14 digits before the mark.
    pub(super) fn push_checked(&mut self, index: usize, value: Decimal, column: &str, text: &str) {
        match value.rescale(MONEY_SCALE, MONEY_PRECISION) {
            Ok(value) => {
                if value.rounded {
                    self.rounded.push(index);
                }
                self.builder.append_value(value.unscaled);
            }
            Err(error) => self.reject(Fault::new(index, error.code, TOO_LARGE).of(column, text)),
        }
    }

    pub(super) fn reject(&mut self, fault: Fault) {
        self.builder.append_null();
        self.faults.push(fault);
    }

    pub(super) fn finish(mut self) -> Output {
        Output { array: Arc::new(self.builder.finish()), faults: self.faults, rounded: self.rounded }
    }
}
