//! Why one row cannot be loaded.

/// Longest value kept, in characters.
const MAX_CHARS: usize = 200;

/// One row of a batch that goes to quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Position within the batch, from 0.
    pub index: usize,
    /// The source's column (or columns, separated by a comma) at fault.
    pub column: Option<String>,
    /// What stood there, at most 200 characters.
    pub value: Option<String>,
    /// Stable code in kebab-case.
    pub reason: &'static str,
    /// What was expected.
    pub expected: String,
}

impl Fault {
    pub(crate) fn new(index: usize, reason: &'static str, expected: impl Into<String>) -> Self {
        Self { index, column: None, value: None, reason, expected: expected.into() }
    }

    pub(crate) fn of(mut self, column: impl Into<String>, value: &str) -> Self {
        self.column = Some(column.into());
        self.value = Some(shortened(value));
        self
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}
