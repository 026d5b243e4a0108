//! A fitted scale.

use patron_models::special::normal_cdf;
use serde::{Deserialize, Serialize};

use super::NormaliseError;
use super::ranks::interpolate;
use crate::direction::Direction;

/// What has been learned of an indicator, enough to score any value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "scale", rename_all = "kebab-case")]
pub enum Scale {
    /// Between the lowest and the highest value.
    MinMax {
        /// The lowest.
        lowest: f64,
        /// The highest.
        highest: f64,
    },
    /// In deviations (divisor n − 1) from the mean, as a share of the normal distribution.
    ZShare {
        /// The mean.
        mean: f64,
        /// The deviation.
        deviation: f64,
    },
    /// In deviations (divisor n − 1) from the mean.
    Z {
        /// The mean.
        mean: f64,
        /// The deviation.
        deviation: f64,
    },
    /// By the share of accounts below.
    Rank {
        /// Knots (value, share): every value there was, or evenly chosen ones where there were very many.
        knots: Vec<(f64, f64)>,
    },
    /// By knots (value, points).
    Points {
        /// The knots.
        knots: Vec<(f64, f64)>,
    },
    /// In proportion.
    Proportion {
        /// The value that earns the points.
        per: f64,
        /// The points.
        points: f64,
        /// The most there is to earn.
        most: Option<f64>,
    },
    /// By levels (value, points).
    Ordinal {
        /// The levels.
        levels: Vec<(f64, f64)>,
    },
    /// By the distance to a target.
    Target {
        /// The target.
        target: f64,
        /// Whether the better side counts as distance too.
        both_sides: bool,
        /// The distance at which the score is 0.
        farthest: f64,
    },
}

impl Scale {
    pub(super) fn score(&self, value: f64, direction: Direction) -> Result<f64, NormaliseError> {
        if !value.is_finite() {
            return Err(NormaliseError::NotFinite { account: 0, value });
        }
        let share = |share: f64| match direction {
            Direction::Benefit => share,
            Direction::Cost => 1.0 - share,
        };
        Ok(match self {
            Self::MinMax { lowest, highest } => share(((value - lowest) / (highest - lowest)).clamp(0.0, 1.0)),
            Self::ZShare { mean, deviation } => share(normal_cdf((value - mean) / deviation)),
            Self::Z { mean, deviation } => match direction {
                Direction::Benefit => (value - mean) / deviation,
                Direction::Cost => (mean - value) / deviation,
            },
            Self::Rank { knots } => share(match (knots.first(), knots.last()) {
                (Some((first, _)), _) if value < *first => 0.0,
                (_, Some((last, _))) if value > *last => 1.0,
                _ => interpolate(knots, value),
            }),
            Self::Points { knots } => interpolate(knots, value),
            Self::Proportion { per, points, most } => {
                let earned = (value / per * points).max(0.0);
                most.map_or(earned, |most| earned.min(most))
            }
            Self::Ordinal { levels } => match levels.iter().find(|(level, _)| *level == value) {
                Some((_, points)) => *points,
                None => {
                    let levels: Vec<String> = levels.iter().map(|(level, _)| level.to_string()).collect();
                    return Err(NormaliseError::NoLevel { account: 0, value, levels: levels.join(", ") });
                }
            },
            Self::Target { target, both_sides, farthest } => {
                // Everyone at the target.
                let distance = distance(value, *target, *both_sides, direction);
                if *farthest == 0.0 {
                    f64::from(u8::from(distance == 0.0))
                } else {
                    (1.0 - distance / farthest).max(0.0)
                }
            }
        })
    }

    /// Whether the value lies where the scale has seen none, so that its score is held at the end.
    pub(super) fn is_beyond(&self, value: f64, direction: Direction) -> bool {
        let outside = |knots: &[(f64, f64)]| {
            knots.first().is_some_and(|first| value < first.0) || knots.last().is_some_and(|last| value > last.0)
        };
        match self {
            Self::MinMax { lowest, highest } => value < *lowest || value > *highest,
            Self::Rank { knots } | Self::Points { knots } => outside(knots),
            Self::Target { target, both_sides, farthest } => {
                distance(value, *target, *both_sides, direction) > *farthest
            }
            Self::ZShare { .. } | Self::Z { .. } | Self::Proportion { .. } | Self::Ordinal { .. } => false,
        }
    }
}

pub(super) fn distance(value: f64, target: f64, both_sides: bool, direction: Direction) -> f64 {
    match direction {
        _ if both_sides => (value - target).abs(),
        Direction::Benefit => (target - value).max(0.0),
        Direction::Cost => (value - target).max(0.0),
    }
}
