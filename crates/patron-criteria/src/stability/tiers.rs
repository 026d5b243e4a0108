//! Tiers of accounts.

use serde::{Deserialize, Serialize};

use super::StabilityError;

/// How accounts fall into tiers; tier 0 is the best, the last one takes the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tiers {
    /// By total: from each bound upwards, bounds falling.
    Bounds(Vec<f64>),
    /// By rank: so many accounts each.
    Counts(Vec<usize>),
    /// By rank: such a share of the accounts each.
    Shares(Vec<f64>),
}

/// Tiers ready for use among a certain number of accounts.
#[derive(Debug)]
pub(super) enum Cut {
    Bounds(Vec<f64>),
    /// The last rank of each tier but the last.
    Ranks(Vec<usize>),
}

impl Tiers {
    /// Cuts for `ranked` accounts that stand for `all`.
    pub(super) fn cut(&self, ranked: usize, all: usize) -> Result<Cut, StabilityError> {
        let share_of_all = |cumulated: f64| (cumulated * ranked as f64).round() as usize;
        match self {
            Self::Bounds(bounds) => {
                let mut before = f64::INFINITY;
                for (index, bound) in bounds.iter().enumerate() {
                    if !(bound.is_finite() && *bound < before) {
                        return Err(StabilityError::Bound { bound: index + 1, value: *bound });
                    }
                    before = *bound;
                }
                Ok(Cut::Bounds(bounds.clone()))
            }
            Self::Counts(counts) => {
                let ends = cumulate(counts.iter().map(|count| *count as f64));
                if let Some(taken) = ends.last().copied().filter(|taken| *taken > all as f64) {
                    return Err(StabilityError::Taken { taken, of: all as f64 });
                }
                Ok(Cut::Ranks(ends.iter().map(|end| share_of_all(end / all as f64)).collect()))
            }
            Self::Shares(shares) => {
                let ends = cumulate(shares.iter().copied());
                let taken = ends.last().copied().unwrap_or(0.0);
                // Decimal shares such as ten times 0.1 may sum to a hair over one.
                if !(shares.iter().all(|share| *share >= 0.0) && taken <= 1.0 + 1e-9) {
                    return Err(StabilityError::Taken { taken, of: 1.0 });
                }
                Ok(Cut::Ranks(ends.into_iter().map(share_of_all).collect()))
            }
        }
    }
}

impl Cut {
    pub(super) fn tier(&self, total: f64, rank: usize) -> usize {
        match self {
            Self::Bounds(bounds) => bounds.partition_point(|bound| *bound > total),
            Self::Ranks(ends) => ends.partition_point(|end| *end < rank),
        }
    }
}

fn cumulate(parts: impl Iterator<Item = f64>) -> Vec<f64> {
    parts
        .scan(0.0, |sum, part| {
            *sum += part;
            Some(*sum)
        })
        .collect()
}
