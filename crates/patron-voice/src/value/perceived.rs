use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::interval::{Level, Mean};
use crate::scale::Scale;
use crate::structure::{Profile, Structure, StructureError, Weights, index, profile_of};

/// The seven dimensions of perceived value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PerceivedDimension {
    /// Performance, innovation, reliability, beside rivals.
    Functional,
    /// Design, brand, experience.
    Emotional,
    /// What the product does for society.
    Social,
    /// After-sale service, tailoring.
    AddedService,
    /// A fair price, and one that fits the value.
    Price,
    /// Stability and prospect of the relationship.
    Relationship,
    /// Fit with individual needs.
    Personal,
}

/// Perceived value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Perceived {
    /// Items and dimensions on 0 to 100, and the weighted mean of the dimensions.
    pub profile: Profile,
    /// Index of each respondent on 0 to 100: the weighted mean of the dimensions that are known, where these carry at
    /// least half of the weight.
    pub respondents: Vec<Option<f64>>,
    /// Mean of those.
    pub index: Option<Mean>,
}

/// Perceived value by item, dimension and respondent, on 0 to 100. All items are on one scale and point the same way.
///
/// # Errors
/// When items or weights are not those of the structure, or an answer is beside the scale.
pub fn perceived(
    answers: &Answers,
    structure: &Structure,
    scale: &Scale,
    weights: &Weights,
    level: Level,
) -> Result<Perceived, StructureError> {
    structure.check_items(answers.items())?;
    for item in 0..answers.items() {
        for answer in answers.column(item).iter().filter(|answer| !answer.is_nan()) {
            scale.check(*answer)?;
        }
    }
    let of = |respondent, item| answers.get(respondent, item).map(|answer| scale.to_hundred(answer));
    let profile = profile_of(answers, structure, weights, level, of)?;
    let dimensions = 0..structure.dimensions().len();
    let respondents = (0..answers.respondents())
        .map(|respondent| {
            let score = |dimension| structure.score(dimension, |item| of(respondent, item));
            index(&dimensions.clone().map(score).collect::<Vec<_>>(), weights)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let index = answers.sample_of(|respondent| respondents[respondent]).ok().map(|sample| Mean::of(&sample, level));
    Ok(Perceived { profile, respondents, index })
}
