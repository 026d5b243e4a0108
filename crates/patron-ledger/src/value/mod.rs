//! Single cells: dates, exact decimals, yes and no, and texts that are safe in a spreadsheet.
//!
//! The profile of a file and the later conversion use the same parsers, so that what a profile
//! promises is what an import does. Every parser is strict: text that does not wholly fit is an
//! error, never a nearest guess.

pub mod boolean;
pub mod date;
pub mod formula;
pub mod number;

mod narrow;

pub use narrow::narrow;

/// Why a cell could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{code}: expected {expected}")]
pub struct ValueError {
    /// Stable code in kebab-case.
    pub code: &'static str,
    /// What was expected, in words that fit after "expected".
    pub expected: &'static str,
}

impl ValueError {
    pub(crate) const fn new(code: &'static str, expected: &'static str) -> Self {
        Self { code, expected }
    }
}
