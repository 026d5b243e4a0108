//! One figure behind several items: satisfaction indices of the ECSI kind \[F1996\].

use nalgebra::{DMatrix, SymmetricEigen};
use serde::Serialize;

use crate::answers::Answers;
use crate::interval::{Level, Mean};
use crate::moments::{Missing, moments};
use crate::sample::SampleError;
use crate::scale::Scale;
use crate::structure::{StructureError, Weights, index};

/// What the items of an index count.
#[derive(Debug, Clone, PartialEq)]
pub enum Weighting {
    /// As given.
    Given(Weights),
    /// By the first principal component of their correlations, over their deviations.
    FirstComponent,
}

/// An index on 0 to 100.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Latent {
    /// What each item counts; the shares add up to 1.
    pub weights: Vec<f64>,
    /// Share of the items' variance that the first component holds, where it made the weights.
    pub explained: Option<f64>,
    /// Index of each respondent, where the items answered carry at least half of the weight.
    pub respondents: Vec<Option<f64>>,
    /// Mean of those.
    pub index: Option<Mean>,
}

/// Why there is no such index. Items count from 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum LatentError {
    /// Scales, weights or answers that do not fit.
    #[error(transparent)]
    Structure(#[from] StructureError),
    /// An item everybody answered alike, or nearly nobody.
    #[error("item `{item}` does not vary over those who answered all items")]
    Constant {
        /// The item.
        item: usize,
    },
    /// An item that runs against the others.
    #[error("item `{item}` runs against the others, expected all to point the same way")]
    Against {
        /// The item.
        item: usize,
    },
}

impl LatentError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Structure(error) => error.code(),
            Self::Constant { .. } => "latent-constant",
            Self::Against { .. } => "latent-against",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Structure(error) => error.hint(),
            Self::Constant { .. } => "leave the item out, or give weights",
            Self::Against { .. } => "mark it as reversed, or leave it out",
        }
    }
}

/// 100 Σ w (x − low) / (high − low) with the weights w of the items that were answered, each item on its own scale.
///
/// # Errors
/// When scales or weights differ in number from the items, an answer is beside its scale; and for weights by component
/// when an item does not vary or runs against the others.
pub fn latent(answers: &Answers, scales: &[Scale], weighting: &Weighting, level: Level) -> Result<Latent, LatentError> {
    let k = answers.items();
    if scales.len() != k {
        return Err(StructureError::Items { found: k, expected: scales.len() }.into());
    }
    for (item, scale) in scales.iter().enumerate() {
        for answer in answers.column(item).iter().filter(|answer| !answer.is_nan()) {
            scale.check(*answer).map_err(StructureError::from)?;
        }
    }
    let (weights, explained) = match weighting {
        Weighting::Given(weights) => (weights.clone(), None),
        Weighting::FirstComponent => {
            let (weights, explained) = first_component(answers, scales)?;
            (weights, Some(explained))
        }
    };
    let respondents = (0..answers.respondents())
        .map(|respondent| {
            let part = |(item, scale): (usize, &Scale)| answers.get(respondent, item).map(|x| scale.to_hundred(x));
            index(&scales.iter().enumerate().map(part).collect::<Vec<_>>(), &weights)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let index = match answers.sample_of(|respondent| respondents[respondent]) {
        Ok(sample) => Some(Mean::of(&sample, level)),
        Err(SampleError::Empty) => None,
        Err(error) => return Err(StructureError::from(error).into()),
    };
    Ok(Latent { weights: weights.shares().to_vec(), explained, respondents, index })
}

/// Weights v / s of the first eigenvector v and the deviations s on 0 to 1, over complete answers.
fn first_component(answers: &Answers, scales: &[Scale]) -> Result<(Weights, f64), LatentError> {
    let k = scales.len();
    let all: Vec<usize> = (0..k).collect();
    let covariances = moments(answers, &all, Missing::Complete).covariances;
    if let Some(item) = (0..k).find(|item| !(covariances[*item][*item] > 0.0)) {
        return Err(LatentError::Constant { item: item + 1 });
    }
    let deviation: Vec<f64> = (0..k).map(|item| covariances[item][item].sqrt()).collect();
    let correlations = DMatrix::from_fn(k, k, |i, j| covariances[i][j] / (deviation[i] * deviation[j]));
    let eigen = SymmetricEigen::new(correlations);
    let first = eigen.eigenvalues.imax();
    let sign = eigen.eigenvectors.column(first).sum().signum();
    let weights: Vec<f64> = (0..k)
        .map(|item| {
            sign * eigen.eigenvectors[(item, first)] * (scales[item].high() - scales[item].low()) / deviation[item]
        })
        .collect();
    if let Some(item) = weights.iter().position(|weight| *weight < 0.0) {
        return Err(LatentError::Against { item: item + 1 });
    }
    Ok((Weights::new(&weights)?, eigen.eigenvalues[first] / k as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{assert_all_close, assert_close, shared_answers};

    #[test]
    fn given_weights_by_hand() {
        let columns = vec![vec![Some(10.0), Some(0.0), None], vec![Some(3.0), None, Some(5.0)]];
        let answers = Answers::new(columns).unwrap();
        let scales = [Scale::ZERO_TO_TEN, Scale::ONE_TO_FIVE];
        let weights = Weighting::Given(Weights::new(&[3.0, 1.0]).unwrap());
        let found = latent(&answers, &scales, &weights, Level::NINETY).unwrap();
        assert_eq!(found.respondents, [Some(87.5), Some(0.0), None]);
        assert_close(found.index.unwrap().mean, 43.75, 1e-12);
        let narrow = [Scale::ZERO_TO_TEN, Scale::new(1.0, 4.0, 1.0).unwrap()];
        assert_eq!(latent(&answers, &narrow, &weights, Level::NINETY).unwrap_err().code(), "scale-beside");
    }

    /// Two items in one unit: the first component weighs their deviations' inverse.
    #[test]
    fn two_items_weigh_by_their_deviations() {
        let columns = vec![[1.0, 2.0, 3.0, 4.0].map(Some).to_vec(), [2.0, 4.0, 8.0, 6.0].map(Some).to_vec()];
        let answers = Answers::new(columns).unwrap();
        let scales = [Scale::ZERO_TO_TEN; 2];
        let found = latent(&answers, &scales, &Weighting::FirstComponent, Level::NINETY).unwrap();
        // Deviations 1 to 2, correlation 0.8.
        assert_all_close(&found.weights, &[2.0 / 3.0, 1.0 / 3.0], 1e-12);
        assert_close(found.explained.unwrap(), 0.9, 1e-12);
        let against = vec![[1.0, 2.0, 3.0, 4.0].map(Some).to_vec(), [8.0, 6.0, 2.0, 4.0].map(Some).to_vec()];
        let against = Answers::new(against).unwrap();
        let refused = latent(&against, &scales, &Weighting::FirstComponent, Level::NINETY).unwrap_err();
        assert_eq!(refused.code(), "latent-against");
    }

    #[test]
    fn satisfaction_of_the_bank() {
        let names = ["sat1", "sat2", "sat3", "sat4"];
        let Some(answers) = shared_answers("data/bank_satisfaction/bank_satisfaction.csv", &names) else { return };
        let found = latent(&answers, &[Scale::ZERO_TO_TEN; 4], &Weighting::FirstComponent, Level::NINETY_FIVE).unwrap();
        // An alpha of .894 of four items stands for a mean correlation of .68, and a first component near .76.
        assert!((0.74..0.79).contains(&found.explained.unwrap()));
        assert!(found.weights.iter().all(|weight| (0.2..0.3).contains(weight)), "{:?}", found.weights);
        let means: Vec<f64> = (0..4).map(|item| answers.sample(item).unwrap().mean()).collect();
        let weighted: f64 = means.iter().zip(&found.weights).map(|(mean, weight)| 10.0 * mean * weight).sum();
        assert_close(found.index.unwrap().mean, weighted, 1e-9);
    }
}
