//! Whether a sample has enough in it for a model of purchases.

use super::FitError;
use crate::history::Statistics;

/// Differences between customers want some customers each; below these counts the standard errors exceed the estimates.
const LEAST_CUSTOMERS: f64 = 30.0;
const LEAST_REPEATERS: f64 = 10.0;

/// Refuses a sample that is too small or too uniform to say anything about differences between customers.
pub(crate) fn check_sample(statistics: &Statistics) -> Result<(), FitError> {
    let (customers, repeaters) = (statistics.customers(), statistics.repeaters());
    if customers < LEAST_CUSTOMERS {
        return Err(FitError::TooFewCustomers { customers, needed: LEAST_CUSTOMERS });
    }
    if statistics.rows().iter().all(|row| row.history.age() == 0.0) {
        return Err(FitError::NoTimeObserved);
    }
    if repeaters == 0.0 {
        return Err(FitError::NobodyRepeats { customers, needed: LEAST_REPEATERS });
    }
    if repeaters < LEAST_REPEATERS {
        return Err(FitError::TooFewRepeaters { repeaters, customers, needed: LEAST_REPEATERS });
    }
    if statistics.rows().len() == 1 {
        return Err(FitError::NoVariation { customers });
    }
    Ok(())
}
