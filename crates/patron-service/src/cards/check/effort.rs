//! How far an indicator can be moved, and what its typed scores are called.

use patron_criteria::direction::Direction;

use crate::cards::file::RawIndicator;
use crate::cards::{Effort, Source};
use crate::catalogue::Text;
use crate::error::Result;

use super::line::Refuse;

pub(super) fn effort(raw: &RawIndicator, source: &Source, refuse: &Refuse<'_>) -> Result<Effort> {
    if raw.fixed && (raw.reach.is_some() || raw.cost.is_some() || raw.step.is_some()) {
        let words = "is `fixed`, and says how far it can be moved or at what cost";
        return Err(refuse("card-effort", words, "remove `fixed`, or `reach`, `cost` and `step`"));
    }
    if let (Some(reach), Source::Assessed { low, high }) = (raw.reach, source)
        && !(*low..=*high).contains(&reach)
    {
        let words = format!("`reach` is `{reach}`; expected a score from `{low}` to `{high}`");
        return Err(refuse("card-effort", &words, "write the best score that can plausibly be reached"));
    }
    let usable = |value: Option<f64>| value.is_none_or(|value| value > 0.0 && value.is_finite());
    if !usable(raw.cost) || !usable(raw.step) || raw.reach.is_some_and(|reach| !reach.is_finite()) {
        let words =
            "`reach`, `cost` or `step` is no usable number; expected a finite `reach`, and `cost` and `step` above 0";
        return Err(refuse("card-effort", words, "write for example `reach = 5`, `cost = 2000`, `step = 1`"));
    }
    if raw.step.is_some() && raw.cost.is_none() {
        return Err(refuse("card-effort", "has a `step` without a `cost`", "say what a step costs, or remove `step`"));
    }
    Ok(Effort { reach: raw.reach, fixed: raw.fixed, cost: raw.cost, step: raw.step.unwrap_or(1.0) })
}

/// Names of typed scores, lowest first.
pub(super) fn words(raw: &RawIndicator, source: &Source, refuse: &Refuse<'_>) -> Result<Vec<(f64, Text)>> {
    let mut words = Vec::with_capacity(raw.words.len());
    for (score, name) in &raw.words {
        let on_scale = |score: &f64| match source {
            Source::Assessed { low, high } => (*low..=*high).contains(score),
            Source::Measure(_) => false,
        };
        let level =
            |score: &f64| raw.levels.as_ref().is_none_or(|levels| levels.iter().any(|(level, _)| level == score));
        match score.trim().parse::<f64>().ok().filter(|score| on_scale(score) && level(score)) {
            Some(score) => words.push((score, name.clone())),
            None => {
                let told =
                    format!("`words` names `{score}`; expected scores of its `assessed` scale, and of its `levels`");
                return Err(refuse(
                    "card-words",
                    &told,
                    "write for example `words.1 = { en = \"weak\", zh = \"弱\" }`",
                ));
            }
        }
    }
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(words)
}

/// Knots of a fuzzy line: the value at which each grade is fully reached, and what the grade is worth.
pub(super) fn bounds(
    bounds: &[f64],
    values: &[f64],
    direction: Direction,
    refuse: &Refuse<'_>,
) -> Result<Vec<(f64, f64)>> {
    let falls = |pair: &[f64]| match direction {
        Direction::Benefit => pair[0] > pair[1],
        Direction::Cost => pair[0] < pair[1],
    };
    let fits = bounds.len() == values.len() && bounds.iter().all(|bound| bound.is_finite());
    if !fits || !bounds.windows(2).all(falls) {
        let words = format!(
            "`bounds` is `{bounds:?}`; expected one value for each of the `{}` grades, from the best to the worst",
            values.len()
        );
        return Err(refuse("card-bounds", &words, "where lower is better, bounds rise"));
    }
    let mut knots: Vec<(f64, f64)> = bounds.iter().zip(values).map(|(bound, value)| (*bound, value / 100.0)).collect();
    knots.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(knots)
}
