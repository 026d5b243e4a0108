//! Answers of many respondents to many items.

use crate::sample::{Sample, SampleError, check_weights};

/// Respondents by items, with gaps where somebody did not answer, held item by item.
#[derive(Debug, Clone)]
pub struct Answers {
    respondents: usize,
    /// NaN where there is no answer.
    columns: Vec<Vec<f64>>,
    weights: Option<Vec<f64>>,
}

/// Why columns make no answers. Items and respondents count from 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum AnswersError {
    /// No item or nobody.
    #[error("there are `{items}` items and `{respondents}` respondents, expected at least one of each")]
    Empty {
        /// The items.
        items: usize,
        /// The respondents.
        respondents: usize,
    },
    /// A column of another length.
    #[error("item `{item}` has `{found}` rows, expected `{expected}` as the first has")]
    Lengths {
        /// The item.
        item: usize,
        /// Its rows.
        found: usize,
        /// Rows of the first item.
        expected: usize,
    },
    /// An answer that is no number.
    #[error("the answer of respondent `{respondent}` to item `{item}` is `{value}`, expected a finite number")]
    NotFinite {
        /// The respondent.
        respondent: usize,
        /// The item.
        item: usize,
        /// The answer.
        value: f64,
    },
    /// Weights that are none.
    #[error(transparent)]
    Weights(#[from] SampleError),
}

impl AnswersError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "answers-empty",
            Self::Lengths { .. } => "answers-lengths",
            Self::NotFinite { .. } => "answers-not-finite",
            Self::Weights(error) => error.code(),
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "choose items and a wave that have answers",
            Self::Lengths { .. } => "give every item a row for every respondent, empty where there is no answer",
            Self::NotFinite { .. } => "leave the cell empty where there is no answer",
            Self::Weights(error) => error.hint(),
        }
    }
}

impl Answers {
    /// Takes a column of answers for each item, `None` where somebody did not answer.
    ///
    /// # Errors
    /// When there is no item or nobody, columns differ in length, or an answer is not finite.
    pub fn new(columns: Vec<Vec<Option<f64>>>) -> Result<Self, AnswersError> {
        let respondents = columns.first().map_or(0, Vec::len);
        if respondents == 0 {
            return Err(AnswersError::Empty { items: columns.len(), respondents });
        }
        for (item, column) in columns.iter().enumerate() {
            if column.len() != respondents {
                return Err(AnswersError::Lengths { item: item + 1, found: column.len(), expected: respondents });
            }
            for (respondent, answer) in column.iter().enumerate() {
                if let Some(value) = answer.filter(|value| !value.is_finite()) {
                    return Err(AnswersError::NotFinite { respondent: respondent + 1, item: item + 1, value });
                }
            }
        }
        let plain = |column: Vec<Option<f64>>| column.into_iter().map(|answer| answer.unwrap_or(f64::NAN)).collect();
        Ok(Self { respondents, columns: columns.into_iter().map(plain).collect(), weights: None })
    }

    /// The same with a weight for each respondent.
    ///
    /// # Errors
    /// When they differ in number, a weight is not finite or below 0, or all are 0.
    pub fn with_weights(mut self, weights: Vec<f64>) -> Result<Self, AnswersError> {
        check_weights(self.respondents, &weights)?;
        self.weights = Some(weights);
        Ok(self)
    }

    /// Number of respondents.
    #[must_use]
    pub fn respondents(&self) -> usize {
        self.respondents
    }

    /// Number of items.
    #[must_use]
    pub fn items(&self) -> usize {
        self.columns.len()
    }

    /// An answer, `None` where there is none.
    #[must_use]
    pub fn get(&self, respondent: usize, item: usize) -> Option<f64> {
        self.columns.get(item).and_then(|column| column.get(respondent)).copied().filter(|value| !value.is_nan())
    }

    /// What a respondent counts, 1 without weights.
    #[must_use]
    pub fn weight(&self, respondent: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[respondent])
    }

    /// Whether respondents count differently.
    #[must_use]
    pub fn is_weighted(&self) -> bool {
        self.weights.is_some()
    }

    /// Who answered an item, and what.
    ///
    /// # Errors
    /// When nobody did, or only respondents that do not count.
    pub fn sample(&self, item: usize) -> Result<Sample, SampleError> {
        self.sample_of(|respondent| self.get(respondent, item))
    }

    /// A sample of what can be said of each respondent.
    pub(crate) fn sample_of(&self, of: impl Fn(usize) -> Option<f64>) -> Result<Sample, SampleError> {
        let who = (0..self.respondents).filter_map(|respondent| Some((respondent, of(respondent)?)));
        match &self.weights {
            None => Sample::new(who.map(|(_, value)| value).collect()),
            Some(weights) => {
                let (values, weights) = who.map(|(respondent, value)| (value, weights[respondent])).unzip();
                Sample::weighted(values, weights)
            }
        }
    }

    /// Answers of one item, NaN where there is none.
    pub(crate) fn column(&self, item: usize) -> &[f64] {
        &self.columns[item]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_left_out_with_their_weights() {
        let columns = vec![vec![Some(1.0), None, Some(3.0)], vec![Some(2.0), Some(2.0), None]];
        let answers = Answers::new(columns).unwrap().with_weights(vec![1.0, 5.0, 3.0]).unwrap();
        assert_eq!(answers.get(1, 0), None);
        let sample = answers.sample(0).unwrap();
        assert_eq!((sample.answers(), sample.mean()), (2, 2.5));
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        assert_eq!(Answers::new(vec![]).unwrap_err(), AnswersError::Empty { items: 0, respondents: 0 });
        let uneven = Answers::new(vec![vec![None, None], vec![None]]).unwrap_err();
        assert_eq!(uneven, AnswersError::Lengths { item: 2, found: 1, expected: 2 });
        let infinite = Answers::new(vec![vec![Some(f64::INFINITY)]]).unwrap_err();
        assert_eq!(infinite.to_string(), "the answer of respondent `1` to item `1` is `inf`, expected a finite number");
        let nobody = Answers::new(vec![vec![None, None]]).unwrap();
        assert_eq!(nobody.sample(0).unwrap_err(), SampleError::Empty);
    }
}
