//! Service quality: what was perceived less what was expected \[PZB1988\], or what was perceived alone \[CT1992\].

use serde::Serialize;

use crate::answers::Answers;
use crate::interval::Level;
use crate::structure::{Profile, Structure, StructureError, Weights, profile, profile_of};

#[cfg(test)]
mod tests;

/// The five dimensions in the order of the 22 items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Facilities, equipment, appearance: 4 items.
    Tangibles,
    /// What was promised, done right and in time: 5 items.
    Reliability,
    /// Willing and prompt help: 4 items.
    Responsiveness,
    /// Knowledge and courtesy that make confident: 4 items.
    Assurance,
    /// Attention to the single customer: 5 items.
    Empathy,
}

/// The five dimensions.
pub const DIMENSIONS: [Dimension; 5] =
    [Dimension::Tangibles, Dimension::Reliability, Dimension::Responsiveness, Dimension::Assurance, Dimension::Empathy];

/// Items of each dimension.
pub const SIZES: [usize; 5] = [4, 5, 4, 4, 5];

/// Perceptions, expectations and the gaps between them, all from the same pairs of answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Servqual {
    /// What was perceived.
    pub perception: Profile,
    /// What was expected.
    pub expectation: Profile,
    /// Perceived less expected: below 0 where the service falls short. The interval is that of paired answers.
    pub gap: Profile,
}

/// Gaps by item and dimension, with the weighted total. A respondent counts for an item with both answers or not at
/// all, and for a dimension where at least half of its items have both.
///
/// # Errors
/// When items, respondents or weights are not those of the structure.
pub fn servqual(
    perceptions: &Answers,
    expectations: &Answers,
    structure: &Structure,
    weights: &Weights,
    level: Level,
) -> Result<Servqual, StructureError> {
    structure.check_items(perceptions.items())?;
    structure.check_items(expectations.items())?;
    if expectations.respondents() != perceptions.respondents() {
        let (found, expected) = (expectations.respondents(), perceptions.respondents());
        return Err(StructureError::Respondents { found, expected });
    }
    let pair = |respondent, item| Some((perceptions.get(respondent, item)?, expectations.get(respondent, item)?));
    let of = |of: fn((f64, f64)) -> f64| {
        profile_of(perceptions, structure, weights, level, |respondent, item| pair(respondent, item).map(of))
    };
    Ok(Servqual {
        perception: of(|(perceived, _)| perceived)?,
        expectation: of(|(_, expected)| expected)?,
        gap: of(|(perceived, expected)| perceived - expected)?,
    })
}

/// Perceptions alone, where no expectations were asked for.
///
/// # Errors
/// When items or weights are not those of the structure.
pub fn servperf(
    perceptions: &Answers,
    structure: &Structure,
    weights: &Weights,
    level: Level,
) -> Result<Profile, StructureError> {
    profile(perceptions, structure, weights, level)
}
