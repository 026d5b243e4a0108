//! Counts of one column while rows go by.

use arrow::datatypes::DataType;

use super::dates::Dates;
use super::kind::{Kind, enough};
use super::numbers::Numbers;
use super::{ColumnProfile, Misfit, NumberReading};
use crate::source::OpenOptions;
use crate::source::bad_row::shortened;
use crate::value::{boolean, date, number};

const EXAMPLES: usize = 5;
const MISFITS: usize = 3;

#[derive(Debug, Default)]
pub(super) struct Tally {
    empty: u64,
    missing_words: u64,
    failed_formulas: u64,
    filled: u64,
    booleans: u64,
    number_cells: u64,
    leading_zeros: u64,
    numbers: Numbers,
    dates: Dates,
    examples: Vec<String>,
    misfits: Vec<Misfit>,
    range: Option<(String, String)>,
    longest: usize,
}

impl Tally {
    pub(super) const fn add_null(&mut self) {
        self.empty += 1;
    }

    pub(super) const fn add_failed(&mut self) {
        self.failed_formulas += 1;
    }

    pub(super) fn add(&mut self, cell: &str, options: &OpenOptions, row: u64, line: u64) {
        let cell = cell.trim();
        if cell.is_empty() {
            self.empty += 1;
            return;
        }
        if options.is_missing(cell) {
            self.missing_words += 1;
            return;
        }
        self.filled += 1;
        self.longest = self.longest.max(cell.len());
        self.keep_example(cell);
        if !self.classify(cell) && self.misfits.len() < MISFITS {
            self.misfits.push(Misfit { row, line, value: shortened(cell) });
        }
        self.widen(cell);
    }

    /// Counts the cell under everything that it could be; false if that is only text.
    fn classify(&mut self, cell: &str) -> bool {
        let first = cell.as_bytes().first().copied().unwrap_or_default();
        let letter = first.is_ascii_alphabetic();
        // words that open a date, an amount or a yes are short
        if letter && cell.len() > 40 {
            return false;
        }
        let has_digit = !letter || cell.bytes().any(|b| b.is_ascii_digit());
        if !has_digit || !cell.is_ascii() {
            let yes_or_no = cell.len() <= 8 && boolean::parse(cell).is_ok();
            self.booleans += u64::from(yes_or_no);
            if !has_digit {
                return yes_or_no;
            }
        }
        let mut fits = false;
        if let Some(written) = number::read(cell) {
            self.number_cells += 1;
            self.leading_zeros += u64::from(written.leading_zero);
            self.numbers.add(&written);
            fits = true;
        }
        if let Some(shaped) = date::scan(cell) {
            fits |= self.dates.add(&shaped);
        }
        fits
    }

    fn keep_example(&mut self, cell: &str) {
        if self.examples.len() < EXAMPLES && !self.examples.iter().any(|known| known == cell) {
            self.examples.push(shortened(cell));
        }
    }

    fn widen(&mut self, cell: &str) {
        match &mut self.range {
            None => self.range = Some((shortened(cell), shortened(cell))),
            Some((min, max)) => {
                if cell < min.as_str() {
                    *min = shortened(cell);
                } else if cell > max.as_str() {
                    *max = shortened(cell);
                }
            }
        }
    }

    fn kind(&self) -> (Kind, u64) {
        if self.filled == 0 {
            return (Kind::Empty, 0);
        }
        let is = |fitting| enough(fitting, self.filled);
        let dates = self.dates.fitting();
        if is(dates) {
            return (if self.dates.any_time() { Kind::Timestamp } else { Kind::Date }, dates);
        }
        let (_, numbers) = self.numbers.reading();
        if is(numbers) && self.leading_zeros == 0 {
            return (if self.numbers.max_scale() == 0 { Kind::Integer } else { Kind::Decimal }, numbers);
        }
        if is(self.booleans) {
            return (Kind::Boolean, self.booleans);
        }
        (Kind::Text, self.filled)
    }

    /// Sums up; a type stored in the file decides over what its values look like.
    pub(super) fn finish(self, name: &str, data_type: Option<&DataType>) -> ColumnProfile {
        let stored = data_type.and_then(Kind::of_type).filter(|_| self.filled > 0);
        let (kind, fitting) = stored.map_or_else(|| self.kind(), |kind| (kind, self.filled));
        let mostly_dates = stored.is_none() && !kind.is_date() && self.dates.are_most_of(self.filled);
        let (reading, numbers) = self.numbers.reading();
        let mostly_numbers = kind == Kind::Text
            && stored.is_none()
            && reading != NumberReading::Conflicting
            && self.leading_zeros == 0
            && numbers > 0
            && numbers.saturating_mul(2) >= self.filled;
        let text = |(min, max): (String, String)| (Some(min), Some(max));
        let (min, max) = if kind.is_number() {
            self.numbers.range().map(|(min, max)| (min.to_string(), max.to_string())).map_or((None, None), text)
        } else if kind.is_date() {
            let pattern = if kind == Kind::Date { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S%.f" };
            let show = |moment: date::Moment| moment.local.format(pattern).to_string();
            self.dates.range().map(|(min, max)| (show(min), show(max))).map_or((None, None), text)
        } else {
            self.range.map_or((None, None), text)
        };
        ColumnProfile {
            name: name.to_owned(),
            kind,
            empty: self.empty,
            missing_words: self.missing_words,
            failed_formulas: self.failed_formulas,
            filled: self.filled,
            fitting,
            examples: self.examples,
            misfits: if kind.is_number() || kind.is_date() { self.misfits } else { Vec::new() },
            min,
            max,
            longest_bytes: self.longest,
            leading_zeros: self.leading_zeros,
            number: kind.is_number().then(|| self.numbers.finish()),
            date: kind.is_date().then(|| self.dates.finish()),
            mostly_dates: mostly_dates.then(|| self.dates.finish()),
            mostly_numbers: mostly_numbers.then(|| self.numbers.finish()),
        }
    }
}
