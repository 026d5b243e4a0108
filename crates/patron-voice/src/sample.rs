//! Answers to one question, with what each counts.

/// Answers to one question: finite, at least one, each with a weight that counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    values: Vec<f64>,
    weights: Option<Vec<f64>>,
    total: f64,
    effective: f64,
    mean: f64,
}

/// Why answers make no sample. Answers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SampleError {
    /// Nobody answered.
    #[error("there is no answer, expected at least one")]
    Empty,
    /// An answer that is no number.
    #[error("answer `{answer}` is `{value}`, expected a finite number")]
    NotFinite {
        /// Which one.
        answer: usize,
        /// What it is.
        value: f64,
    },
    /// Answers and weights differ in number.
    #[error("`{weights}` weights for `{answers}` answers, expected one each")]
    Lengths {
        /// The weights.
        weights: usize,
        /// The answers.
        answers: usize,
    },
    /// A weight that is none.
    #[error("the weight of answer `{answer}` is `{weight}`, expected a finite number of at least 0")]
    Weight {
        /// Which answer.
        answer: usize,
        /// Its weight.
        weight: f64,
    },
    /// Every weight is 0.
    #[error("the weights of all answers are 0, expected one above 0")]
    NoWeight,
}

impl SampleError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "sample-empty",
            Self::NotFinite { .. } => "sample-not-finite",
            Self::Lengths { .. } => "sample-lengths",
            Self::Weight { .. } => "sample-weight",
            Self::NoWeight => "sample-no-weight",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "choose a question, a wave or a group that has answers",
            Self::NotFinite { .. } => "leave out who did not answer",
            Self::Lengths { .. } => "give each answer its weight, in the same order",
            Self::Weight { .. } => "a respondent without weight counts as 1; who should not count has weight 0",
            Self::NoWeight => "leave the weights out, or take another column for them",
        }
    }
}

/// Answers, by effective number, under which a figure is shown with a warning: an interval of a share is then wider
/// than about 18 points to each side.
pub const SMALL: f64 = 30.0;

impl Sample {
    /// Answers that count alike.
    ///
    /// # Errors
    /// When there is none, or one is not finite.
    pub fn new(values: Vec<f64>) -> Result<Self, SampleError> {
        check_values(&values)?;
        let total = values.len() as f64;
        let mean = values.iter().sum::<f64>() / total;
        Ok(Self { values, weights: None, total, effective: total, mean })
    }

    /// Answers with weights, whose unit does not matter.
    ///
    /// # Errors
    /// When there is none, a number is not finite, a weight is below 0 or all are 0.
    pub fn weighted(values: Vec<f64>, weights: Vec<f64>) -> Result<Self, SampleError> {
        check_values(&values)?;
        check_weights(values.len(), &weights)?;
        let total: f64 = weights.iter().sum();
        let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
        let mean = values.iter().zip(&weights).map(|(value, weight)| value * weight).sum::<f64>() / total;
        Ok(Self { values, weights: Some(weights), total, effective: total * total / squares, mean })
    }

    /// The answers.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Number of answers n.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.values.len()
    }

    /// What an answer counts, 1 without weights.
    #[must_use]
    pub fn weight(&self, answer: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[answer])
    }

    /// Answers with their weights.
    pub fn iter(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.values.iter().enumerate().map(|(place, value)| (*value, self.weight(place)))
    }

    /// Σ w, the number of answers without weights.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.total
    }

    /// (Σ w)² / Σ w²: as many answers of equal weight would say as much \[K1965\].
    #[must_use]
    pub fn effective(&self) -> f64 {
        self.effective
    }

    /// Whether the effective number of answers is below [`SMALL`].
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.effective < SMALL
    }

    /// Σ w x / Σ w.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Σ w (x − mean)² / Σ w · nₑ / (nₑ − 1), with the effective number nₑ; the usual variance without weights.
    /// `None` for a single answer.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        let squares: f64 = self.iter().map(|(value, weight)| weight * (value - self.mean).powi(2)).sum();
        (self.effective > 1.0 + 1e-9).then(|| squares / self.total * self.effective / (self.effective - 1.0))
    }

    /// Share of the weight of answers that a condition holds for.
    pub fn share(&self, holds: impl Fn(f64) -> bool) -> f64 {
        // from 0: the sum of nothing is −0
        self.iter().filter(|(value, _)| holds(*value)).fold(0.0, |sum, (_, weight)| sum + weight) / self.total
    }
}

fn check_values(values: &[f64]) -> Result<(), SampleError> {
    if values.is_empty() {
        return Err(SampleError::Empty);
    }
    match values.iter().position(|value| !value.is_finite()) {
        Some(place) => Err(SampleError::NotFinite { answer: place + 1, value: values[place] }),
        None => Ok(()),
    }
}

pub(crate) fn check_weights(answers: usize, weights: &[f64]) -> Result<(), SampleError> {
    if weights.len() != answers {
        return Err(SampleError::Lengths { weights: weights.len(), answers });
    }
    if let Some(place) = weights.iter().position(|weight| !(weight.is_finite() && *weight >= 0.0)) {
        return Err(SampleError::Weight { answer: place + 1, weight: weights[place] });
    }
    if weights.iter().all(|weight| *weight == 0.0) {
        return Err(SampleError::NoWeight);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::{ROUNDING, assert_close};

    #[test]
    fn a_share_of_nobody_is_nothing_and_not_less() {
        let share = Sample::new(vec![1.0]).unwrap().share(|answer| answer > 1.0);
        assert!(share == 0.0 && share.is_sign_positive());
    }

    #[test]
    fn weights_by_hand() {
        // Weights 1, 1, 2: mean (1 + 3 + 10) / 4, effective number 16 / 6; squares 6.25 + 0.25 + 2 · 2.25 = 11.
        let sample = Sample::weighted(vec![1.0, 3.0, 5.0], vec![1.0, 1.0, 2.0]).unwrap();
        assert_close(sample.mean(), 3.5, ROUNDING);
        assert_close(sample.effective(), 8.0 / 3.0, ROUNDING);
        assert_close(sample.variance().unwrap(), 11.0 / 4.0 * (8.0 / 3.0) / (5.0 / 3.0), ROUNDING);
        assert_close(sample.share(|value| value >= 3.0), 0.75, ROUNDING);
        assert!(sample.is_small());
        assert_eq!(Sample::new(vec![4.0]).unwrap().variance(), None);
        assert_eq!(Sample::weighted(vec![4.0, 5.0], vec![1.0, 0.0]).unwrap().variance(), None, "one of them counts");
    }

    #[test]
    fn what_is_no_sample_is_refused() {
        assert_eq!(Sample::new(vec![]), Err(SampleError::Empty));
        assert_eq!(Sample::new(vec![1.0, f64::NAN]).unwrap_err().code(), "sample-not-finite");
        let of = |weights: &[f64]| Sample::weighted(vec![1.0, 2.0], weights.to_vec()).unwrap_err();
        assert_eq!(of(&[1.0]), SampleError::Lengths { weights: 1, answers: 2 });
        assert_eq!(of(&[1.0, -1.0]), SampleError::Weight { answer: 2, weight: -1.0 });
        assert_eq!(of(&[0.0, 0.0]), SampleError::NoWeight);
    }

    proptest! {
        #[test]
        fn the_unit_of_weights_does_not_matter(
            rows in prop::collection::vec((1.0_f64..5.0, 0.1_f64..3.0), 2..40), unit in 0.01_f64..100.0,
        ) {
            let (values, weights): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let scaled = weights.iter().map(|weight| weight * unit).collect();
            let one = Sample::weighted(values.clone(), weights).unwrap();
            let other = Sample::weighted(values, scaled).unwrap();
            prop_assert!((one.mean() - other.mean()).abs() < 1e-9);
            prop_assert!((one.effective() - other.effective()).abs() < 1e-9);
            prop_assert!(one.effective() <= one.answers() as f64 + 1e-9, "weights never add answers");
        }
    }
}
