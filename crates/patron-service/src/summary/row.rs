//! One checked row of a summary file.

use patron_models::gamma_gamma::SpendHistory;
use patron_models::history::History;

/// A customer, or several with the same figures.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryRow {
    /// The customer; `None` in a file of weighted rows without ids.
    pub customer_id: Option<String>,
    /// Repeat purchases (x).
    pub frequency: u32,
    /// Purchases in time; `None` where only spend was asked for.
    pub history: Option<History>,
    /// Mean amount of the repeat purchases, where known; may be zero or negative after returns.
    pub monetary_value: Option<f64>,
    /// Σ ln gap between the purchases, where known; for models of regular purchases.
    pub ln_gaps: Option<f64>,
    /// Customers that share the row.
    pub weight: f64,
}

impl SummaryRow {
    /// What the spend model sees: repeat purchases with a positive mean; `None` otherwise.
    #[must_use]
    pub fn spend(&self) -> Option<SpendHistory> {
        SpendHistory::new(self.frequency, self.monetary_value?).ok()
    }
}
