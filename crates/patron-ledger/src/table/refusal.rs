//! The words for a mapping or rule that does not fit.

use std::fmt::{self, Display};

/// What was asked for does not fit the table or the source: what was expected, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    code: &'static str,
    values: Vec<(&'static str, String)>,
    message: String,
    hint: String,
}

impl Refusal {
    pub(crate) fn new(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, values: Vec::new(), message: message.into(), hint: hint.into() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Stable code in kebab-case.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Named values of the message.
    #[must_use]
    pub fn values(&self) -> &[(&'static str, String)] {
        &self.values
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}
