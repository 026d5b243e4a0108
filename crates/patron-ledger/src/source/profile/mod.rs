//! A look at every row: what kind of values each column holds, and what is ambiguous in them.
//!
//! A column is of a kind if at least 98 % of its cells that are neither empty nor missing fit it; of a column with fewer
//! dates or numbers than that, but at least half, these are reported beside its kind.
//! Two things are never guessed but reported: whether 3/4/2024 is in March or April when no cell
//! of the column decides it, and whether 1,234 is one thousand or one and a bit.

mod column;
mod dates;
mod kind;
mod numbers;

use serde::{Deserialize, Serialize};

pub use dates::{DateProfile, DayOrder};
pub use kind::Kind;
pub use numbers::{NumberProfile, NumberReading};

use super::bad_row::BadRow;
use super::read::shown;
use super::row::Row;
use super::{ReadOptions, Source, SourceError, Watch, read};
use column::Tally;

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Data rows, bad ones included; blank lines are not rows.
    pub rows: u64,
    /// Rows that could not be read.
    pub bad_rows: u64,
    /// The first five of them.
    pub bad_examples: Vec<BadRow>,
    /// One for each column, in the order of the file.
    pub columns: Vec<ColumnProfile>,
}

/// What is in a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
    /// Cells that are empty or only blanks.
    pub empty: u64,
    /// Cells that hold a word for missing.
    pub missing_words: u64,
    /// Cells whose formula failed in the sheet.
    pub failed_formulas: u64,
    /// Cells that hold something else.
    pub filled: u64,
    /// Of these, cells that fit the kind.
    pub fitting: u64,
    /// The first five different values.
    pub examples: Vec<String>,
    /// The first three cells that are neither number nor date, if the kind is one of the two.
    pub misfits: Vec<Misfit>,
    /// Smallest value by the kind: number, moment or text.
    pub min: Option<String>,
    /// Largest value by the kind.
    pub max: Option<String>,
    /// Longest cell, in bytes of UTF-8.
    pub longest_bytes: usize,
    /// Cells written with leading zeros, as identifiers are.
    pub leading_zeros: u64,
    /// More, if the kind is a number.
    pub number: Option<NumberProfile>,
    /// More, if the kind is a date or timestamp.
    pub date: Option<DateProfile>,
    /// More, if the kind is another and yet at least half of the filled cells are dates that do not contradict each
    /// other: a column with the name of a date is one, and its other cells are faults.
    pub mostly_dates: Option<DateProfile>,
    /// More, if the kind is text and yet at least half of the filled cells are numbers of one form: a column that fills
    /// a number is one, and its other cells are faults.
    pub mostly_numbers: Option<NumberProfile>,
}

impl ColumnProfile {
    /// Its numbers, whether all of it or most of it is one.
    #[must_use]
    pub fn numbers(&self) -> Option<&NumberProfile> {
        self.number.as_ref().or(self.mostly_numbers.as_ref())
    }

    /// Its dates, whether all of it or most of it is one.
    #[must_use]
    pub fn dates(&self) -> Option<&DateProfile> {
        self.date.as_ref().or(self.mostly_dates.as_ref())
    }
}

/// A cell that does not fit its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    /// Number of its row.
    pub row: u64,
    /// Line of its row.
    pub line: u64,
    /// What stands there, at most 200 characters.
    pub value: String,
}

const BAD_EXAMPLES: usize = 5;

/// Reads every row of `source` once.
///
/// # Errors
/// A [`SourceError`] where the file as a whole cannot be read, or reading was cancelled.
pub fn profile(source: &Source, watch: &Watch) -> Result<Profile, SourceError> {
    let names = source.column_names();
    let mut tallies: Vec<Tally> = names.iter().map(|_| Tally::default()).collect();
    let (mut rows, mut bad_rows, mut bad_examples) = (0, 0, Vec::new());
    if let Some(mut text) = source.rows(watch)? {
        let mut row = Row::default();
        while text.next(&mut row)? {
            rows += 1;
            if let Some(fault) = row.fault.take() {
                bad_rows += 1;
                if bad_examples.len() < BAD_EXAMPLES {
                    bad_examples.push(row.bad(&fault, &names));
                }
                continue;
            }
            for (at, (cell, tally)) in row.cells().zip(&mut tallies).enumerate() {
                if row.failed.contains(&at) {
                    tally.add_failed();
                } else {
                    tally.add(cell, source.options(), row.number, row.line);
                }
            }
        }
    } else {
        for batch in read(source, &ReadOptions::default(), watch)? {
            let batch = batch?;
            rows += batch.rows.len() as u64;
            for (array, tally) in batch.columns.iter().zip(&mut tallies) {
                for (at, &number) in batch.rows.iter().enumerate() {
                    match shown(array, at) {
                        Some(cell) => tally.add(&cell, source.options(), number, number),
                        None => tally.add_null(),
                    }
                }
            }
        }
    }
    let columns = source.columns().iter().zip(tallies);
    let columns = columns.map(|(column, tally)| tally.finish(&column.name, column.data_type.as_ref())).collect();
    Ok(Profile { rows, bad_rows, bad_examples, columns })
}

impl Profile {
    /// The profile of the column of that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&ColumnProfile> {
        self.columns.iter().find(|column| column.name == name)
    }
}

#[cfg(test)]
mod tests;
