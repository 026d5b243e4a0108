//! A renewal table on disk, checked row by row.

use std::path::{Path, PathBuf};

use patron_ledger::source::{self, ReadOptions, SourceBatch, Watch};
use patron_models::contractual::{CohortRow, MAX_RENEWALS, RenewalError, RenewalTable};

use super::super::SummaryFile;
use super::super::cells::Cells;
use super::super::columns::{Columns, FileColumn};
use super::super::problem::{self, Place};
use super::cohort::{Cohort, Row, cohorts};
use super::column::RenewalColumn;
use super::wide::Wide;
use crate::error::{Result, ServiceError};

/// The cohort of a table that names none.
pub(super) const ALL: &str = "all";

/// What a renewal table says.
#[derive(Debug)]
pub(super) struct Renewals {
    /// What models are fitted on.
    pub(super) table: RenewalTable,
    /// The cohorts in the order in which they first appear.
    pub(super) cohorts: Vec<Cohort>,
    /// Rows of the file.
    pub(super) rows: usize,
}

/// A table that is being read.
struct Reader {
    file: PathBuf,
    names: Vec<String>,
    columns: Columns<RenewalColumn>,
    /// The column of customers due, where the table has one.
    due: Option<RenewalColumn>,
    /// The column of those left after the renewal, or alive in the period.
    alive: RenewalColumn,
}

impl Renewals {
    /// Reads `file`: for each cohort the customers alive by period, counted from period 0, when all began; or those
    /// due at each renewal, counted from 1, and those who renewed; or a row for each cohort, with a column for each
    /// period.
    ///
    /// # Errors
    /// When the file cannot be read, lacks a column, or has a row that does not belong into a renewal table.
    pub(super) fn read(file: &SummaryFile) -> Result<Self> {
        let (watch, refused) = (Watch::new(), |error| problem::source(&error));
        let source = source::open(&file.path, file.options.clone(), &watch).map_err(refused)?;
        let batches = source::read(&source, &ReadOptions::default(), &watch).map_err(refused)?;
        let names = source.column_names();
        let wide = Wide::find(&file.path, &names, &Columns::find(&file.path, &names, &[])?)?;
        let reader = Reader::new(&file.path, names, wide.is_some())?;
        let (rows, count) = match wide {
            Some(mut wide) => {
                for batch in batches {
                    wide.take(&batch.map_err(refused)?)?;
                }
                wide.rows()?
            }
            None => {
                let mut rows = Vec::new();
                for batch in batches {
                    reader.take(&batch.map_err(refused)?, &mut rows)?;
                }
                let count = rows.len();
                (rows, count)
            }
        };
        let cohorts = cohorts(rows).map_err(|(row, wrong)| {
            let column = if wrong.of_margin { RenewalColumn::Margin } else { RenewalColumn::Period };
            problem::bad_value(reader.place(column, row), &wrong.value, &wrong.expected, wrong.hint)
        })?;
        let (dues, lines): (Vec<CohortRow>, Vec<u64>) = cohorts.iter().flat_map(Cohort::dues).unzip();
        let table = RenewalTable::new(&dues).map_err(|error| reader.no_table(&error, &lines))?;
        Ok(Self { table, cohorts, rows: count })
    }
}

impl Reader {
    /// A `wide` table has its periods in columns.
    fn new(file: &Path, names: Vec<String>, wide: bool) -> Result<Self> {
        use RenewalColumn::{Customers, Due, Period, Renewed};
        let columns = Columns::find(file, &names, if wide { &[] } else { &[Period] })?;
        let has = |column: RenewalColumn| columns.get(column).is_some();
        let (due, alive) = match (has(Due), has(Renewed), has(Customers)) {
            (true, _, _) => (Some(Due), Renewed),
            (false, true, true) => (Some(Customers), Renewed),
            (false, true, false) => (None, Renewed),
            (false, false, _) => (None, Customers),
        };
        if !wide && !has(alive) {
            return Err(problem::column_missing(file, alive, &names));
        }
        Ok(Self { file: file.to_owned(), names, columns, due, alive })
    }

    fn take(&self, batch: &SourceBatch, rows: &mut Vec<Row>) -> Result<()> {
        let cells = Cells::new(batch, &self.columns)?;
        let bad = batch.bad.first();
        for (at, line) in batch.lines.iter().enumerate() {
            if bad.is_some_and(|bad| bad.line < *line) {
                break;
            }
            rows.push(self.row(&cells, at, *line)?);
        }
        match bad {
            Some(bad) => Err(problem::bad_row(&self.file, bad.line, &bad.value, &bad.expected)),
            None => Ok(()),
        }
    }

    fn row(&self, cells: &Cells<RenewalColumn>, at: usize, line: u64) -> Result<Row> {
        let number = |column: RenewalColumn| {
            cells.number(column, at).map_err(|cell| problem::no_number(self.place(column, line), &cell))
        };
        let must = |column: RenewalColumn| number(column)?.ok_or_else(|| problem::empty(self.place(column, line)));
        let count = |column: RenewalColumn| {
            let count = must(column)?;
            let expected = "a number of customers, not below zero";
            let hint = "a row says how many customers a cohort still has";
            let wrong = || problem::bad_value(self.place(column, line), &count.to_string(), expected, hint);
            (count >= 0.0).then_some(count).ok_or_else(wrong)
        };
        let first = if self.due.is_some() { 1.0 } else { 0.0 };
        let period = must(RenewalColumn::Period)?;
        if !(period >= first && period.fract() == 0.0 && period <= f64::from(MAX_RENEWALS)) {
            let expected = format!("a whole number from {first} to {MAX_RENEWALS}");
            let place = self.place(RenewalColumn::Period, line);
            let hint = if self.due.is_some() {
                "renewals are counted from 1; the first payment is not one"
            } else {
                "periods are counted from 0, when the cohort began, as numbers"
            };
            return Err(problem::bad_value(place, &period.to_string(), &expected, hint));
        }
        let cohort = match self.columns.get(RenewalColumn::Cohort) {
            None => ALL.to_owned(),
            Some(_) => {
                let place = self.place(RenewalColumn::Cohort, line);
                cells.text(RenewalColumn::Cohort, at).ok_or_else(|| problem::empty(place))?.to_owned()
            }
        };
        let (due, alive) = (self.due.map(count).transpose()?, count(self.alive)?);
        Ok(Row { cohort, period: period as u32, due, alive, margin: number(RenewalColumn::Margin)?, line })
    }

    fn place(&self, column: RenewalColumn, row: u64) -> Place<'_> {
        let name = self.columns.get(column).and_then(|at| self.names.get(at)).map_or(column.name(), String::as_str);
        Place { file: &self.file, row, column: name }
    }

    /// The words for rows that are no renewal table together.
    fn no_table(&self, error: &RenewalError, lines: &[u64]) -> ServiceError {
        let said = |row: usize, column: RenewalColumn, value: String, expected: String| {
            let line = lines.get(row.wrapping_sub(1)).copied().unwrap_or_default();
            problem::bad_value(self.place(column, line), &value, &expected, error.hint())
        };
        match error {
            RenewalError::MoreThanAll { row, at_start, survivors } => {
                let before = if self.due.is_some() { "due" } else { "of the period before" };
                said(*row, self.alive, survivors.to_string(), format!("at most the `{at_start}` {before}"))
            }
            RenewalError::Grows { row, at_start, before, .. } => {
                let expected = format!("at most the `{before}` that renewed before");
                said(*row, self.due.unwrap_or(self.alive), at_start.to_string(), expected)
            }
            RenewalError::Repeated { row, period, cohort } => {
                let expected = format!("each renewal of cohort `{cohort}` once");
                said(*row, RenewalColumn::Period, period.to_string(), expected)
            }
            other => ServiceError::new(other.code(), other.to_string()).hint(other.hint()),
        }
    }
}
