//! A renewal table with a column for each period: a cohort a row, `cohort, customers, 1, 2, 3 …`.

use std::path::{Path, PathBuf};

use hashbrown::HashMap;
use patron_ledger::source::SourceBatch;
use patron_models::contractual::MAX_RENEWALS;

use super::super::cells::{Cells, Column as Cell};
use super::super::columns::{Columns, FileColumn};
use super::super::problem::{self, Place};
use super::cohort::Row;
use super::column::RenewalColumn;
use super::table::ALL;
use crate::error::{Result, ServiceError};

/// Words that may stand before the number of a period.
const WORDS: &[&str] = &["period", "renewal", "year", "quarter", "month", "week", "p", "y", "q", "m", "w", "t", "第"];
/// Signs that may stand after it.
const SIGNS: [char; 5] = ['期', '年', '季', '月', '周'];

/// Where the columns of periods stand.
#[derive(Debug)]
pub(super) struct Wide {
    file: PathBuf,
    names: Vec<String>,
    columns: Columns<RenewalColumn>,
    /// Place of the customers at the start.
    start: usize,
    /// Places of periods 1, 2, ….
    periods: Vec<usize>,
    rows: Vec<Given>,
}

/// A row as given.
#[derive(Debug)]
struct Given {
    cohort: String,
    line: u64,
    start: f64,
    margin: Option<f64>,
    /// Of each period as far as it is known; whether with a sign of per cent.
    left: Vec<(f64, bool)>,
}

/// The period of a column, such as 3 of `3`, `Year 3` or `第3期`.
fn period(name: &str) -> Option<u32> {
    let name = name.trim().trim_end_matches(SIGNS).to_lowercase();
    let digits = name.trim_start_matches(|sign: char| !sign.is_ascii_digit());
    let word = name.strip_suffix(digits)?.trim_end_matches([' ', '_', '.', '-']);
    let named = word.is_empty() || WORDS.contains(&word);
    named.then(|| digits.parse().ok()).flatten()
}

impl Wide {
    /// The columns of a table of this form; `None` where it is of another.
    pub(super) fn find(file: &Path, names: &[String], columns: &Columns<RenewalColumn>) -> Result<Option<Self>> {
        let mut found: Vec<(u32, usize)> =
            names.iter().enumerate().filter_map(|(at, name)| Some((period(name)?, at))).collect();
        found.sort_unstable();
        if columns.get(RenewalColumn::Period).is_some() || found.iter().all(|(period, _)| *period == 0) {
            return Ok(None);
        }
        let name = |at: usize| names.get(at).map_or("", String::as_str);
        let zero = found.first().filter(|(period, _)| *period == 0).map(|(_, at)| *at);
        let start = match (zero, columns.get(RenewalColumn::Customers)) {
            (Some(one), Some(other)) => {
                return Err(problem::two_columns(file, RenewalColumn::Customers, name(one), name(other)));
            }
            (None, None) => return Err(problem::column_missing(file, RenewalColumn::Customers, names)),
            (zero, customers) => zero.or(customers).unwrap_or_default(),
        };
        found.retain(|(period, _)| *period > 0);
        for (expected, (found, at)) in (1..).zip(&found) {
            if *found != expected {
                return Err(not_next(file, expected, *found, name(*at)));
            }
        }
        let periods = found.into_iter().map(|(_, at)| at).collect();
        let (file, names, columns) = (file.to_owned(), names.to_vec(), columns.clone());
        Ok(Some(Self { file, names, columns, start, periods, rows: Vec::new() }))
    }

    /// Reads the rows of a batch.
    pub(super) fn take(&mut self, batch: &SourceBatch) -> Result<()> {
        let cells = Cells::new(batch, &self.columns)?;
        let column = |at: &usize| batch.columns.get(*at).map(Cell::numbers).transpose();
        let (start, periods) = (column(&self.start)?, self.periods.iter().map(column).collect::<Result<Vec<_>>>()?);
        let bad = batch.bad.first();
        for (at, line) in batch.lines.iter().enumerate() {
            if bad.is_some_and(|bad| bad.line < *line) {
                break;
            }
            let begun = start.as_ref().map_or(Ok(None), |column| column.number(at));
            let begun = begun.map_err(|text| problem::no_number(self.place(self.start, *line), &text))?;
            let begun = begun.ok_or_else(|| problem::empty(self.place(self.start, *line)))?;
            if begun < 0.0 {
                return Err(self.wrong(self.start, *line, &begun.to_string(), "a number of customers, not below zero"));
            }
            let name = |column: RenewalColumn| Place { file: &self.file, row: *line, column: column.name() };
            let cohort = match self.columns.get(RenewalColumn::Cohort) {
                None => ALL,
                Some(at_file) => {
                    let cohort = cells.text(RenewalColumn::Cohort, at);
                    cohort.ok_or_else(|| problem::empty(self.place(at_file, *line)))?
                }
            };
            let margin = cells.number(RenewalColumn::Margin, at);
            let margin = margin.map_err(|text| problem::no_number(name(RenewalColumn::Margin), &text))?;
            let left = self.left(&periods, at, *line)?;
            self.rows.push(Given { cohort: cohort.to_owned(), line: *line, start: begun, margin, left });
        }
        match bad {
            Some(bad) => Err(problem::bad_row(&self.file, bad.line, &bad.value, &bad.expected)),
            None => Ok(()),
        }
    }

    /// What is left in each period, as far as a cohort has come: only the last periods may be empty.
    fn left(&self, periods: &[Option<Cell>], at: usize, line: u64) -> Result<Vec<(f64, bool)>> {
        let mut left = Vec::with_capacity(periods.len());
        let mut ended: Option<usize> = None;
        for (column, place) in periods.iter().zip(&self.periods) {
            let cell = match column.as_ref().map_or(Ok(None), |column| column.number(at)) {
                Ok(number) => number.map(|number| (number, false)),
                Err(text) => {
                    let share = text.strip_suffix(['%', '％']).and_then(|text| text.trim().parse::<f64>().ok());
                    let share = share.filter(|share| share.is_finite());
                    let share = share.ok_or_else(|| problem::no_number(self.place(*place, line), &text))?;
                    Some((share / 100.0, true))
                }
            };
            match (cell, ended) {
                (None, None) => ended = Some(*place),
                (None, Some(_)) => {}
                (Some(_), Some(empty)) => return Err(problem::empty(self.place(empty, line))),
                (Some((value, _)), None) if value < 0.0 => {
                    return Err(self.wrong(
                        *place,
                        line,
                        &value.to_string(),
                        "what is left of a cohort, not below zero",
                    ));
                }
                (Some(cell), None) => left.push(cell),
            }
        }
        Ok(left)
    }

    /// The rows as a table with a row for each period, and how many rows the file has.
    pub(super) fn rows(self) -> Result<(Vec<Row>, usize)> {
        let cells = || self.rows.iter().flat_map(|row| &row.left);
        let signed = cells().any(|(_, percent)| *percent);
        let fractions = cells().all(|(value, _)| *value <= 1.0) && cells().any(|(value, _)| value.fract() != 0.0);
        let shares = signed || (fractions && self.rows.iter().all(|row| row.start != 1.0));
        let mut seen: HashMap<&str, u64> = HashMap::new();
        let mut rows = Vec::new();
        for given in &self.rows {
            if let Some(first) = seen.insert(&given.cohort, given.line) {
                let expected = format!("a cohort of its own, found the one of row `{first}`");
                let place = self.columns.get(RenewalColumn::Cohort);
                let column = place.and_then(|at| self.names.get(at)).map_or("cohort", String::as_str);
                let place = Place { file: &self.file, row: given.line, column };
                let hint = "a table with a column for each period has one row for each cohort";
                return Err(problem::bad_value(place, &given.cohort, &expected, hint));
            }
            let row = |period: u32, alive: f64| {
                let (cohort, margin, line) = (given.cohort.clone(), given.margin, given.line);
                Row { cohort, period, due: None, alive, margin, line }
            };
            rows.push(row(0, given.start));
            let mut before = if shares { 1.0 } else { given.start };
            for ((period, (value, percent)), place) in (1..=MAX_RENEWALS).zip(&given.left).zip(&self.periods) {
                if signed && !percent {
                    let expected = "a share with `%`, as elsewhere in the table";
                    return Err(self.wrong(*place, given.line, &value.to_string(), expected));
                }
                if *value > before {
                    let (found, most) = if signed {
                        (format!("{}%", 100.0 * value), format!("{}%", 100.0 * before))
                    } else {
                        (value.to_string(), before.to_string())
                    };
                    let expected = format!("at most the `{most}` of the period before");
                    return Err(self.wrong(*place, given.line, &found, &expected));
                }
                before = *value;
                rows.push(row(period, if shares { given.start * value } else { *value }));
            }
        }
        Ok((rows, self.rows.len()))
    }

    fn wrong(&self, at: usize, row: u64, value: &str, expected: &str) -> ServiceError {
        let hint = "a row says how many customers, or what share of them, a cohort still has in each period";
        problem::bad_value(self.place(at, row), value, expected, hint)
    }

    fn place(&self, at: usize, row: u64) -> Place<'_> {
        Place { file: &self.file, row, column: self.names.get(at).map_or("", String::as_str) }
    }
}

/// Columns that leave a period out, or have one twice.
fn not_next(file: &Path, expected: u32, found: u32, name: &str) -> ServiceError {
    let file = file.display().to_string();
    let message =
        format!("file `{file}` has column `{name}` for period `{found}`; expected period `{expected}` before it");
    ServiceError::new("renewal-columns", message)
        .hint("give a column for every period from 1 on, each once")
        .value("file", file)
        .value("column", name)
        .value("expected", expected)
}

#[cfg(test)]
mod tests {
    use super::period;

    #[test]
    fn columns_of_periods_are_numbers_with_or_without_a_word() {
        let found =
            ["3", " 03", "Year 3", "period_3", "m3", "第3期", "3年", "x3", "3x", "", "customers", "2001-1"].map(period);
        let three = Some(3);
        assert_eq!(found, [three, three, three, three, three, three, three, None, None, None, None, None]);
    }
}
