use patron_models::special::gamma_quantile;
use serde::Serialize;

use super::ComplaintError;
use crate::interval::{Interval, Level};

/// Complaints for each order.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    /// Complaints over orders.
    pub rate: f64,
    /// Where it lies.
    pub interval: Interval,
}

/// Complaints for each order (or customer, or day), with the exact interval of a Poisson count \[G1936\]: quantiles of
/// gamma laws with shape count and count + 1.
///
/// # Errors
/// When `orders` is not above 0.
pub fn rate(complaints: u64, orders: f64, level: Level) -> Result<Rate, ComplaintError> {
    if !(orders > 0.0 && orders.is_finite()) {
        return Err(ComplaintError::Orders { orders });
    }
    let count = complaints as f64;
    let low = if complaints == 0 { 0.0 } else { gamma_quantile(count, level.tail()) };
    let high = gamma_quantile(count + 1.0, 1.0 - level.tail());
    Ok(Rate { rate: count / orders, interval: Interval { low: low / orders, high: high / orders } })
}
