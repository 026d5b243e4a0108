//! Indicators of different units on one scale.
//!
//! [`Normaliser::fit`] looks at all accounts once and keeps what it has found, so that a later run scores on the same
//! cuts. NaN stands for a value that is not known; infinite values are refused.

mod error;
mod fit;
mod missing;
mod ranks;
mod scale;
#[cfg(test)]
mod tests;

pub use error::NormaliseError;
pub use missing::Missing;
pub use ranks::MOST_KNOTS;
pub use scale::Scale;

use serde::{Deserialize, Serialize};

use crate::direction::Direction;

/// How an indicator becomes a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case")]
pub enum Method {
    /// (x − lowest) / (highest − lowest), from 0 to 1.
    MinMax,
    /// Φ((x − mean) / deviation) with the normal distribution function, from 0 to 1.
    ZShare,
    /// (x − mean) / deviation, without bounds.
    Z,
    /// Share of accounts below, those with the same value counted by half: (rank − ½) / n, equal values sharing the
    /// mean of their ranks.
    Rank,
    /// Points by the value: straight lines between knots (value, points), held at both ends.
    Points {
        /// The knots, values rising.
        knots: Vec<(f64, f64)>,
    },
    /// In proportion: `points` for each `per` of the value, nothing for values of 0 or less, at most `most`.
    Proportion {
        /// The value that earns the points.
        per: f64,
        /// The points it earns.
        points: f64,
        /// The most there is to earn, if there is a limit.
        most: Option<f64>,
    },
    /// Points of each level; other values are refused.
    Ordinal {
        /// The levels (value, points).
        levels: Vec<(f64, f64)>,
    },
    /// 1 − distance / largest distance seen; for [`Direction::Benefit`] only falling short counts as distance, for
    /// [`Direction::Cost`] only going beyond, and with `both_sides` each.
    Target {
        /// The target.
        target: f64,
        /// Whether being on the better side counts as distance too.
        both_sides: bool,
    },
}

/// What turns an indicator into a score, with all it has learned.
///
/// Scores by share methods (min-max, z by shares, rank, target) run from 0 to 1 and rise with what is better; z is
/// turned round for a cost; points, proportion and ordinal give what is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Normaliser {
    /// The fitted scale.
    pub scale: Scale,
    /// Which way is better.
    pub direction: Direction,
    /// What happens to an account whose value is not known.
    pub missing: Missing,
    /// Mean score of the accounts it was fitted on.
    pub mean_score: f64,
    /// Lowest score of the accounts it was fitted on.
    pub worst_score: f64,
}

/// Scores of all accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// A score each; NaN where the value is not known and the rule is to leave the indicator out.
    pub values: Vec<f64>,
    /// Accounts whose value is not known.
    pub missing: usize,
    /// Accounts beyond the range the scale was fitted on, whose score is held at its end.
    pub beyond: usize,
}

impl Normaliser {
    /// The score of one value; NaN stands for not known, in and out.
    ///
    /// # Errors
    /// When the value is infinite or at no level of an ordinal scale, or missing where that is refused.
    pub fn score(&self, value: f64) -> Result<f64, NormaliseError> {
        if value.is_nan() {
            return self.missing.score(self.mean_score, self.worst_score);
        }
        self.scale.score(value, self.direction)
    }

    /// The scores of many values.
    ///
    /// # Errors
    /// As [`Normaliser::score`], naming the account.
    pub fn score_all(&self, values: &[f64]) -> Result<Scores, NormaliseError> {
        let mut scores = Scores { values: Vec::with_capacity(values.len()), missing: 0, beyond: 0 };
        for (index, value) in values.iter().enumerate() {
            scores.values.push(self.score(*value).map_err(|error| error.of_account(index + 1))?);
            scores.missing += usize::from(value.is_nan());
            scores.beyond += usize::from(self.scale.is_beyond(*value, self.direction));
        }
        Ok(scores)
    }
}
