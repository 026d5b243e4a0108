//! What a transaction model sees of a customer, checked once at the door, and the deduplicated sample of all.

mod gaps;
mod statistics;

pub use statistics::{Statistics, StatisticsBuilder, WeightedHistory};
pub(crate) use statistics::{WordHash, sum_over_chunks};

use serde::{Deserialize, Serialize};

/// A customer's repeat purchases as the models see them: (x, t_x, T) of the papers, in one time unit.
///
/// Only [`History::new`] makes one, so that every kernel may rely on 0 ≤ recency ≤ age, both finite, and on
/// recency being zero exactly where frequency is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "RawHistory", into = "RawHistory")]
pub struct History {
    frequency: u32,
    recency: f64,
    age: f64,
}

#[derive(Serialize, Deserialize)]
struct RawHistory {
    frequency: u32,
    recency: f64,
    age: f64,
}

impl TryFrom<RawHistory> for History {
    type Error = HistoryError;

    fn try_from(raw: RawHistory) -> Result<Self, HistoryError> {
        Self::new(raw.frequency, raw.recency, raw.age)
    }
}

impl From<History> for RawHistory {
    fn from(history: History) -> Self {
        Self { frequency: history.frequency, recency: history.recency, age: history.age }
    }
}

/// Why three numbers are not a customer's history.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum HistoryError {
    /// Recency or age is negative, infinite or not a number.
    #[error("recency `{recency}` and age `{age}` were expected to be finite and not negative")]
    NotATime {
        /// Time from first to last purchase, as given.
        recency: f64,
        /// Time from first purchase to the valuation date, as given.
        age: f64,
    },
    /// The last purchase lies after the end of observation.
    #[error("recency `{recency}` was expected to be at most age `{age}`")]
    RecencyAfterAge {
        /// Time from first to last purchase, as given.
        recency: f64,
        /// Time from first purchase to the valuation date, as given.
        age: f64,
    },
    /// No repeat purchase yet a time of it, or the other way round.
    #[error("recency `{recency}` was expected to be zero exactly where frequency `{frequency}` is")]
    RecencyWithoutPurchase {
        /// Repeat purchases, as given.
        frequency: u32,
        /// Time from first to last purchase, as given.
        recency: f64,
    },
    /// A weight that is not a positive number.
    #[error("weight `{weight}` was expected to be positive and finite")]
    Weight {
        /// The weight, as given.
        weight: f64,
    },
    /// A sum of logarithms of gaps that cannot belong to the history.
    #[error(
        "the logarithms of the gaps sum to `{ln_gaps}`, which was expected to be at most `{most}`, and equal to it for fewer than two repeat purchases"
    )]
    Gaps {
        /// The sum, as given.
        ln_gaps: f64,
        /// What equal gaps would give.
        most: f64,
    },
}

impl HistoryError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotATime { .. } => "history-not-a-time",
            Self::RecencyAfterAge { .. } => "history-recency-after-age",
            Self::RecencyWithoutPurchase { .. } => "history-recency-without-purchase",
            Self::Weight { .. } => "history-weight",
            Self::Gaps { .. } => "history-gaps",
        }
    }

    /// What to look at in the data.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotATime { .. } => "times are counted forward from the first purchase, in one unit",
            Self::RecencyAfterAge { .. } => {
                "recency is the time from first to last purchase, not the time since the last"
            }
            Self::RecencyWithoutPurchase { .. } => {
                "frequency counts repeat purchases; purchases of one day are one purchase"
            }
            Self::Weight { .. } => "a weight says how many customers share the row",
            Self::Gaps { .. } => {
                "add the natural logarithms of the times between consecutive purchases, in the unit of the other times"
            }
        }
    }
}

impl History {
    /// A customer at the moment of the first purchase: nothing repeated, no time passed.
    pub const NEW: Self = Self { frequency: 0, recency: 0.0, age: 0.0 };

    /// Checks and makes a history.
    ///
    /// `frequency`: repeat purchase occasions (x), the first not counted. `recency`: time from first to last
    /// purchase (t_x). `age`: time from first purchase to the valuation date (T). Both in the unit of the model.
    ///
    /// # Errors
    /// When a time is negative or not finite, when recency exceeds age, or when recency is zero with purchases or
    /// positive without.
    pub fn new(frequency: u32, recency: f64, age: f64) -> Result<Self, HistoryError> {
        if !(recency.is_finite() && age.is_finite() && recency >= 0.0 && age >= 0.0) {
            return Err(HistoryError::NotATime { recency, age });
        }
        if recency > age {
            return Err(HistoryError::RecencyAfterAge { recency, age });
        }
        if (frequency == 0) != (recency == 0.0) {
            return Err(HistoryError::RecencyWithoutPurchase { frequency, recency });
        }
        // Adding zero turns −0 into 0, so that equal histories have equal bits.
        Ok(Self { frequency, recency: recency + 0.0, age: age + 0.0 })
    }

    /// Repeat purchase occasions, x.
    #[must_use]
    pub fn frequency(&self) -> u32 {
        self.frequency
    }

    /// Time from first to last purchase, t_x.
    #[must_use]
    pub fn recency(&self) -> f64 {
        self.recency
    }

    /// Time from first purchase to the valuation date, T.
    #[must_use]
    pub fn age(&self) -> f64 {
        self.age
    }

    /// The same history with times in another unit: every time multiplied by `factor`.
    ///
    /// # Errors
    /// When the factor makes a time that is not finite, or a recency of zero.
    pub fn rescaled(&self, factor: f64) -> Result<Self, HistoryError> {
        Self::new(self.frequency, self.recency * factor, self.age * factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_histories_are_refused() {
        for (x, t_x, age) in
            [(1, -1.0, 2.0), (1, f64::NAN, 2.0), (1, 1.0, f64::INFINITY), (1, 3.0, 2.0), (0, 1.0, 2.0), (2, 0.0, 2.0)]
        {
            let error = History::new(x, t_x, age).unwrap_err();
            assert!(error.to_string().contains("was expected") || error.to_string().contains("were expected"));
            assert!(!error.hint().is_empty());
        }
    }

    #[test]
    fn possible_histories_keep_their_numbers_and_their_check_in_json() {
        let history = History::new(3, 10.5, 20.0).unwrap();
        assert_eq!((history.frequency(), history.recency(), history.age()), (3, 10.5, 20.0));
        let text = serde_json::to_string(&history).unwrap();
        assert_eq!(serde_json::from_str::<History>(&text).unwrap(), history);
        assert!(serde_json::from_str::<History>(r#"{"frequency":1,"recency":0.0,"age":1.0}"#).is_err());
        assert_eq!(History::new(0, -0.0, 1.0).unwrap(), History::new(0, 0.0, 1.0).unwrap());
    }
}
