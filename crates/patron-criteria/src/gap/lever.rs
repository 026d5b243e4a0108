//! What can be raised.

use crate::quantile::{quantile_of_sorted, sorted};

/// An indicator that can be raised in steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lever {
    /// The indicator, from 0.
    pub indicator: usize,
    /// Points that a step brings, above 0.
    pub points: f64,
    /// Steps there are to go.
    pub steps: u32,
    /// Cost of a step, at least 0, in any unit.
    pub cost: f64,
}

/// An indicator raised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raise {
    /// The indicator, from 0.
    pub indicator: usize,
    /// Steps to go.
    pub steps: u32,
    /// Points they bring.
    pub points: f64,
    /// What they cost.
    pub cost: f64,
}

impl Lever {
    /// Points of all steps together.
    pub(super) fn most(&self) -> f64 {
        f64::from(self.steps) * self.points
    }

    /// The fewest steps that bring `points`, if there are as many; all otherwise.
    pub(super) fn steps_for(&self, points: f64) -> u32 {
        let needed = (points / self.points).ceil().max(0.0);
        if needed < f64::from(self.steps) { needed as u32 } else { self.steps }
    }

    pub(super) fn raise(&self, steps: u32) -> Raise {
        let count = f64::from(steps);
        Raise { indicator: self.indicator, steps, points: count * self.points, cost: count * self.cost }
    }
}

/// How far a score can plausibly rise: to the quantile of the peers at `share` (such as 0.75), 0 if it is above
/// already. `None` without peers.
#[must_use]
pub fn room(own: f64, peers: &[f64], share: f64) -> Option<f64> {
    let reachable = quantile_of_sorted(&sorted(peers), share);
    (!reachable.is_nan()).then(|| (reachable - own).max(0.0))
}
