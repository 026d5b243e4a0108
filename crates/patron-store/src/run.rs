//! One valuation.

use serde_json::Value;

/// One stored valuation of the portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct RunRecord {
    /// identifier made by the caller
    pub id: String,
    /// valuation date, days since 1970-01-01
    pub as_of_day: i32,
    /// when it was stored
    pub created_at_us: i64,
    /// revision of the ledger it read
    pub ledger_revision: u64,
    /// identifiers of the batches it read, in order of commit; `None` for a run of before they were kept
    pub batches: Option<Vec<String>>,
    /// headline figures
    pub head: Value,
    /// settings it was made with
    pub config: Value,
    /// fitted parameters and diagnostics
    pub parameters: Value,
    /// measures frozen into it
    pub catalogue: Value,
    /// folder or file of its customer table, relative to the data folder
    pub path: String,
}
