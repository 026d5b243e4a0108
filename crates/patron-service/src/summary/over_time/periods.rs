//! A file of covariates over time, checked: periods of each customer, or of all alike, none left out.

use std::path::{Path, PathBuf};

use hashbrown::HashMap;
use patron_ledger::source::{self, ReadOptions, SourceBatch, Watch};

use super::super::cells::{Cells, Column as Cell};
use super::super::columns::{Columns, FileColumn};
use super::super::problem::{self, Place};
use super::super::{SummaryFile, TimeUnit};
use super::clock::{Clock, Step, day, number};
use super::column::PeriodColumn;
use super::problem::{no_periods, no_step};
use super::purchases::Purchases;
use crate::error::{Result, ServiceError};

/// One period of one customer.
#[derive(Debug, Clone, PartialEq)]
struct Period {
    start: i32,
    /// Number of its row in the file.
    row: u64,
    values: Vec<f64>,
}

/// Rounding of times, relative.
const ROUNDING: f64 = 1e-12;
/// Whose a period is.
const ALL: &str = "";

/// Covariates over time.
#[derive(Debug)]
pub(super) struct Periods {
    file: PathBuf,
    /// Name of the column of periods.
    column: String,
    /// The covariates, in the order of the values.
    names: Vec<String>,
    clock: Clock,
    /// In order; under [`ALL`] where they are those of all customers.
    of: HashMap<String, Vec<Period>>,
    shared: bool,
}

/// Covariates of one customer as the model takes them.
#[derive(Debug)]
pub(super) struct OfCustomer {
    pub(super) starts: Vec<f64>,
    pub(super) values: Vec<Vec<f64>>,
    pub(super) until: f64,
}

/// Whose covariates are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) customer: &'a str,
    pub(super) purchases: &'a Purchases,
    /// Where the customer stands.
    pub(super) summary: &'a Path,
    pub(super) row: u64,
    /// Until when covariates are needed, since the first purchase.
    pub(super) needed: f64,
    pub(super) unit: TimeUnit,
}

/// The columns of the file that may be covariates.
pub(super) fn covariate_columns(file: &SummaryFile) -> Result<Vec<String>> {
    let source = source::open(&file.path, file.options.clone(), &Watch::new());
    let names = source.map_err(|error| problem::source(&error))?.column_names();
    let columns: Columns<PeriodColumn> = Columns::find(&file.path, &names, &[PeriodColumn::Period])?;
    let other = |at: &usize| PeriodColumn::ALL.iter().all(|column| columns.get(*column) != Some(*at));
    Ok(names.iter().enumerate().filter(|(at, _)| other(at)).map(|(_, name)| name.clone()).collect())
}

impl Periods {
    /// Reads the columns `names` of `file`.
    ///
    /// # Errors
    /// When the file cannot be read or lacks a column, a cell is not what its column holds, or a period is left out or
    /// given twice.
    pub(super) fn read(file: &SummaryFile, names: &[String]) -> Result<Self> {
        let (watch, refused) = (Watch::new(), |error| problem::source(&error));
        let source = source::open(&file.path, file.options.clone(), &watch).map_err(refused)?;
        let all = source.column_names();
        let columns: Columns<PeriodColumn> = Columns::find(&file.path, &all, &[PeriodColumn::Period])?;
        let place = |name: &String| all.iter().position(|other| other == name);
        let missing = |name: &String| problem::no_covariate(&file.path, name, &all);
        let places = names.iter().map(|name| place(name).ok_or_else(|| missing(name))).collect::<Result<Vec<_>>>()?;
        let named = columns.get(PeriodColumn::Period).and_then(|at| all.get(at));
        let mut periods = Self {
            file: file.path.clone(),
            column: named.map_or(PeriodColumn::Period.name(), String::as_str).to_owned(),
            names: names.to_vec(),
            clock: Clock::Numbers,
            of: HashMap::new(),
            shared: columns.get(PeriodColumn::CustomerId).is_none(),
        };
        // The first cell says whether they are days or numbers.
        let mut dated = None;
        for batch in source::read(&source, &ReadOptions::default(), &watch).map_err(refused)? {
            periods.take(&batch.map_err(refused)?, &columns, &places, &mut dated)?;
        }
        for of_customer in periods.of.values_mut() {
            of_customer.sort_by_key(|period| period.start);
        }
        if dated == Some(true) {
            periods.clock = Clock::Dates(periods.step()?);
        }
        periods.check()?;
        Ok(periods)
    }

    fn take(
        &mut self,
        batch: &SourceBatch,
        columns: &Columns<PeriodColumn>,
        places: &[usize],
        dated: &mut Option<bool>,
    ) -> Result<()> {
        let cells = Cells::new(batch, columns)?;
        let numbers = |at: &usize| batch.columns.get(*at).map(Cell::numbers).transpose();
        let values = places.iter().map(numbers).collect::<Result<Vec<_>>>()?;
        let bad = batch.bad.first();
        for (at, line) in batch.lines.iter().enumerate() {
            if bad.is_some_and(|bad| bad.line < *line) {
                break;
            }
            let text = cells.text(PeriodColumn::Period, at).ok_or_else(|| problem::empty(self.place(*line)))?;
            let is_date = *dated.get_or_insert_with(|| number(text).is_none());
            let start = if is_date { day(text) } else { number(text).filter(|number| *number >= 0) };
            let start = start.ok_or_else(|| self.no_start(*line, text, is_date))?;
            let customer = match self.shared {
                true => ALL,
                false => cells.text(PeriodColumn::CustomerId, at).ok_or_else(|| {
                    problem::empty(Place { file: &self.file, row: *line, column: PeriodColumn::CustomerId.name() })
                })?,
            };
            let cell = |(name, column): (&String, &Option<Cell>)| -> Result<f64> {
                let place = || Place { file: &self.file, row: *line, column: name };
                let number = column.as_ref().map_or(Ok(None), |column| column.number(at));
                number.map_err(|text| problem::no_number(place(), &text))?.ok_or_else(|| problem::empty(place()))
            };
            let values = self.names.iter().zip(&values).map(cell).collect::<Result<Vec<_>>>()?;
            self.of.entry_ref(customer).or_default().push(Period { start, row: *line, values });
        }
        match bad {
            Some(bad) => Err(problem::bad_row(&self.file, bad.line, &bad.value, &bad.expected)),
            None => Ok(()),
        }
    }

    /// The shortest time between two periods of a customer.
    fn step(&self) -> Result<Step> {
        let pairs = self.of.values().flat_map(|periods| periods.windows(2));
        let pair = |pair: &[Period]| match pair {
            [one, next] if one.start < next.start => Some((next.start - one.start, one.start, next.start)),
            _ => None,
        };
        let shortest = pairs.filter_map(pair).min();
        shortest.map(|(_, one, next)| Step::between(one, next)).ok_or_else(|| no_step(&self.file))
    }

    /// Whether each period of a customer follows the one before it.
    fn check(&self) -> Result<()> {
        let follows = |customer: &String, one: &Period, next: &Period| {
            let (row, found) = (next.row.max(one.row), self.clock.name(next.start));
            if one.start == next.start {
                let expected = format!("each period{} once", of(customer));
                return Some((row, found, expected, "give one row for each customer and period"));
            }
            let after = self.clock.after(one.start).filter(|after| *after != next.start)?;
            let expected = format!("`{}` before it{}", self.clock.name(after), of(customer));
            Some((next.row, found, expected, "give every period, none left out, all of one length"))
        };
        let wrong = |(customer, periods): (&String, &Vec<Period>)| {
            periods.windows(2).find_map(|pair| match pair {
                [one, next] => follows(customer, one, next),
                _ => None,
            })
        };
        // The first row of the file, whatever the order of customers.
        match self.of.iter().filter_map(wrong).min() {
            Some((row, found, expected, hint)) => Err(problem::bad_value(self.place(row), &found, &expected, hint)),
            None => Ok(()),
        }
    }

    /// The covariates of a customer, from the period of the first purchase on.
    ///
    /// # Errors
    /// When there are none, or they begin or end too early or too late.
    pub(super) fn of(&self, asked: Asked<'_>) -> Result<OfCustomer> {
        let Asked { customer, purchases, needed, unit, .. } = asked;
        let found = self.of.get(if self.shared { ALL } else { customer });
        let (Some(periods), Some((first, last))) = (found, found.and_then(|all| Some((all.first()?, all.last()?))))
        else {
            return Err(no_periods(&self.file, customer, asked.summary, asked.row));
        };
        let time = |start: i32| self.clock.time(start, purchases.first_on, unit);
        if time(first.start) > 0.0 {
            let begins = self.clock.holding(0.0, purchases.first_on, unit);
            let expected = format!("a period that holds `{begins}`, the first purchase of customer `{customer}`");
            let hint = "give the values of the period in which the first purchase lies as well";
            return Err(problem::bad_value(self.place(first.row), &self.clock.name(first.start), &expected, hint));
        }
        let until = self.clock.after(last.start).map_or(f64::INFINITY, time);
        // The same end comes out of two sums.
        let until = if (until - needed).abs() <= ROUNDING * needed { until.max(needed) } else { until };
        if until < needed {
            let ends = self.clock.holding(needed, purchases.first_on, unit);
            let expected = format!("further periods until `{ends}` for customer `{customer}`");
            let hint = "give the values of the periods ahead, planned ones for example, or a nearer horizon";
            return Err(problem::bad_value(self.place(last.row), &self.clock.name(last.start), &expected, hint));
        }
        // Those that ended before the first purchase say nothing.
        let begun = periods.partition_point(|period| time(period.start) <= 0.0).saturating_sub(1);
        let seen = periods.iter().skip(begun);
        let (starts, values) = seen.map(|period| (time(period.start), period.values.clone())).unzip();
        Ok(OfCustomer { starts, values, until })
    }

    fn no_start(&self, row: u64, text: &str, is_date: bool) -> ServiceError {
        let (expected, hint) = if is_date {
            ("a day as 2024-01-31", "write the day on which each period begins, or number the periods from 0")
        } else {
            ("a whole number not below zero", "periods are counted from 0, in which the customer first bought")
        };
        problem::bad_value(self.place(row), text, expected, hint)
    }

    fn place(&self, row: u64) -> Place<'_> {
        Place { file: &self.file, row, column: &self.column }
    }
}

fn of(customer: &str) -> String {
    if customer == ALL { String::new() } else { format!(" for customer `{customer}`") }
}
