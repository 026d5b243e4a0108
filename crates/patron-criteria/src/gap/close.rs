//! Closing a gap.

use serde::{Deserialize, Serialize};

use super::{GapError, Lever, Raise, greedy, search};

/// A gap is closed when no more than this is lacking, relative to the gap: rounding of sums.
const CLOSED: f64 = 1e-9;

/// What is lacking, and how much of it is rounding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lacking {
    left: f64,
    slack: f64,
}

impl Lacking {
    fn of(gap: f64) -> Self {
        Self { left: gap, slack: CLOSED * gap }
    }

    pub(super) fn is_closed(self) -> bool {
        self.left <= self.slack
    }

    /// What must be found at the least, so that rounding on the way still leaves the gap closed.
    pub(super) fn points(self) -> f64 {
        self.left - 0.5 * self.slack
    }

    pub(super) fn less(self, points: f64) -> Self {
        Self { left: self.left - points, ..self }
    }
}

/// What is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    /// The least cost.
    Cheapest,
    /// The fewest indicators, and of those the least cost.
    Fewest,
}

/// A way to close the gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The indicators to raise, in the order of the levers.
    pub raises: Vec<Raise>,
    /// Points they bring together; at least the gap.
    pub points: f64,
    /// What they cost together.
    pub cost: f64,
    /// Whether no better way exists. Otherwise the search was ended early and this is the best it had found; the
    /// number of indicators is the least in any case where that was the aim.
    pub is_best: bool,
}

/// Whether and how the gap can be closed.
#[derive(Debug, Clone, PartialEq)]
pub enum Closing {
    /// It can.
    Way(Way),
    /// Nothing is lacking.
    Nothing,
    /// All levers together do not reach.
    OutOfReach {
        /// Points that all bring together.
        most: f64,
        /// Points that are then still lacking.
        lacking: f64,
    },
}

/// Seeks the best way to find `gap` points among the levers: exactly, by branch and bound, unless that takes very long.
///
/// # Errors
/// When the gap is not finite, or a lever's step has no points or a negative cost.
pub fn close(gap: f64, levers: &[Lever], aim: Aim) -> Result<Closing, GapError> {
    if !gap.is_finite() {
        return Err(GapError::Gap { gap });
    }
    let unusable = |lever: &&Lever| {
        !(lever.points > 0.0 && lever.points.is_finite() && lever.cost >= 0.0 && lever.cost.is_finite())
    };
    if let Some(lever) = levers.iter().find(unusable) {
        return Err(GapError::Lever { indicator: lever.indicator + 1, points: lever.points, cost: lever.cost });
    }
    if gap <= 0.0 {
        return Ok(Closing::Nothing);
    }
    let most: f64 = levers.iter().map(Lever::most).sum();
    let needed = Lacking::of(gap);
    if !needed.less(most).is_closed() {
        return Ok(Closing::OutOfReach { most, lacking: gap - most });
    }
    let first = greedy::steps(needed, levers, aim);
    let indicators = match aim {
        Aim::Cheapest => levers.len(),
        Aim::Fewest => first.iter().filter(|steps| **steps > 0).count(),
    };
    let (steps, is_best) = search::improve(needed, levers, first, indicators);
    let raises: Vec<Raise> =
        levers.iter().zip(steps).filter(|(_, steps)| *steps > 0).map(|(lever, steps)| lever.raise(steps)).collect();
    let points = raises.iter().map(|raise| raise.points).sum();
    let cost = raises.iter().map(|raise| raise.cost).sum();
    Ok(Closing::Way(Way { raises, points, cost, is_best }))
}
