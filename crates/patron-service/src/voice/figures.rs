//! Figures of single items.

use patron_voice::ces::ces;
use patron_voice::csat::csat;
use patron_voice::interval::{Level, Mean};
use patron_voice::nps::{Class, Tally};
use patron_voice::questionnaire::{Instrument, Reading};
use patron_voice::sample::Sample;
use patron_voice::scale::Scale;

use super::Survey;
use super::index::{answers, refused};
use crate::error::Result;
use crate::views::{SurveyEffort, SurveyFigure, SurveyItem, SurveyNps, SurveySatisfaction};

/// Every answer item in its order, with the figure of the instrument.
pub(super) fn items(survey: &Survey, reading: &Reading, level: Level) -> Result<Vec<SurveyItem>> {
    let figure = |(place, item): (usize, usize)| {
        let asked = &survey.questionnaire.items()[item];
        let mean = |answers: Option<&patron_voice::answers::Answers>| {
            answers.and_then(|answers| answers.sample(place).ok()).map(|sample| of_mean(&Mean::of(&sample, level)))
        };
        let sample = reading.answers.sample(place).ok();
        let mut found = SurveyItem {
            id: asked.id.clone(),
            text: survey.items[item].text.clone(),
            low: asked.scale.low(),
            high: asked.scale.high(),
            answer: sample.as_ref().map(|sample| of_mean(&Mean::of(sample, level))),
            index: sample.as_ref().map(|sample| asked.scale.to_hundred(sample.mean())),
            expectation: mean(reading.expectations.as_ref()),
            importance: mean(reading.importances.as_ref()),
            nps: None,
            satisfaction: None,
            effort: None,
        };
        if let Some(sample) = &sample {
            let of = of_instrument(survey, &asked.scale, sample, level)?;
            (found.nps, found.satisfaction, found.effort) = (of.nps, of.satisfaction, of.effort);
        }
        Ok(found)
    };
    answers(survey).into_iter().enumerate().map(figure).collect()
}

/// What an instrument says of one question beside its mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct OfInstrument {
    pub(crate) nps: Option<SurveyNps>,
    pub(crate) satisfaction: Option<SurveySatisfaction>,
    pub(crate) effort: Option<SurveyEffort>,
}

/// Figures that belong to the instrument of a questionnaire.
pub(crate) fn of_instrument(survey: &Survey, scale: &Scale, sample: &Sample, level: Level) -> Result<OfInstrument> {
    let mut found = OfInstrument::default();
    match survey.questionnaire.instrument() {
        Instrument::Nps => {
            let tally = Tally::of(sample, scale).map_err(|error| refused(error.code(), &error, error.hint()))?;
            found.nps = Some(nps(&tally, sample, level));
        }
        Instrument::Csat => {
            let of = csat(sample, scale, survey.satisfied_from, level);
            let of = of.map_err(|error| refused(error.code(), &error, error.hint()))?;
            found.satisfaction = Some(SurveySatisfaction {
                satisfied_from: of.satisfied_from,
                satisfied: of.top_box,
                satisfied_low: of.top_box_interval.low,
                satisfied_high: of.top_box_interval.high,
                dissatisfied: of.bottom_box,
            });
        }
        Instrument::Ces => {
            let of = ces(sample, scale, survey.wording, level);
            let of = of.map_err(|error| refused(error.code(), &error, error.hint()))?;
            found.effort = Some(SurveyEffort {
                ease: of.mean,
                ease_index: of.index,
                easy: of.easy,
                easy_low: of.easy_interval.low,
                easy_high: of.easy_interval.high,
                hard: of.hard,
            });
        }
        Instrument::Servqual | Instrument::PerceivedValue | Instrument::Custom => {}
    }
    Ok(found)
}

fn nps(tally: &Tally, sample: &Sample, level: Level) -> SurveyNps {
    let interval = tally.interval(level);
    let mut distribution = [0.0; 11];
    for (answer, weight) in sample.iter() {
        // answers of a tally are whole and on the scale
        if let Some(bar) = distribution.get_mut(answer.round() as usize) {
            *bar += weight / sample.total();
        }
    }
    SurveyNps {
        score: tally.score(),
        low: interval.low,
        high: interval.high,
        promoters: tally.share(Class::Promoter),
        passives: tally.share(Class::Passive),
        detractors: tally.share(Class::Detractor),
        distribution: distribution.to_vec(),
    }
}

pub(super) fn of_mean(mean: &Mean) -> SurveyFigure {
    SurveyFigure {
        mean: mean.mean,
        low: mean.interval.map(|interval| interval.low),
        high: mean.interval.map(|interval| interval.high),
        answers: mean.answers,
        effective: mean.effective,
        small: mean.small,
    }
}
