//! Figures of dimensions, and whether their items measure one thing.

use patron_voice::interval::Level;
use patron_voice::questionnaire::{Instrument, Reading};
use patron_voice::reliability::{Missing, reliability};
use patron_voice::scale::Scale;
use patron_voice::servqual::servqual;
use patron_voice::structure::{Profile, Structure, Weights, profile};
use patron_voice::value::perceived;

use super::Survey;
use super::figures::of_mean;
use super::index::{answers, refused};
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::views::{SurveyAlpha, SurveyDimension, SurveyTotal};

/// Dimensions in their order and the total; nothing of a single question.
pub(super) fn dimensions(
    survey: &Survey,
    reading: &Reading,
    level: Level,
) -> Result<(Vec<SurveyDimension>, Option<SurveyTotal>)> {
    if survey.questionnaire.dimensions().is_empty() && reading.answers.items() < 2 {
        return Ok((Vec::new(), None));
    }
    let wrong = |error: patron_voice::structure::StructureError| refused(error.code(), &error, error.hint());
    let (structure, weights) = survey.questionnaire.structure().map_err(wrong)?;
    let scales = scales(survey);
    let one_scale = scales.iter().all(|scale| *scale == scales[0]).then_some(scales[0]);
    let gaps = match &reading.expectations {
        Some(expected) => Some(servqual(&reading.answers, expected, &structure, &weights, level).map_err(wrong)?),
        None => None,
    };
    let answers = profile(&reading.answers, &structure, &weights, level).map_err(wrong)?;
    let value = match (survey.questionnaire.instrument(), one_scale) {
        (Instrument::PerceivedValue, Some(scale)) => {
            Some(perceived(&reading.answers, &structure, &scale, &weights, level).map_err(wrong)?)
        }
        (Instrument::PerceivedValue, None) => return Err(several_scales()),
        _ => None,
    };
    let index = |place: usize, found: &Profile| {
        let mean = found.dimensions[place].as_ref()?.mean;
        let items = &structure.dimensions()[place];
        let first = scales[items[0]];
        items.iter().all(|item| scales[*item] == first).then(|| first.to_hundred(mean))
    };
    let named = (0..structure.dimensions().len()).map(|place| SurveyDimension {
        id: survey.questionnaire.dimensions().get(place).map_or_else(|| "all".to_owned(), |one| one.id.clone()),
        name: survey.dimensions.get(place).cloned().unwrap_or_else(|| Text::new("All items", "全部题目")),
        weight: weights.shares()[place],
        items: structure.dimensions()[place].len(),
        answer: answers.dimensions[place].as_ref().map(of_mean),
        index: index(place, &answers),
        expectation: gaps.as_ref().and_then(|gaps| gaps.expectation.dimensions[place].as_ref().map(of_mean)),
        gap: gaps.as_ref().and_then(|gaps| gaps.gap.dimensions[place].as_ref().map(of_mean)),
        alpha: alpha(reading, &structure, place, level),
    });
    let dimensions = named.collect();
    let total = SurveyTotal {
        answer: answers.total,
        gap: gaps.as_ref().and_then(|gaps| gaps.gap.total),
        unweighted_gap: gaps.as_ref().and_then(|gaps| unweighted(&gaps.gap)),
        index: value.and_then(|value| value.index).as_ref().map(of_mean),
    };
    Ok((dimensions, Some(total)))
}

fn scales(survey: &Survey) -> Vec<Scale> {
    answers(survey).into_iter().map(|place| survey.questionnaire.items()[place].scale).collect()
}

fn several_scales() -> ServiceError {
    ServiceError::new("survey-scales", "perceived value is asked on several scales; expected one for all items")
        .hint("take the instrument `custom`, or ask every item on one scale")
}

/// Every dimension counting the same.
fn unweighted(gap: &Profile) -> Option<f64> {
    let means = gap.dimensions.iter().map(|mean| mean.as_ref().map(|mean| mean.mean));
    let means: Vec<f64> = means.collect::<Option<_>>()?;
    let even = Weights::even(means.len()).ok()?;
    Some(even.shares().iter().zip(&means).map(|(weight, mean)| weight * mean).sum())
}

/// Of two items and more whose answers vary; nothing otherwise. Reversed items are turned already.
fn alpha(reading: &Reading, structure: &Structure, place: usize, level: Level) -> Option<SurveyAlpha> {
    let items = &structure.dimensions()[place];
    let found = reliability(&reading.answers, items, &vec![false; items.len()], Missing::Complete, level).ok()?;
    Some(SurveyAlpha {
        alpha: found.alpha,
        low: found.interval.low,
        high: found.interval.high,
        respondents: found.respondents,
        item_total: found.items.iter().map(|item| item.item_total).collect(),
        if_dropped: found.items.iter().map(|item| item.alpha_if_dropped).collect(),
    })
}
