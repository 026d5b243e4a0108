//! One respondent's answers at one moment, as figures.

use patron_voice::ces::Wording;
use patron_voice::csat::usual_top_box;
use patron_voice::questionnaire::{Instrument, Item, Role};
use patron_voice::scale::Scale;
use patron_voice::structure::{Structure, Weights, index};
use std::collections::HashMap;

use crate::error::Result;
use crate::voice::Survey;

use super::columns::{CES, CSAT, Columns, GAP, NPS};

/// What a questionnaire asks, as answers of the ledger are read by it.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) instrument: Instrument,
    places: HashMap<String, usize>,
    items: Vec<Item>,
    structure: Structure,
    weights: Weights,
    /// place of each dimension among the figures
    figures: Vec<Option<usize>>,
    /// place of all dimensions together
    total: Option<usize>,
    wording: Wording,
    /// satisfaction up to which a customer is dissatisfied, on 0 to 100
    pub(super) dissatisfied_to: f64,
}

/// Answers and expectations by item, NaN where there is none; turned so that high means much.
#[derive(Debug, Clone)]
pub(super) struct Answers {
    pub(super) given: Vec<f64>,
    pub(super) expected: Vec<f64>,
}

impl Reader {
    pub(super) fn new(survey: &Survey, columns: &Columns) -> Result<Self> {
        let asked = &survey.questionnaire;
        let wrong =
            |error: patron_voice::structure::StructureError| crate::voice::refused(error.code(), &error, error.hint());
        let (structure, weights) = asked.structure().map_err(wrong)?;
        let items: Vec<Item> = asked.of_role(Role::Answer).map(|(_, item)| item.clone()).collect();
        let instrument = asked.instrument();
        let figures = asked.dimensions().iter().map(|dimension| columns.place(instrument, &dimension.id)).collect();
        let scale = items.first().map_or(Scale::ONE_TO_FIVE, |item| item.scale);
        let from = survey.satisfied_from.unwrap_or_else(|| usual_top_box(&scale));
        Ok(Self {
            instrument,
            places: items.iter().enumerate().map(|(place, item)| (item.id.clone(), place)).collect(),
            items,
            structure,
            weights,
            figures,
            total: match instrument {
                Instrument::Servqual => Some(GAP),
                Instrument::PerceivedValue => Some(columns.value_at()),
                _ => None,
            },
            wording: survey.wording,
            dissatisfied_to: scale.to_hundred(scale.reverse(from)),
        })
    }

    /// The place of an item; none of one that the questionnaire does not ask.
    pub(super) fn place(&self, item: &str) -> Option<usize> {
        self.places.get(item).copied()
    }

    pub(super) fn nothing(&self) -> Answers {
        Answers { given: vec![f64::NAN; self.items.len()], expected: vec![f64::NAN; self.items.len()] }
    }

    /// An answer as it counts; none that is not on the scale.
    pub(super) fn turned(&self, place: usize, score: f64) -> Option<f64> {
        let item = self.items.get(place).filter(|item| item.scale.contains(score))?;
        Some(item.turn(score))
    }

    /// Puts what the answers say into the figures.
    pub(super) fn read(&self, answers: &Answers, figures: &mut [Option<f64>]) -> Result<()> {
        let known = |values: &[f64], place: usize| values.get(place).copied().filter(|value| !value.is_nan());
        // the first item is the question in all; further ones are about parts
        let first = || known(&answers.given, 0).zip(self.items.first());
        let mut put = |place: usize, value: Option<f64>| {
            if let Some(figure) = figures.get_mut(place) {
                *figure = value;
            }
        };
        match self.instrument {
            Instrument::Nps => put(NPS, first().map(|(answer, _)| answer)),
            Instrument::Csat => put(CSAT, first().map(|(answer, item)| item.scale.to_hundred(answer))),
            Instrument::Ces => put(
                CES,
                first().map(|(answer, item)| match self.wording {
                    Wording::Ease => item.scale.to_hundred(answer),
                    Wording::Effort => item.scale.to_hundred(item.scale.reverse(answer)),
                }),
            ),
            Instrument::Servqual | Instrument::PerceivedValue | Instrument::Custom => {
                let of = |place: usize| match self.instrument {
                    Instrument::Servqual => Some(known(&answers.given, place)? - known(&answers.expected, place)?),
                    _ => Some(self.items.get(place)?.scale.to_hundred(known(&answers.given, place)?)),
                };
                let dimensions = 0..self.structure.dimensions().len();
                let scores: Vec<Option<f64>> = dimensions.map(|place| self.structure.score(place, of)).collect();
                for (figure, score) in self.figures.iter().zip(&scores) {
                    figure.iter().for_each(|place| put(*place, *score));
                }
                if let Some(total) = self.total {
                    let index = index(&scores, &self.weights);
                    put(total, index.map_err(|error| crate::voice::refused(error.code(), &error, error.hint()))?);
                }
            }
        }
        Ok(())
    }
}
