use std::collections::HashSet;

use super::{Instrument, Item, QuestionDimension, QuestionnaireError, Role};
use crate::scale::Scale;
use crate::structure::{Structure, StructureError, Weights};

/// A questionnaire that can be used: ids are unique, dimensions have items, expectations and importances belong to
/// answers, and no code for a missing answer is an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    instrument: Instrument,
    dimensions: Vec<QuestionDimension>,
    items: Vec<Item>,
}

impl Questionnaire {
    /// Checks a questionnaire.
    ///
    /// # Errors
    /// When nothing is asked, an id is empty or used twice, a dimension is not listed, has no item or no weight, an item
    /// belongs to what it cannot belong to, expectations are on another scale, recommendation is not asked on 0 to 10,
    /// or a code for no answer is on the scale.
    pub fn new(
        instrument: Instrument,
        dimensions: Vec<QuestionDimension>,
        items: Vec<Item>,
    ) -> Result<Self, QuestionnaireError> {
        let all = Self { instrument, dimensions, items };
        if all.of_role(Role::Answer).next().is_none() {
            return Err(QuestionnaireError::NoAnswer);
        }
        all.check_ids()?;
        for item in &all.items {
            all.check_item(item)?;
        }
        for dimension in &all.dimensions {
            let items = all.items.iter().filter(|item| item.dimension.as_ref() == Some(&dimension.id)).count();
            let weight = dimension.weight;
            if items == 0 || !(weight > 0.0 && weight.is_finite()) {
                return Err(QuestionnaireError::Dimension { dimension: dimension.id.clone(), items, weight });
            }
        }
        Ok(all)
    }

    /// What it measures.
    #[must_use]
    pub fn instrument(&self) -> Instrument {
        self.instrument
    }

    /// Its dimensions.
    #[must_use]
    pub fn dimensions(&self) -> &[QuestionDimension] {
        &self.dimensions
    }

    /// Its items.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Items of a role, with their place.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = (usize, &Item)> + '_ {
        self.items.iter().enumerate().filter(move |(_, item)| item.role == role)
    }

    /// The item that asks for the expectation or importance of an answer.
    #[must_use]
    pub fn companion(&self, answer: &str, role: Role) -> Option<(usize, &Item)> {
        self.of_role(role).find(|(_, item)| item.of.as_deref() == Some(answer))
    }

    /// The dimensions over the answers, in their order, and what they count; everything in one where none is listed.
    ///
    /// # Errors
    /// Never of a checked questionnaire, whose dimensions have items and weights.
    pub fn structure(&self) -> Result<(Structure, Weights), StructureError> {
        let answers: Vec<&Item> = self.of_role(Role::Answer).map(|(_, item)| item).collect();
        if self.dimensions.is_empty() {
            return Ok((Structure::in_order(&[answers.len()])?, Weights::even(1)?));
        }
        let places = |id: &String| {
            (0..answers.len()).filter(|place| answers[*place].dimension.as_ref() == Some(id)).collect::<Vec<_>>()
        };
        let dimensions = self.dimensions.iter().map(|dimension| places(&dimension.id)).collect();
        let weights: Vec<f64> = self.dimensions.iter().map(|dimension| dimension.weight).collect();
        Ok((Structure::new(answers.len(), dimensions)?, Weights::new(&weights)?))
    }

    fn check_ids(&self) -> Result<(), QuestionnaireError> {
        let of_dimensions = self.dimensions.iter().map(|dimension| &dimension.id);
        for ids in [self.items.iter().map(|item| &item.id).collect::<Vec<_>>(), of_dimensions.collect()] {
            let mut seen = HashSet::new();
            if let Some(id) = ids.into_iter().find(|id| id.trim().is_empty() || !seen.insert(id.as_str())) {
                return Err(QuestionnaireError::Id { id: id.clone() });
            }
        }
        Ok(())
    }

    fn check_item(&self, item: &Item) -> Result<(), QuestionnaireError> {
        if let Some(code) = item.codes().find(|code| item.scale.contains(*code)) {
            return Err(QuestionnaireError::CodeOnScale { item: item.id.clone(), code });
        }
        if let Some(dimension) = &item.dimension
            && !self.dimensions.iter().any(|listed| listed.id == *dimension)
        {
            return Err(QuestionnaireError::NoDimension { item: item.id.clone(), dimension: dimension.clone() });
        }
        let recommendation = self.instrument == Instrument::Nps && item.role == Role::Answer;
        if recommendation && item.scale != Scale::ZERO_TO_TEN {
            let (low, high) = (item.scale.low(), item.scale.high());
            return Err(QuestionnaireError::NpsScale { item: item.id.clone(), low, high });
        }
        self.check_companion(item)
    }

    fn check_companion(&self, item: &Item) -> Result<(), QuestionnaireError> {
        let of = item.of.clone().unwrap_or_default();
        let target = self.of_role(Role::Answer).find(|(_, answer)| Some(&answer.id) == item.of.as_ref());
        let belongs = match item.role {
            Role::Answer => item.of.is_none(),
            Role::Expectation | Role::Importance => target.is_some() && item.dimension.is_none(),
        };
        if !belongs {
            return Err(QuestionnaireError::Belongs { item: item.id.clone(), of });
        }
        let Some((_, target)) = target else { return Ok(()) };
        let first = self.companion(&target.id, item.role);
        if first.is_some_and(|(_, first)| first.id != item.id) {
            return Err(QuestionnaireError::Second { item: item.id.clone(), role: item.role, of });
        }
        let gap = item.scale == target.scale && item.reversed == target.reversed;
        if item.role == Role::Expectation && !gap {
            return Err(QuestionnaireError::ExpectationScale { item: item.id.clone(), of });
        }
        Ok(())
    }
}
