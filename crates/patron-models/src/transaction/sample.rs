//! Whether a sample can be fitted, and where a fit may start.

use crate::fit::FitError;
use crate::history::Statistics;

/// A handful of parameters wants some customers each; below these counts the standard errors exceed the estimates.
const LEAST_CUSTOMERS: f64 = 30.0;
const LEAST_REPEATERS: f64 = 10.0;

/// Refuses samples that are too small or too uniform for any model.
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

/// Moment estimates of r and α of the purchase rates as if nobody ever stopped, for a sample that passed the check.
pub(crate) fn rates_without_stops(statistics: &Statistics) -> (f64, f64) {
    let customers = statistics.customers();
    let mean = statistics.sum(|history| f64::from(history.frequency())) / customers;
    let spread = statistics.sum(|history| (f64::from(history.frequency()) - mean).powi(2)) / customers;
    let age = statistics.sum(|history| history.age()) / customers;
    // Var x = mean + mean²/r for counts observed over equal times.
    let beyond_chance = spread - mean;
    let r = if beyond_chance > 0.0 { mean * mean / beyond_chance } else { 10.0 };
    // A start, not a bound: the search may leave this range.
    let r = r.clamp(0.05, 10.0);
    (r, r * age / mean)
}
