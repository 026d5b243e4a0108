//! What the mapping must know of a source's column.

use crate::value::date::DateForm;
use crate::value::number::NumberForm;

/// What the cells of a column are, and how they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnKind {
    /// No cell has anything in it.
    Empty,
    /// Text.
    Text,
    /// Numbers.
    Number {
        /// which sign is the decimal mark
        form: NumberForm,
        /// the most digits after it
        scale: u8,
    },
    /// Dates.
    Date {
        /// the ways they are written
        forms: Vec<DateForm>,
        /// some have a time of day
        has_time: bool,
        /// some have an offset from UTC
        has_offset: bool,
    },
}

impl ColumnKind {
    /// For messages.
    pub(super) const fn words(&self) -> &'static str {
        match self {
            Self::Empty => "nothing",
            Self::Text => "text",
            Self::Number { .. } => "numbers",
            Self::Date { .. } => "dates",
        }
    }
}

/// One column of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceColumn {
    /// Name as in the file.
    pub name: String,
    /// What its cells are.
    pub kind: ColumnKind,
}
