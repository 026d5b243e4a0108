use serde::{Deserialize, Serialize};

/// Of the customers who bought in one period, how many bought in the next: observed, without a model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Retention {
    pub(crate) period_days: i32,
    pub(crate) customers: u32,
    pub(crate) retained: u32,
}

impl Retention {
    /// Share of buyers who buy again within a year: the observed share, brought to 365 days.
    pub(crate) fn yearly(&self) -> f64 {
        (f64::from(self.retained) / f64::from(self.customers)).powf(365.0 / f64::from(self.period_days))
    }
}

/// Periods to compare, nothing counted yet: the last year with the year before; with less history, two halves of it.
pub(super) fn periods(oldest_days: i32) -> Option<Retention> {
    let period_days = ((oldest_days + 1) / 2).min(365);
    (period_days > 0).then_some(Retention { period_days, customers: 0, retained: 0 })
}
