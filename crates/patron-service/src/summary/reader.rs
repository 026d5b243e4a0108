//! Rows of a summary file, checked one by one and handed out in blocks.

use std::path::PathBuf;

use arrow::array::{Array, StringBuilder};
use patron_ledger::source::{self, Batches, ReadOptions, Source, SourceBatch, Watch};
use patron_models::history::{History, HistoryError};

use super::cells::{Cells, texts};
use super::columns::{Columns, FileColumn};
use super::field::Field;
use super::over_time::{Days, Purchases};
use super::problem::{self, Place};
use super::row::{Block, SummaryRow};
use super::seen::Seen;
use super::{SummaryFile, TimeUnit, covariates};
use crate::error::{Result, ServiceError};

/// Rows of a block: few enough for memory, enough for two cores.
pub(super) const BLOCK_ROWS: usize = 65_536;

/// An opened summary file.
#[derive(Debug)]
pub(super) struct Reader {
    file: PathBuf,
    source: Source,
    names: Vec<String>,
    /// Where the fields stand in the file.
    columns: Columns<Field>,
    /// Where they stand in a batch.
    in_batch: Columns<Field>,
    /// Covariates: name and place in a batch.
    covariates: Vec<(String, usize)>,
    batches: Batches,
    /// Whether recency and age are wanted.
    timed: bool,
    /// Whether ids are wanted.
    named: bool,
    /// Whether the days of purchases are wanted.
    dated: bool,
    seen: Seen,
    time_unit: Option<TimeUnit>,
    /// That of a file which names none.
    assumed: Option<TimeUnit>,
}

impl Reader {
    /// Opens `file`; columns of `needed` must be there.
    ///
    /// # Errors
    /// When the file cannot be read or lacks a column.
    pub(super) fn open(file: &SummaryFile, needed: &[Field], block_rows: usize) -> Result<Self> {
        Self::open_with(file, needed, &[], block_rows)
    }

    /// The same with covariates, each a column of that very name.
    ///
    /// # Errors
    /// As [`Reader::open`]; also when a covariate is no column.
    pub(super) fn open_with(
        file: &SummaryFile,
        needed: &[Field],
        covariates: &[String],
        block_rows: usize,
    ) -> Result<Self> {
        let watch = Watch::new();
        let source = source::open(&file.path, file.options.clone(), &watch).map_err(|error| problem::source(&error))?;
        let names = source.column_names();
        let columns = Columns::find(&file.path, &names, needed)?;
        let place = |covariate: &String| {
            let found = names.iter().position(|name| name == covariate);
            found.ok_or_else(|| problem::no_covariate(&file.path, covariate, &names))
        };
        let places = covariates.iter().map(place).collect::<Result<Vec<usize>>>()?;
        let (wanted, in_batch) = columns.alone_with(&places);
        let among = |at: usize| wanted.iter().position(|other| *other == at).unwrap_or_default();
        let covariates = covariates.iter().cloned().zip(places.into_iter().map(among)).collect();
        let wanted = wanted.into_iter().filter_map(|at| names.get(at).cloned()).collect();
        let options = ReadOptions { batch_rows: block_rows, columns: Some(wanted) };
        let batches = source::read(&source, &options, &watch).map_err(|error| problem::source(&error))?;
        let (timed, named) = (needed.contains(&Field::Age), needed.contains(&Field::CustomerId));
        let dated = needed.contains(&Field::PurchasedOn);
        let (file, seen, time_unit, assumed) = (file.path.clone(), Seen::default(), None, None);
        Ok(Self {
            file,
            source,
            names,
            columns,
            in_batch,
            covariates,
            batches,
            timed,
            named,
            dated,
            seen,
            time_unit,
            assumed,
        })
    }

    /// The unit of the file's column `time_unit`, once a block has been read.
    pub(super) fn time_unit(&self) -> Option<TimeUnit> {
        self.time_unit
    }

    /// The unit of a file that names none, for days of purchases.
    pub(super) fn assume(&mut self, unit: Option<TimeUnit>) {
        self.assumed = unit;
    }

    /// The next rows; `None` after the last.
    ///
    /// # Errors
    /// When the file cannot be read on, or has a row that is not a customer's summary: the first is named.
    pub(super) fn next_block(&mut self) -> Result<Option<Block>> {
        match self.batches.next() {
            Some(batch) => self.block(&batch.map_err(|error| problem::source(&error))?).map(Some),
            None => Ok(None),
        }
    }

    fn block(&mut self, batch: &SourceBatch) -> Result<Block> {
        let cells = Cells::new(batch, &self.in_batch)?;
        let bad = batch.bad.first();
        let mut rows = Vec::with_capacity(batch.lines.len());
        let mut purchases = Vec::new();
        let mut ids = self.named.then(StringBuilder::new);
        for (at, line) in batch.lines.iter().enumerate() {
            if bad.is_some_and(|bad| bad.line < *line) {
                break;
            }
            let row = self.row(&cells, at, *line)?;
            if self.dated {
                purchases.push(self.purchases(&cells, at, *line, &row)?);
            }
            rows.push(row);
            if let Some(id) = cells.text(Field::CustomerId, at) {
                self.once(id, *line)?;
                if let Some(ids) = &mut ids {
                    ids.append_value(id);
                }
            }
        }
        if let Some(bad) = bad {
            return Err(problem::bad_row(&self.file, bad.line, &bad.value, &bad.expected));
        }
        let customer_ids = ids.map(|mut ids| ids.finish());
        let covariates = covariates::values(&self.file, &self.covariates, batch)?;
        Ok(Block { customer_ids, rows, covariates, purchases, numbers: batch.lines.clone() })
    }

    fn row(&mut self, cells: &Cells<Field>, at: usize, row: u64) -> Result<SummaryRow> {
        let number =
            |field: Field| cells.number(field, at).map_err(|cell| problem::no_number(self.place(field, row), &cell));
        let must = |field: Field| number(field)?.ok_or_else(|| problem::empty(self.place(field, row)));
        let frequency = must(Field::Frequency)?;
        let frequency = whole(frequency).ok_or_else(|| {
            let hint = "frequency counts repeat purchases, the first not counted";
            let cell = cells.text(Field::Frequency, at).map_or_else(|| frequency.to_string(), str::to_owned);
            problem::bad_value(self.place(Field::Frequency, row), &cell, "a whole number not below zero", hint)
        })?;
        let history = if self.timed {
            let (recency, age) = (must(Field::Recency)?, must(Field::Age)?);
            Some(History::new(frequency, recency, age).map_err(|error| self.no_history(row, &error))?)
        } else {
            None
        };
        let ln_gaps = number(Field::LnGaps)?;
        // Other programs write `NA` or `NaN` for the mean of no purchases.
        let monetary_value = match cells.number(Field::MonetaryValue, at) {
            Err(cell) if ["NA", "NaN", "nan"].contains(&cell.as_str()) => None,
            found => found.map_err(|cell| problem::no_number(self.place(Field::MonetaryValue, row), &cell))?,
        };
        let weight = if self.columns.get(Field::Weight).is_some() { must(Field::Weight)? } else { 1.0 };
        if weight <= 0.0 {
            let expected = "a positive number of customers";
            let place = self.place(Field::Weight, row);
            return Err(problem::bad_value(place, &weight.to_string(), expected, "leave the row out"));
        }
        if self.columns.get(Field::CustomerId).is_some() && cells.text(Field::CustomerId, at).is_none() {
            return Err(problem::empty(self.place(Field::CustomerId, row)));
        }
        self.unit(cells.text(Field::TimeUnit, at), row)?;
        Ok(SummaryRow { frequency, history, monetary_value, ln_gaps, weight })
    }

    fn purchases(&self, cells: &Cells<Field>, at: usize, line: u64, row: &SummaryRow) -> Result<Purchases> {
        let unit = self.time_unit.or(self.assumed).ok_or_else(|| problem::no_time_unit(&self.file))?;
        let cell = |field: Field| (self.place(field, line), cells.text(field, at));
        let (first_on, purchased_on) = (cell(Field::FirstOn), cell(Field::PurchasedOn));
        let (age, weight) = (self.place(Field::Age, line), self.place(Field::Weight, line));
        Purchases::read(Days { first_on, purchased_on, age, weight }, row, unit)
    }

    fn place(&self, field: Field, row: u64) -> Place<'_> {
        Place { file: &self.file, row, column: self.name(field) }
    }

    /// The name of a field's column, as the file has it.
    fn name(&self, field: Field) -> &str {
        self.columns.get(field).and_then(|at| self.names.get(at)).map_or(field.name(), String::as_str)
    }

    /// The words for a row that is nobody's history.
    pub(super) fn no_history(&self, row: u64, error: &HistoryError) -> ServiceError {
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
        problem::bad_value(self.place(field, row), &value.to_string(), &expected, error.hint())
    }

    /// Every row of a column `time_unit` says the same.
    fn unit(&mut self, cell: Option<&str>, row: u64) -> Result<()> {
        if self.columns.get(Field::TimeUnit).is_none() {
            return Ok(());
        }
        let place = self.place(Field::TimeUnit, row);
        let name = cell.ok_or_else(|| problem::empty(place))?;
        let hint = "one file has one unit";
        let unit = TimeUnit::parse(name).ok_or_else(|| problem::bad_value(place, name, "day, week or month", hint))?;
        match self.time_unit {
            Some(first) if first != unit => {
                let expected = format!("`{}` as in the rows above", first.as_str());
                Err(problem::bad_value(place, name, &expected, hint))
            }
            _ => {
                self.time_unit = Some(unit);
                Ok(())
            }
        }
    }

    /// No customer stands in two rows.
    fn once(&mut self, id: &str, row: u64) -> Result<()> {
        if self.seen.is_new(id) {
            return Ok(());
        }
        // Where the row above has another id, the two share their fingerprint alone.
        let Some(first) = self.first_row_of(id, row)? else { return Ok(()) };
        let expected = format!("a customer of its own, found the one of row `{first}`");
        let hint = "a summary file has one row for each customer";
        Err(problem::bad_value(self.place(Field::CustomerId, row), id, &expected, hint))
    }

    /// Reads the ids again up to a row, for the first with this one.
    fn first_row_of(&self, id: &str, before: u64) -> Result<Option<u64>> {
        let columns = Some(vec![self.name(Field::CustomerId).to_owned()]);
        let options = ReadOptions { columns, ..ReadOptions::default() };
        let batches = source::read(&self.source, &options, &Watch::new()).map_err(|error| problem::source(&error))?;
        for batch in batches {
            let batch = batch.map_err(|error| problem::source(&error))?;
            let Some(ids) = batch.columns.first().map(texts).transpose()? else { return Ok(None) };
            for (at, line) in batch.lines.iter().enumerate() {
                if *line >= before {
                    return Ok(None);
                }
                if ids.is_valid(at) && ids.value(at).trim() == id {
                    return Ok(Some(*line));
                }
            }
        }
        Ok(None)
    }
}

fn whole(number: f64) -> Option<u32> {
    (number >= 0.0 && number.fract() == 0.0 && number <= f64::from(u32::MAX)).then_some(number as u32)
}
