use patron_models::history::{History, StatisticsBuilder};

use crate::error::{Result, ServiceError};

/// What models see at the end of a day of a customer with this many occasions, the first and the last on these days;
/// at least one. Times are in units of `unit_days`.
pub(crate) fn history_on((occasions, first, last): (i64, i32, i32), day: i32, unit_days: f64) -> Result<History> {
    let days = |days: i32| f64::from(days) / unit_days;
    let frequency = u32::try_from(occasions - 1).unwrap_or(u32::MAX);
    checked_history(frequency, days(last - first), days(day - first))
}

/// A checked history; the ledger's own arithmetic makes no other, so that a refusal is a fault of the program.
pub(crate) fn checked_history(frequency: u32, recency: f64, age: f64) -> Result<History> {
    History::new(frequency, recency, age)
        .map_err(|error| ServiceError::new("impossible-history", error.to_string()).hint(error.hint()))
}

/// Adds a customer with the logarithms of the gaps, which are in days.
pub(crate) fn push_with_gaps(
    builder: &mut StatisticsBuilder,
    history: History,
    ln_gaps: f64,
    unit_days: f64,
) -> Result<()> {
    let in_units = ln_gaps - f64::from(history.frequency()) * unit_days.ln();
    builder
        .push_with_gaps(history, in_units, 1.0)
        .map_err(|error| ServiceError::new("impossible-history", error.to_string()).hint(error.hint()))
}
