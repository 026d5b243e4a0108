//! Columns in the type their cells have, as expressions see them.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, Date32Builder, Decimal128Builder, StringArray, TimestampMicrosecondBuilder};
use arrow::datatypes::{DataType, TimeUnit};

use super::cells::{self, Output, Writing, cell};
use super::column::ColumnKind;
use super::fault::Fault;
use super::{clock, column::SourceColumn};
use crate::value::number::{NumberForm, parse_decimal};

/// More decimals than any price has; cells with more carry the noise of a float.
const MAX_SCALE: u8 = 9;
const MAX_WHOLE_DIGITS: u8 = 20;

fn scale_of(scale: u8) -> u8 {
    scale.min(MAX_SCALE)
}

impl ColumnKind {
    /// The type that expressions see.
    pub(super) fn data_type(&self) -> DataType {
        match self {
            Self::Empty | Self::Text => DataType::Utf8,
            Self::Number { scale, .. } => {
                let scale = scale_of(*scale);
                DataType::Decimal128(MAX_WHOLE_DIGITS + scale, scale.cast_signed())
            }
            Self::Date { has_offset: true, .. } => DataType::Timestamp(TimeUnit::Microsecond, Some(Arc::from("UTC"))),
            Self::Date { has_time: true, .. } => DataType::Timestamp(TimeUnit::Microsecond, None),
            Self::Date { .. } => DataType::Date32,
        }
    }

    pub(super) fn number_form(&self) -> NumberForm {
        match self {
            Self::Number { form, .. } => *form,
            _ => NumberForm::Point,
        }
    }

    pub(super) fn date_forms(&self) -> &[crate::value::date::DateForm] {
        match self {
            Self::Date { forms, .. } => forms,
            _ => &[],
        }
    }
}

/// Reads the cells of a column in its own type.
pub(super) fn read(cells: &StringArray, column: &SourceColumn, writing: &Writing<'_>) -> Output {
    match &column.kind {
        ColumnKind::Empty | ColumnKind::Text => cells::texts(cells),
        ColumnKind::Number { form, scale } => numbers(cells, column, *form, scale_of(*scale)),
        ColumnKind::Date { has_offset: true, .. } => cells::read(cells, crate::table::Kind::Timestamp, writing),
        ColumnKind::Date { has_time: true, .. } => local_times(cells, writing),
        ColumnKind::Date { .. } => local_days(cells, writing),
    }
}

fn numbers(cells: &StringArray, column: &SourceColumn, form: NumberForm, scale: u8) -> Output {
    let mut builder = Decimal128Builder::with_capacity(cells.len()).with_data_type(column.kind.data_type());
    let (mut faults, mut rounded) = (Vec::new(), Vec::new());
    for index in 0..cells.len() {
        let read = cell(cells, index).map(|text| {
            parse_decimal(text, form)
                .and_then(|value| value.rescale(scale, MAX_WHOLE_DIGITS + scale))
                .map_err(|error| (text, error))
        });
        let value = cells::keep(read, index, &column.name, &mut faults);
        if value.is_some_and(|value| value.rounded) {
            rounded.push(index);
        }
        builder.append_option(value.map(|value| value.unscaled));
    }
    Output { array: Arc::new(builder.finish()), faults, rounded }
}

fn local_times(cells: &StringArray, writing: &Writing<'_>) -> Output {
    let mut builder = TimestampMicrosecondBuilder::with_capacity(cells.len());
    let mut faults: Vec<Fault> = Vec::new();
    for index in 0..cells.len() {
        let read = cell(cells, index).map(|text| cells::moment(text, writing.dates).map_err(|error| (text, error)));
        let moment = cells::keep(read, index, writing.column, &mut faults);
        builder.append_option(moment.map(|moment| moment.local.and_utc().timestamp_micros()));
    }
    let array: ArrayRef = Arc::new(builder.finish());
    Output { array, faults, rounded: Vec::new() }
}

fn local_days(cells: &StringArray, writing: &Writing<'_>) -> Output {
    let mut builder = Date32Builder::with_capacity(cells.len());
    let mut faults: Vec<Fault> = Vec::new();
    for index in 0..cells.len() {
        let read = cell(cells, index).map(|text| cells::moment(text, writing.dates).map_err(|error| (text, error)));
        let moment = cells::keep(read, index, writing.column, &mut faults);
        builder.append_option(moment.map(|moment| clock::days(moment.local.date())));
    }
    Output { array: Arc::new(builder.finish()), faults, rounded: Vec::new() }
}
