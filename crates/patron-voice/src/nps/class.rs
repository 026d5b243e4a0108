use serde::{Deserialize, Serialize};

use super::NpsError;
use crate::scale::Scale;

/// What a respondent is, by the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// 0 to 6.
    Detractor,
    /// 7 and 8.
    Passive,
    /// 9 and 10.
    Promoter,
}

/// The class of an answer.
///
/// # Errors
/// When the answer is not a whole number from 0 to 10.
pub fn class(answer: f64) -> Result<Class, NpsError> {
    if !Scale::ZERO_TO_TEN.contains(answer) {
        return Err(NpsError::Answer { answer });
    }
    Ok(match answer.round() as u8 {
        0..=6 => Class::Detractor,
        7 | 8 => Class::Passive,
        _ => Class::Promoter,
    })
}
