//! Figures of some of the answers, and how two figures differ.

use patron_voice::compare::{Difference, benjamini_hochberg, holm, net_promoter_scores, welch};
use patron_voice::interval::Mean;
use patron_voice::nps::Tally;
use patron_voice::questionnaire::Role;
use patron_voice::sample::Sample;
use patron_voice::scale::Scale;
use patron_voice::structure::Structure;

use super::heard::{Heard, LEVEL};
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::views::{VoiceChange, VoiceClassShare, VoiceFigure, VoicePart};
use crate::voice::{Figure, OfInstrument, of_instrument};

/// Something that is measured of each row: the survey's figure, an item or a dimension.
pub(super) struct Part<'a> {
    pub(super) id: String,
    pub(super) label: Text,
    of: Box<dyn Fn(usize) -> Option<f64> + 'a>,
    gap: Option<Box<dyn Fn(usize) -> Option<f64> + 'a>>,
    /// its scale, where it has one alone
    scale: Option<Scale>,
}

impl Heard {
    /// The survey's figure of some rows; nothing where nobody has a score.
    pub(super) fn figure(&self, rows: &[usize]) -> Result<Option<VoiceFigure>> {
        let Some(sample) = self.scores(rows) else { return Ok(None) };
        if self.scored.scoring.figure != Figure::Score {
            return Ok(Some(of_mean(&Mean::of(&sample, LEVEL))));
        }
        let tally = tally(&sample)?;
        let interval = tally.interval(LEVEL);
        Ok(Some(VoiceFigure {
            value: tally.score(),
            low: Some(interval.low),
            high: Some(interval.high),
            answers: tally.answers(),
            effective: tally.effective(),
            small: tally.is_small(),
        }))
    }

    /// Shares of the pleased and displeased.
    pub(super) fn classes(&self, rows: &[usize]) -> Vec<VoiceClassShare> {
        let Some(sample) = self.scores(rows) else { return Vec::new() };
        let scoring = &self.scored.scoring;
        let share = |class: &crate::voice::Class| {
            let (id, label) = scoring.named(*class);
            VoiceClassShare { id: id.to_owned(), label, share: sample.share(|score| scoring.class(score) == *class) }
        };
        scoring.classes().iter().map(share).collect()
    }

    /// Figures of the first question that belong to its instrument.
    pub(super) fn of_instrument(&self, rows: &[usize]) -> Result<OfInstrument> {
        let first = self.survey.questionnaire.of_role(Role::Answer).next();
        let sample = self.sample(rows, |row| self.reading.answers.get(row, 0));
        match (first, sample) {
            (Some((_, item)), Some(sample)) => of_instrument(&self.survey, &item.scale, &sample, LEVEL),
            _ => Ok(OfInstrument::default()),
        }
    }

    /// Dimensions in their order; items where there are none.
    pub(super) fn parts(&self, rows: &[usize]) -> Result<Vec<VoicePart>> {
        let part = |part: Part<'_>| {
            let answer = self.sample(rows, &part.of).map(|sample| Mean::of(&sample, LEVEL));
            let gap = part.gap.as_ref().and_then(|gap| self.sample(rows, gap)).map(|gap| Mean::of(&gap, LEVEL));
            VoicePart {
                id: part.id,
                label: part.label,
                index: part.scale.zip(answer).map(|(scale, mean)| scale.to_hundred(mean.mean)),
                answer: answer.as_ref().map(of_mean),
                gap: gap.as_ref().map(of_mean),
            }
        };
        Ok(self.measured()?.into_iter().map(part).collect())
    }

    /// What [`Heard::parts`] and comparisons are about.
    pub(super) fn measured(&self) -> Result<Vec<Part<'_>>> {
        if self.survey.questionnaire.dimensions().is_empty() { Ok(self.items()) } else { self.dimensions() }
    }

    /// Every item that is answered.
    pub(super) fn items(&self) -> Vec<Part<'_>> {
        let asked = self.survey.questionnaire.of_role(Role::Answer).enumerate();
        let part = |(place, (of_all, item)): (usize, (usize, &patron_voice::questionnaire::Item))| {
            let gap = self.reading.expectations.as_ref().map(|expected| {
                let gap = move |row: usize| Some(self.reading.answers.get(row, place)? - expected.get(row, place)?);
                Box::new(gap) as Box<dyn Fn(usize) -> Option<f64>>
            });
            Part {
                id: item.id.clone(),
                label: self.survey.items[of_all].text.clone(),
                of: Box::new(move |row: usize| self.reading.answers.get(row, place)),
                gap,
                scale: Some(item.scale),
            }
        };
        asked.map(part).collect()
    }

    fn dimensions(&self) -> Result<Vec<Part<'_>>> {
        let (structure, _) = self.structure()?;
        let scales: Vec<Scale> = self.survey.questionnaire.of_role(Role::Answer).map(|(_, item)| item.scale).collect();
        let named = self.survey.questionnaire.dimensions().iter().zip(&self.survey.dimensions).enumerate();
        let part = |(place, (dimension, name)): (usize, (&patron_voice::questionnaire::QuestionDimension, &Text))| {
            let items = &structure.dimensions()[place];
            let first = scales[items[0]];
            let (own, of_gap) = (structure.clone(), structure.clone());
            let of = move |row: usize| own.score(place, |item| self.reading.answers.get(row, item));
            let gap = self.reading.expectations.as_ref().map(|expected| {
                let pair = move |row: usize, item: usize| {
                    Some(self.reading.answers.get(row, item)? - expected.get(row, item)?)
                };
                Box::new(move |row: usize| of_gap.score(place, |item| pair(row, item))) as Box<dyn Fn(usize) -> Option<f64>>
            });
            Part {
                id: dimension.id.clone(),
                label: name.clone(),
                of: Box::new(of),
                gap,
                scale: items.iter().all(|item| scales[*item] == first).then_some(first),
            }
        };
        Ok(named.map(part).collect())
    }

    /// Which items make which dimension.
    pub(super) fn structure(&self) -> Result<(Structure, patron_voice::structure::Weights)> {
        let found = self.survey.questionnaire.structure();
        found.map_err(|error| ServiceError::new(error.code(), error.to_string()).hint(error.hint()))
    }

    /// The survey's figure of `to` less that of `from`.
    pub(super) fn difference(&self, from: &[usize], to: &[usize]) -> Result<Difference> {
        let (Some(first), Some(second)) = (self.scores(to), self.scores(from)) else { return Err(too_few()) };
        if self.scored.scoring.figure == Figure::Score {
            return Ok(net_promoter_scores(&tally(&first)?, &tally(&second)?, LEVEL));
        }
        means(&first, &second)
    }
}

impl Part<'_> {
    /// Mean of `to` less that of `from`: of gaps where there are some.
    pub(super) fn compared(
        &self,
        heard: &Heard,
        from: &[usize],
        to: &[usize],
    ) -> (Option<VoiceFigure>, Option<VoiceFigure>, Result<Difference>) {
        let of = |rows: &[usize]| heard.sample(rows, self.gap.as_ref().unwrap_or(&self.of));
        let (first, second) = (of(to), of(from));
        let figure = |sample: &Option<Sample>| sample.as_ref().map(|sample| of_mean(&Mean::of(sample, LEVEL)));
        let found = match (&first, &second) {
            (Some(first), Some(second)) => means(first, second),
            _ => Err(too_few()),
        };
        (figure(&second), figure(&first), found)
    }

    pub(super) fn has_gap(&self) -> bool {
        self.gap.is_some()
    }

    /// What is measured of a row.
    pub(super) fn value(&self, row: usize) -> Option<f64> {
        (self.of)(row)
    }
}

pub(super) fn tally(sample: &Sample) -> Result<Tally> {
    Tally::of(sample, &Scale::ZERO_TO_TEN)
        .map_err(|error| ServiceError::new(error.code(), error.to_string()).hint(error.hint()))
}

fn means(first: &Sample, second: &Sample) -> Result<Difference> {
    welch(first, second, LEVEL)
        .map_err(|error| ServiceError::new(error.code(), error.to_string()).hint(error.hint()))
}

fn too_few() -> ServiceError {
    ServiceError::new("compare-too-few", "`0` answers on one side, expected at least `2` that count")
        .hint("wait for more answers, or join waves")
}

pub(super) fn of_mean(mean: &Mean) -> VoiceFigure {
    VoiceFigure {
        value: mean.mean,
        low: mean.interval.map(|interval| interval.low),
        high: mean.interval.map(|interval| interval.high),
        answers: mean.answers,
        effective: mean.effective,
        small: mean.small,
    }
}

/// A difference as it is shown; probabilities are corrected later.
pub(super) fn change(from: &str, to: &str, found: &Difference) -> VoiceChange {
    VoiceChange {
        from: from.to_owned(),
        to: to.to_owned(),
        difference: found.difference,
        low: found.interval.low,
        high: found.interval.high,
        p_value: found.p_value,
        p_holm: found.p_value,
        p_bh: found.p_value,
    }
}

/// Probabilities of many tests, corrected in both ways.
///
/// # Errors
/// Where one is none.
pub(super) fn corrected(probabilities: &[f64]) -> Result<Vec<(f64, f64)>> {
    let wrong = |error: patron_voice::compare::AdjustError| {
        ServiceError::new(error.code(), error.to_string()).hint(error.hint())
    };
    let (holm, few) = (holm(probabilities).map_err(wrong)?, benjamini_hochberg(probabilities).map_err(wrong)?);
    Ok(holm.into_iter().zip(few).collect())
}

/// Corrects changes over all of them.
pub(super) fn correct<'a>(changes: impl IntoIterator<Item = &'a mut VoiceChange>) -> Result<()> {
    let mut changes: Vec<&mut VoiceChange> = changes.into_iter().collect();
    let probabilities: Vec<f64> = changes.iter().map(|change| change.p_value).collect();
    for (change, (holm, few)) in changes.iter_mut().zip(corrected(&probabilities)?) {
        (change.p_holm, change.p_bh) = (holm, few);
    }
    Ok(())
}
