//! Accounts of which an indicator is not known.

use serde::{Deserialize, Serialize};

use super::NormaliseError;

/// What happens to an account whose value is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// It gets the mean score.
    Neutral,
    /// It gets the lowest score anyone has.
    Worst,
    /// The indicator does not count for it; the weights of the others grow in proportion.
    LeaveOut,
    /// It gets a score of 0.
    Zero,
    /// That is an error.
    Refuse,
}

impl Missing {
    pub(super) fn score(self, mean: f64, worst: f64) -> Result<f64, NormaliseError> {
        match self {
            Self::Neutral => Ok(mean),
            Self::Worst => Ok(worst),
            Self::LeaveOut => Ok(f64::NAN),
            Self::Zero => Ok(0.0),
            Self::Refuse => Err(NormaliseError::Missing { account: 0 }),
        }
    }
}
