//! Checked rows of a summary file.

use arrow::array::StringArray;
use patron_models::gamma_gamma::SpendHistory;
use patron_models::history::History;

use super::over_time::Purchases;

/// A customer, or several with the same figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SummaryRow {
    /// Repeat purchases (x).
    pub(super) frequency: u32,
    /// Purchases in time; `None` where only spend was asked for.
    pub(super) history: Option<History>,
    /// Mean amount of the repeat purchases, where known; may be zero or negative after returns.
    pub(super) monetary_value: Option<f64>,
    /// Σ ln gap between the purchases, where known; for models of regular purchases.
    pub(super) ln_gaps: Option<f64>,
    /// Customers that share the row.
    pub(super) weight: f64,
}

impl SummaryRow {
    /// What the spend model sees: repeat purchases with a positive mean; `None` otherwise.
    pub(super) fn spend(&self) -> Option<SpendHistory> {
        SpendHistory::new(self.frequency, self.monetary_value?).ok()
    }
}

/// Consecutive rows of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// The customers; `None` where they were not asked for.
    pub(super) customer_ids: Option<StringArray>,
    /// The rows.
    pub(super) rows: Vec<SummaryRow>,
    /// Covariates by rows, in the order they were asked for; empty where none were.
    pub(super) covariates: Vec<f64>,
    /// The days of each customer's purchases; empty where they were not asked for.
    pub(super) purchases: Vec<Purchases>,
    /// Number of each row in the file.
    pub(super) numbers: Vec<u64>,
}
