use serde::Serialize;

use super::{Structure, StructureError, Weights};
use crate::answers::Answers;
use crate::interval::{Level, Mean};

/// Means of items and dimensions, and a total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// Of each item, `None` where nobody answered.
    pub items: Vec<Option<Mean>>,
    /// Of each dimension, over the respondents that score on it ([`Structure::score`]).
    pub dimensions: Vec<Option<Mean>>,
    /// Weighted mean of the dimensions' means; `None` where one of them is not known.
    pub total: Option<f64>,
}

/// Means of answers by item and dimension.
///
/// # Errors
/// When items or weights are not those of the structure.
pub fn profile(
    answers: &Answers,
    structure: &Structure,
    weights: &Weights,
    level: Level,
) -> Result<Profile, StructureError> {
    structure.check_items(answers.items())?;
    profile_of(answers, structure, weights, level, |respondent, item| answers.get(respondent, item))
}

/// The same of what can be said of a respondent and an item, which need not be an answer.
pub(crate) fn profile_of(
    answers: &Answers,
    structure: &Structure,
    weights: &Weights,
    level: Level,
    of: impl Fn(usize, usize) -> Option<f64>,
) -> Result<Profile, StructureError> {
    weights.check(structure.dimensions().len())?;
    let mean = |of: &dyn Fn(usize) -> Option<f64>| answers.sample_of(of).ok().map(|sample| Mean::of(&sample, level));
    let items = (0..structure.items()).map(|item| mean(&|respondent| of(respondent, item))).collect();
    let dimensions: Vec<Option<Mean>> = (0..structure.dimensions().len())
        .map(|dimension| mean(&|respondent| structure.score(dimension, |item| of(respondent, item))))
        .collect();
    let known: Option<Vec<f64>> = dimensions.iter().map(|mean| mean.map(|mean| mean.mean)).collect();
    Ok(Profile { items, dimensions, total: known.map(|means| weights.of(&means)) })
}
