//! Reading a summary file into checked rows.

use std::path::PathBuf;

use patron_ledger::source::{self, OpenOptions, ReadOptions, Watch};

use super::columns::{Columns, Field};
use super::reader::Reader;
use super::{SummaryRow, TimeUnit, problem};
use crate::error::Result;

/// A summary file and how to open it.
#[derive(Debug, Clone)]
pub struct SummaryFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What the caller knows of its form.
    pub options: OpenOptions,
}

impl SummaryFile {
    /// A file whose form is recognised.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), options: OpenOptions::default() }
    }
}

/// The rows of a file, all of them checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The rows in the order of the file.
    pub rows: Vec<SummaryRow>,
    /// The unit the file gives in a column `time_unit`.
    pub time_unit: Option<TimeUnit>,
    /// Whether the file has a column of monetary values.
    pub has_money: bool,
}

impl Summary {
    /// Reads `file`; columns of `needed` must be there.
    ///
    /// # Errors
    /// When the file cannot be read, lacks a column, or has a row that is not a customer's summary: the first is named.
    pub(super) fn read(file: &SummaryFile, needed: &[Field]) -> Result<Self> {
        let watch = Watch::new();
        let refused = |error| problem::source(&error);
        let source = source::open(&file.path, file.options.clone(), &watch).map_err(refused)?;
        let names = source.column_names();
        let columns = Columns::find(&file.path, &names, needed)?;
        let empty = Self { rows: Vec::new(), time_unit: None, has_money: columns.get(Field::MonetaryValue).is_some() };
        let mut reader = Reader::new(&file.path, &names, columns, needed.contains(&Field::Age), empty);
        for batch in source::read(&source, &ReadOptions::default(), &watch).map_err(refused)? {
            reader.take(&batch.map_err(refused)?)?;
        }
        Ok(reader.finish())
    }
}
