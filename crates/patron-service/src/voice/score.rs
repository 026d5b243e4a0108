//! One figure of a respondent, and which class it belongs to.

use patron_voice::ces::Wording;
use patron_voice::csat::usual_top_box;
use patron_voice::questionnaire::{Instrument, Reading};
use patron_voice::scale::Scale;
use patron_voice::structure::{Structure, Weights, index};

use super::Survey;
use super::index::{answers, refused};
use crate::analyses::ROUNDED;
use crate::catalogue::Text;
use crate::error::Result;

/// What the figure of a survey is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figure {
    /// net promoter score
    Score,
    /// mean answer to the first question
    Mean,
    /// mean ease
    Ease,
    /// perceived less expected, weighted over the dimensions
    Gap,
    /// the same without expectations
    Perception,
    /// weighted mean of the dimensions on 0 to 100
    Index,
}

/// How pleased a respondent or customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Pleased,
    Middle,
    Displeased,
}

/// How answers to a questionnaire become one figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scoring {
    pub(crate) figure: Figure,
    /// range of one respondent's score
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// pleased above
    pub(crate) pleased: f64,
    /// displeased below
    displeased: f64,
    /// whether pleased at the bound
    pleased_at: bool,
    /// whether displeased at the bound
    displeased_at: bool,
    /// length of the scale that gaps are measured on
    span: f64,
}

/// Scores of respondents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scored {
    pub(crate) scoring: Scoring,
    /// one a row; none where too little was answered
    pub(crate) scores: Vec<Option<f64>>,
}

impl Figure {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Mean => "mean",
            Self::Ease => "ease",
            Self::Gap => "gap",
            Self::Perception => "perception",
            Self::Index => "index",
        }
    }
}

impl Scoring {
    /// How a questionnaire is scored.
    pub(crate) fn of(survey: &Survey, has_expectations: bool) -> Self {
        let items = answers(survey);
        // a checked questionnaire asks something
        let scale = items.first().map_or(Scale::ZERO_TO_TEN, |item| survey.questionnaire.items()[*item].scale);
        let around = |figure, low: f64, high: f64| {
            let middle = 0.5 * (low + high);
            let (pleased_at, displeased_at) = (false, false);
            Self { figure, low, high, pleased: middle, displeased: middle, pleased_at, displeased_at, span: high - low }
        };
        match survey.questionnaire.instrument() {
            Instrument::Nps => {
                let plain = around(Figure::Score, 0.0, 10.0);
                // 9 and 10, 0 to 6; means over several people of a customer lie between
                Self { pleased: 9.0, displeased: 7.0, pleased_at: true, ..plain }
            }
            Instrument::Csat => {
                let from = survey.satisfied_from.unwrap_or_else(|| usual_top_box(&scale));
                let plain = around(Figure::Mean, scale.low(), scale.high());
                Self { pleased: from, displeased: scale.reverse(from), pleased_at: true, displeased_at: true, ..plain }
            }
            Instrument::Ces => around(Figure::Ease, scale.low(), scale.high()),
            Instrument::Servqual if has_expectations => {
                let span = scale.high() - scale.low();
                let plain = around(Figure::Gap, -span, span);
                Self { pleased_at: true, span, ..plain }
            }
            Instrument::Servqual => around(Figure::Perception, scale.low(), scale.high()),
            Instrument::PerceivedValue | Instrument::Custom => around(Figure::Index, 0.0, 100.0),
        }
    }

    /// The range of the figure of many.
    pub(crate) fn range(&self) -> (f64, f64) {
        if self.figure == Figure::Score { (-100.0, 100.0) } else { (self.low, self.high) }
    }

    /// The class of a score.
    pub(crate) fn class(&self, score: f64) -> Class {
        // a mean may lie beside a bound by rounding
        let at = |bound: f64| (score - bound).abs() <= ROUNDED;
        let pleased = if at(self.pleased) { self.pleased_at } else { score > self.pleased };
        let displeased = if at(self.displeased) { self.displeased_at } else { score < self.displeased };
        match (pleased, displeased) {
            (true, _) => Class::Pleased,
            (false, true) => Class::Displeased,
            (false, false) => Class::Middle,
        }
    }

    /// 0 at the best answer, 1 at the worst; of a gap, what is missing over the length of the scale.
    pub(crate) fn displeasure(&self, score: f64) -> f64 {
        match self.figure {
            Figure::Gap => (-score / self.span).max(0.0),
            _ => (self.high - score) / (self.high - self.low),
        }
    }

    /// The classes there are, the best first.
    pub(crate) fn classes(&self) -> &'static [Class] {
        match self.figure {
            Figure::Gap => &[Class::Pleased, Class::Displeased],
            _ => &[Class::Pleased, Class::Middle, Class::Displeased],
        }
    }

    /// Id and name of a class.
    pub(crate) fn named(&self, class: Class) -> (&'static str, Text) {
        let (id, en, zh) = match (self.figure, class) {
            (Figure::Score, Class::Pleased) => ("promoter", "Promoters", "推荐者"),
            (Figure::Score, Class::Middle) => ("passive", "Passives", "中立者"),
            (Figure::Score, Class::Displeased) => ("detractor", "Detractors", "贬损者"),
            (Figure::Mean, Class::Pleased) => ("satisfied", "Satisfied", "满意"),
            (Figure::Mean, Class::Middle) => ("neutral", "Neither", "一般"),
            (Figure::Mean, Class::Displeased) => ("dissatisfied", "Dissatisfied", "不满意"),
            (Figure::Ease, Class::Pleased) => ("easy", "Easy", "轻松"),
            (Figure::Ease, Class::Middle) => ("middling", "Neither", "一般"),
            (Figure::Ease, Class::Displeased) => ("hard", "Hard", "费力"),
            (Figure::Gap, Class::Displeased) => ("short", "Less than expected", "低于期望"),
            (Figure::Gap, _) => ("met", "As expected or more", "达到期望"),
            (_, Class::Pleased) => ("high", "Upper half", "偏高"),
            (_, Class::Middle) => ("middle", "In the middle", "居中"),
            (_, Class::Displeased) => ("low", "Lower half", "偏低"),
        };
        (id, Text::new(en, zh))
    }
}

impl Scored {
    /// Scores of everybody who answered.
    ///
    /// # Errors
    /// When the questionnaire has no structure, which a checked one has.
    pub(crate) fn of(survey: &Survey, reading: &Reading) -> Result<Self> {
        let scoring = Scoring::of(survey, reading.expectations.is_some());
        let rows = 0..reading.answers.respondents();
        let first = |row: usize| reading.answers.get(row, 0);
        let scores = match scoring.figure {
            Figure::Score | Figure::Mean => rows.map(first).collect(),
            Figure::Ease => rows.map(|row| first(row).map(|answer| ease(survey, answer))).collect(),
            Figure::Gap | Figure::Perception | Figure::Index => {
                let wrong =
                    |error: patron_voice::structure::StructureError| refused(error.code(), &error, error.hint());
                let (structure, weights) = survey.questionnaire.structure().map_err(wrong)?;
                let scales: Vec<Scale> =
                    answers(survey).iter().map(|item| survey.questionnaire.items()[*item].scale).collect();
                let figure = scoring.figure;
                let of = |row: usize, item: usize| {
                    let answer = reading.answers.get(row, item)?;
                    match (figure, &reading.expectations) {
                        (Figure::Gap, Some(expected)) => Some(answer - expected.get(row, item)?),
                        (Figure::Index, _) => Some(scales[item].to_hundred(answer)),
                        _ => Some(answer),
                    }
                };
                rows.map(|row| weighted(&structure, &weights, |item| of(row, item)).map_err(wrong))
                    .collect::<Result<_>>()?
            }
        };
        Ok(Self { scoring, scores })
    }
}

/// Ease, whichever way it was asked.
fn ease(survey: &Survey, answer: f64) -> f64 {
    let scale = answers(survey).first().map(|item| survey.questionnaire.items()[*item].scale);
    match (survey.wording, scale) {
        (Wording::Effort, Some(scale)) => scale.reverse(answer),
        _ => answer,
    }
}

fn weighted(
    structure: &Structure,
    weights: &Weights,
    of: impl Fn(usize) -> Option<f64>,
) -> std::result::Result<Option<f64>, patron_voice::structure::StructureError> {
    let dimensions = 0..structure.dimensions().len();
    index(&dimensions.map(|dimension| structure.score(dimension, &of)).collect::<Vec<_>>(), weights)
}
