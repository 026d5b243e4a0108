//! Time-driven costing \[KA2004\]: minutes times a rate, and the capacity that was not used.

use super::CostingError;
use crate::money::{Money, divided};

/// An activity of a team.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeUse {
    /// Minutes each time.
    pub minutes: f64,
    /// How often.
    pub times: f64,
}

/// What an activity cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimedActivity {
    /// Cost each time: minutes × rate.
    pub unit_cost: f64,
    /// Cost of all times.
    pub cost: Money,
}

/// A team's cost by activity.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeDriven {
    /// Cost of a minute of practical capacity.
    pub rate: f64,
    /// In the order of the activities.
    pub activities: Vec<TimedActivity>,
    /// Minutes taken by all activities.
    pub used_minutes: f64,
    /// Minutes left.
    pub unused_minutes: f64,
    /// Their cost: nobody caused it.
    pub unused_cost: Money,
    /// Share of the capacity that was used.
    pub utilisation: f64,
}

/// Divides the cost of a team by the minutes its activities take; the rest is the cost of unused capacity.
///
/// # Errors
/// When the capacity is not above 0, a time or number is below 0, or the activities take more than the capacity.
pub fn time_driven(cost: Money, capacity_minutes: f64, uses: &[TimeUse]) -> Result<TimeDriven, CostingError> {
    if !(capacity_minutes > 0.0 && capacity_minutes.is_finite()) {
        return Err(CostingError::Capacity { minutes: capacity_minutes });
    }
    let sound = |value: f64| value >= 0.0 && value.is_finite();
    if let Some(place) = uses.iter().position(|used| !(sound(used.minutes) && sound(used.times))) {
        let TimeUse { minutes, times } = uses[place];
        return Err(CostingError::Time { position: place + 1, minutes, times });
    }
    let mut minutes: Vec<f64> = uses.iter().map(|used| used.minutes * used.times).collect();
    let used_minutes: f64 = minutes.iter().sum();
    let unused_minutes = capacity_minutes - used_minutes;
    if unused_minutes < 0.0 {
        return Err(CostingError::OverCapacity { used: used_minutes, minutes: capacity_minutes });
    }
    let rate = cost.value() / capacity_minutes;
    minutes.push(unused_minutes);
    // The weights are numbers from 0 on and add up to a capacity above 0.
    let mut parts = divided(cost, &minutes).unwrap_or_default();
    let unused_cost = parts.pop().unwrap_or_default();
    let of_one = |(used, cost): (&TimeUse, Money)| TimedActivity { unit_cost: used.minutes * rate, cost };
    Ok(TimeDriven {
        rate,
        activities: uses.iter().zip(parts).map(of_one).collect(),
        used_minutes,
        unused_minutes,
        unused_cost,
        utilisation: used_minutes / capacity_minutes,
    })
}
