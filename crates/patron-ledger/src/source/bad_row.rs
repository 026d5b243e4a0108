//! A row that cannot be read, for the quarantine.

use serde::{Deserialize, Serialize};

/// Why one row was put aside, and what stood in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRow {
    /// Number of the data row, counted from 1; the header is not counted.
    pub row: u64,
    /// Line of the file (or row of the sheet) where it begins, counted from 1.
    pub line: u64,
    /// The column at fault, where one is.
    pub column: Option<String>,
    /// What stood there, at most 200 characters.
    pub value: String,
    /// Stable code in kebab-case.
    pub reason: String,
    /// What was expected.
    pub expected: String,
    /// The row's cells as read, for correcting; each cut to 200 characters once they pass 64 KiB.
    pub cells: Vec<String>,
}

/// Longest value kept, in characters.
const MAX_CHARS: usize = 200;

/// The first 200 characters of `text`.
pub(crate) fn shortened(text: &str) -> String {
    text.char_indices().nth(MAX_CHARS).map_or_else(
        || text.to_owned(),
        |(end, _)| {
            let mut head = text.get(..end).unwrap_or_default().to_owned();
            head.push('…');
            head
        },
    )
}
