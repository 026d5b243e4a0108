//! Rows of a summary file, checked one by one.

use std::hash::BuildHasher;
use std::path::Path;

use arrow::array::{Array, ArrayRef, AsArray, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use hashbrown::{DefaultHashBuilder, HashTable};
use patron_ledger::source::SourceBatch;
use patron_models::history::{History, HistoryError};

use super::columns::{Columns, Field};
use super::problem::{self, Place};
use super::{Summary, SummaryRow, TimeUnit};
use crate::error::{Result, ServiceError};

/// Reads batch after batch.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    file: &'a Path,
    names: &'a [String],
    columns: Columns,
    /// Whether recency and age are wanted.
    timed: bool,
    hasher: DefaultHashBuilder,
    /// Places of the rows by a hash of their customer.
    seen: HashTable<usize>,
    /// Number of each row in the file.
    numbers: Vec<u64>,
    summary: Summary,
}

/// The wanted cells of a batch as text.
struct Cells {
    by_field: Vec<Option<StringArray>>,
}

impl Cells {
    fn new(batch: &SourceBatch, columns: &Columns) -> Result<Self> {
        let text =
            |column: &ArrayRef| Ok::<_, arrow::error::ArrowError>(cast(column, &DataType::Utf8)?.as_string().clone());
        let of = |field: Field| columns.get(field).and_then(|at| batch.columns.get(at)).map(text).transpose();
        Ok(Self { by_field: Field::ALL.into_iter().map(of).collect::<Result<_, _>>()? })
    }

    /// The trimmed text of a cell; `None` where empty or the column is not there.
    fn get(&self, field: Field, at: usize) -> Option<&str> {
        let column = self.by_field.get(Field::ALL.iter().position(|other| *other == field)?)?.as_ref()?;
        column.is_valid(at).then(|| column.value(at).trim())
    }
}

impl<'a> Reader<'a> {
    /// Of a file with these columns; `timed` says whether recency and age are wanted.
    pub(super) fn new(file: &'a Path, names: &'a [String], columns: Columns, timed: bool, summary: Summary) -> Self {
        Self {
            file,
            names,
            columns,
            timed,
            hasher: DefaultHashBuilder::default(),
            seen: HashTable::new(),
            numbers: Vec::new(),
            summary,
        }
    }

    /// All rows read.
    pub(super) fn finish(self) -> Summary {
        self.summary
    }

    /// Checks and keeps the rows of a batch.
    pub(super) fn take(&mut self, batch: &SourceBatch) -> Result<()> {
        let cells = Cells::new(batch, &self.columns)?;
        let bad = batch.bad.first();
        for (at, line) in batch.lines.iter().enumerate() {
            if bad.is_some_and(|bad| bad.line < *line) {
                break;
            }
            let row = self.row(&cells, at, *line)?;
            self.once(row.customer_id.as_deref(), *line)?;
            self.numbers.push(*line);
            self.summary.rows.push(row);
        }
        match bad {
            Some(bad) => Err(problem::bad_row(self.file, bad.line, &bad.value, &bad.expected)),
            None => Ok(()),
        }
    }

    fn row(&mut self, cells: &Cells, at: usize, row: u64) -> Result<SummaryRow> {
        let file = self.file;
        let place = |field: Field| Place { file, row, column: self.name(field) };
        let number = |field: Field| cells.get(field, at).map(|cell| number(place(field), cell)).transpose();
        let must = |field: Field| number(field)?.ok_or_else(|| empty(place(field)));
        let frequency = frequency(place(Field::Frequency), must(Field::Frequency)?, cells.get(Field::Frequency, at))?;
        let history = if self.timed {
            let (recency, age) = (must(Field::Recency)?, must(Field::Age)?);
            Some(History::new(frequency, recency, age).map_err(|error| self.no_history(row, &error))?)
        } else {
            None
        };
        let ln_gaps = number(Field::LnGaps)?;
        // Other programs write `NA` or `NaN` for the mean of no purchases.
        let unknown = cells.get(Field::MonetaryValue, at).is_some_and(|cell| ["NA", "NaN", "nan"].contains(&cell));
        let monetary_value = if unknown { None } else { number(Field::MonetaryValue)? };
        let weight = if self.columns.get(Field::Weight).is_some() { must(Field::Weight)? } else { 1.0 };
        if weight <= 0.0 {
            let expected = "a positive number of customers";
            return Err(problem::bad_value(place(Field::Weight), &weight.to_string(), expected, "leave the row out"));
        }
        let customer_id = cells.get(Field::CustomerId, at).map(str::to_owned);
        if self.columns.get(Field::CustomerId).is_some() && customer_id.is_none() {
            return Err(empty(place(Field::CustomerId)));
        }
        self.unit(cells.get(Field::TimeUnit, at), row)?;
        Ok(SummaryRow { customer_id, frequency, history, monetary_value, ln_gaps, weight })
    }

    /// The name of a field's column, as the file has it.
    fn name(&self, field: Field) -> &str {
        self.columns.get(field).and_then(|at| self.names.get(at)).map_or(field.name(), String::as_str)
    }

    fn no_history(&self, row: u64, error: &HistoryError) -> ServiceError {
        let (field, value, expected) = match *error {
            HistoryError::NotATime { recency, .. } if recency < 0.0 => {
                (Field::Recency, recency, "a time not below zero".to_owned())
            }
            HistoryError::NotATime { age, .. } => (Field::Age, age, "a time not below zero".to_owned()),
            HistoryError::RecencyAfterAge { recency, age } => {
                (Field::Recency, recency, format!("at most the `{age}` of `{}`", self.name(Field::Age)))
            }
            HistoryError::RecencyWithoutPurchase { frequency: 0, recency } => {
                (Field::Recency, recency, format!("0 where `{}` is 0", self.name(Field::Frequency)))
            }
            HistoryError::RecencyWithoutPurchase { frequency, recency } => (
                Field::Recency,
                recency,
                format!("more than 0 where `{}` is `{frequency}`", self.name(Field::Frequency)),
            ),
            HistoryError::Gaps { ln_gaps, most } => (
                Field::LnGaps,
                ln_gaps,
                format!("at most `{most}`, gaps that add up to `{}`", self.name(Field::Recency)),
            ),
            HistoryError::Weight { weight } => (Field::Weight, weight, "a positive number of customers".to_owned()),
        };
        let place = Place { file: self.file, row, column: self.name(field) };
        problem::bad_value(place, &value.to_string(), &expected, error.hint())
    }

    /// Every row of a column `time_unit` says the same.
    fn unit(&mut self, cell: Option<&str>, row: u64) -> Result<()> {
        if self.columns.get(Field::TimeUnit).is_none() {
            return Ok(());
        }
        let place = Place { file: self.file, row, column: self.name(Field::TimeUnit) };
        let name = cell.ok_or_else(|| empty(place))?;
        let hint = "one file has one unit";
        let unit = TimeUnit::parse(name).ok_or_else(|| problem::bad_value(place, name, "day, week or month", hint))?;
        match self.summary.time_unit {
            Some(first) if first != unit => {
                let expected = format!("`{}` as in the rows above", first.as_str());
                Err(problem::bad_value(place, name, &expected, hint))
            }
            _ => {
                self.summary.time_unit = Some(unit);
                Ok(())
            }
        }
    }

    /// No customer stands in two rows.
    fn once(&mut self, customer_id: Option<&str>, row: u64) -> Result<()> {
        let Some(id) = customer_id else { return Ok(()) };
        let Self { hasher, seen, summary, .. } = self;
        let known = |&place: &usize| summary.rows.get(place).and_then(|row| row.customer_id.as_deref());
        let Some(&first) = seen.find(hasher.hash_one(id), |place| known(place) == Some(id)) else {
            let again = |place: &usize| hasher.hash_one(known(place).unwrap_or_default());
            seen.insert_unique(hasher.hash_one(id), summary.rows.len(), again);
            return Ok(());
        };
        let first = self.numbers.get(first).copied().unwrap_or_default();
        let place = Place { file: self.file, row, column: self.name(Field::CustomerId) };
        let expected = format!("a customer of its own, found the one of row `{first}`");
        Err(problem::bad_value(place, id, &expected, "a summary file has one row for each customer"))
    }
}

fn empty(place: Place<'_>) -> ServiceError {
    problem::bad_value(place, "", "a value", "fill the cell, or leave the row out")
}

fn number(place: Place<'_>, cell: &str) -> Result<f64> {
    match cell.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(problem::bad_value(place, cell, "a number", "write numbers as 1234.56, without signs for thousands")),
    }
}

fn frequency(place: Place<'_>, number: f64, cell: Option<&str>) -> Result<u32> {
    if number >= 0.0 && number.fract() == 0.0 && number <= f64::from(u32::MAX) {
        return Ok(number as u32);
    }
    let hint = "frequency counts repeat purchases, the first not counted";
    Err(problem::bad_value(place, cell.unwrap_or_default(), "a whole number not below zero", hint))
}
