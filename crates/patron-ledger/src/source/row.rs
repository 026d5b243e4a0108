//! One row as text cells, its buffers used again for the next.

use super::SourceError;
use super::bad_row::{BadRow, shortened};

/// Why a row is bad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) reason: &'static str,
    pub(super) expected: String,
    /// Index of the column at fault.
    pub(super) column: Option<usize>,
    /// What stood there, where the cells do not say it.
    pub(super) value: Option<String>,
}

/// The cells of one row, end to end.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) text: String,
    /// Where each cell ends in `text`.
    pub(super) ends: Vec<usize>,
    pub(super) number: u64,
    pub(super) line: u64,
    pub(super) fault: Option<Fault>,
    /// Indices of cells whose formula failed in the sheet.
    pub(super) failed: Vec<usize>,
}

impl Row {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.fault = None;
        self.failed.clear();
    }

    pub(super) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let cell = self.text.get(start..end).unwrap_or_default();
            start = end;
            cell
        })
    }

    pub(super) fn is_blank(&self) -> bool {
        self.fault.is_none() && self.text.trim().is_empty()
    }

    /// Checks the number of cells; cells beyond the last column are no fault if they are empty.
    pub(super) fn fit(&mut self, columns: usize) {
        let found = self.ends.len();
        if self.fault.is_some() || found == columns {
            return;
        }
        let surplus = self.cells().skip(columns).any(|cell| !cell.trim().is_empty());
        if found > columns && !surplus {
            let end = columns.checked_sub(1).and_then(|last| self.ends.get(last).copied()).unwrap_or(0);
            self.ends.truncate(columns);
            self.text.truncate(end);
            return;
        }
        let reason = if found < columns { "too-few-fields" } else { "too-many-fields" };
        let expected = format!("`{columns}` fields as in the header, found `{found}`");
        self.fault = Some(Fault { reason, expected, column: None, value: None });
    }

    pub(super) fn bad(&self, fault: &Fault, names: &[String]) -> BadRow {
        const MAX_BYTES: usize = 64 << 10;
        let kept = |cell: &str| if self.text.len() > MAX_BYTES { shortened(cell) } else { cell.to_owned() };
        let value = match (&fault.value, fault.column) {
            (Some(value), _) => shortened(value),
            (None, Some(column)) => shortened(self.cells().nth(column).unwrap_or_default()),
            (None, None) => shortened(&self.cells().collect::<Vec<_>>().join(" | ")),
        };
        BadRow {
            row: self.number,
            line: self.line,
            column: fault.column.and_then(|at| names.get(at)).cloned(),
            value,
            reason: fault.reason.to_owned(),
            expected: fault.expected.clone(),
            cells: self.cells().take(1024).map(kept).collect(),
        }
    }
}

/// Rows of text, one after another; blank rows are left out and not counted.
pub(super) trait Rows: Send {
    /// Fills `row` with the next row; false at the end.
    fn next(&mut self, row: &mut Row) -> Result<bool, SourceError>;
}
