//! One rejected row.

use arrow::array::{Array, StringArray};
use serde_json::{Map, Value};

use super::OWN_COLUMN_PREFIX;
use crate::mapping::Fault;
use crate::source::BadRow;

/// A row that went to quarantine, and the row as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Name of the source file.
    pub file: String,
    /// Line of the file, or row of the sheet, as a person counts them.
    pub row: u64,
    /// The column at fault, where one is.
    pub column: Option<String>,
    /// What stood there.
    pub value: Option<String>,
    /// Stable code in kebab-case.
    pub reason: String,
    /// What was expected.
    pub expected: String,
    /// Cells by column; those beyond the last column under `patron_extra`.
    pub cells: Map<String, Value>,
}

/// Where cells beyond the last column are kept.
const EXTRA: &str = "patron_extra";

impl Reject {
    pub(super) fn bad(file: &str, columns: &[String], bad: &BadRow) -> Self {
        let mut cells = Map::new();
        let mut read = bad.cells.iter();
        for column in columns {
            let cell = read.next().filter(|cell| !cell.is_empty());
            if !column.starts_with(OWN_COLUMN_PREFIX) {
                cells.insert(column.clone(), cell.map_or(Value::Null, |cell| Value::from(cell.as_str())));
            }
        }
        let extra: Vec<&str> = read.map(String::as_str).collect();
        if !extra.is_empty() {
            cells.insert(EXTRA.to_owned(), Value::from(extra.join(" | ")));
        }
        Self {
            file: file.to_owned(),
            row: bad.line,
            column: bad.column.clone(),
            value: Some(bad.value.clone()),
            reason: bad.reason.clone(),
            expected: bad.expected.clone(),
            cells,
        }
    }

    pub(super) fn fault(file: &str, row: u64, columns: &[String], cells: &[StringArray], fault: &Fault) -> Self {
        let cell = |array: &StringArray| match array.is_null(fault.index) {
            true => Value::Null,
            false => Value::from(array.value(fault.index)),
        };
        Self {
            file: file.to_owned(),
            row,
            column: fault.column.clone(),
            value: fault.value.clone(),
            reason: fault.reason.to_owned(),
            expected: fault.expected.clone(),
            cells: columns.iter().cloned().zip(cells.iter().map(cell)).collect(),
        }
    }
}
