//! What people decided, with who, when and why.

use serde_json::Value;

/// One decision that is about to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalEntry {
    /// what is decided about, for example `roster`
    pub kind: String,
    /// the account, task or scheme it is about
    pub subject: String,
    /// when it was decided
    pub at_us: i64,
    /// the name that was given
    pub who: String,
    /// the reason that was given; empty where none is asked for
    pub why: String,
    /// what was decided, in a shape that only its kind knows
    pub value: Value,
}

/// A kept decision with its place among all.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalLine {
    /// rises with every entry
    pub sequence: i64,
    /// the decision
    pub entry: JournalEntry,
}
