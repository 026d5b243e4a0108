use serde::Serialize;

use super::ReliabilityError;
use crate::answers::Answers;
use crate::interval::{Interval, Level};
use crate::moments::{Missing, Moments, moments};
use crate::quantile::f_below;

/// How far items measure one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Cronbach's alpha.
    pub alpha: f64,
    /// Where it lies.
    pub interval: Interval,
    /// Alpha of the items in units of their deviation.
    pub standardised: f64,
    /// Respondents of whom something was used.
    pub respondents: usize,
    /// The effective number of answers the interval stands on: the smallest behind any pair of items.
    pub effective: f64,
    /// What was done about missing answers.
    pub missing: Missing,
    /// The items, in their order.
    pub items: Vec<ItemReliability>,
}

/// What an item adds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ItemReliability {
    /// Its correlation with the sum of the others; below 0 it should probably be reversed. `None` where the others do
    /// not vary.
    pub item_total: Option<f64>,
    /// Alpha of the others; `None` of fewer than two, or where their sum does not vary.
    pub alpha_if_dropped: Option<f64>,
}

/// Alpha of these items (from 0), k / (k − 1) · (1 − Σ s²ⱼ / s²) \[C1951\], with the interval
/// 1 − (1 − α) F with n − 1 and (n − 1)(k − 1) degrees of freedom \[F1965\]; n is the smallest effective number behind a
/// pair of items, so that gaps and weights widen it. Items marked as reversed count with the other sign, which needs no
/// scale.
///
/// # Errors
/// When there are fewer than two items, marks differ in number, a pair of items has fewer than two answers, or an item
/// or the sum does not vary.
pub fn reliability(
    answers: &Answers,
    items: &[usize],
    reversed: &[bool],
    missing: Missing,
    level: Level,
) -> Result<Reliability, ReliabilityError> {
    let k = items.len();
    if k < 2 {
        return Err(ReliabilityError::TooFewItems { items: k, needed: 2 });
    }
    let Moments { covariances, effective, respondents } = turned(answers, items, reversed, missing)?;
    let all: Vec<usize> = (0..k).collect();
    let alpha = alpha(&covariances, &all).ok_or(ReliabilityError::ConstantSum { items: k })?;
    let correlations = (0..k).flat_map(|i| (0..i).map(move |j| (i, j)));
    let correlation = |(i, j): (usize, usize)| covariances[i][j] / (covariances[i][i] * covariances[j][j]).sqrt();
    let r = correlations.map(correlation).sum::<f64>() / (k * (k - 1) / 2) as f64;
    let degrees = effective - 1.0;
    let factor = |probability| f_below(degrees, degrees * (k as f64 - 1.0), probability);
    let items = all.iter().map(|item| one(&covariances, *item)).collect();
    Ok(Reliability {
        alpha,
        interval: Interval {
            low: 1.0 - (1.0 - alpha) * factor(1.0 - level.tail()),
            high: 1.0 - (1.0 - alpha) * factor(level.tail()),
        },
        standardised: k as f64 * r / (1.0 + (k as f64 - 1.0) * r),
        respondents,
        effective,
        missing,
        items,
    })
}

/// Covariances with reversed items turned, once it is known that every item varies.
pub(super) fn turned(
    answers: &Answers,
    items: &[usize],
    reversed: &[bool],
    missing: Missing,
) -> Result<Moments, ReliabilityError> {
    if reversed.len() != items.len() || items.iter().any(|item| *item >= answers.items()) {
        return Err(ReliabilityError::Reversed { found: reversed.len(), expected: items.len() });
    }
    let mut found = moments(answers, items, missing);
    if !(found.effective > 1.0 + 1e-9) {
        return Err(ReliabilityError::TooFew { effective: found.effective });
    }
    for i in 0..items.len() {
        if !(found.covariances[i][i] > 0.0) {
            return Err(ReliabilityError::Constant { item: i + 1 });
        }
        for j in 0..items.len() {
            if reversed[i] != reversed[j] {
                found.covariances[i][j] *= -1.0;
            }
        }
    }
    Ok(found)
}

/// Of an item: the covariance with the sum of the others over the roots of both variances; alpha of the others.
fn one(covariances: &[Vec<f64>], item: usize) -> ItemReliability {
    let others: Vec<usize> = (0..covariances.len()).filter(|other| *other != item).collect();
    let shared: f64 = others.iter().map(|other| covariances[item][*other]).sum();
    let of_sum = variance_of_sum(covariances, &others);
    ItemReliability {
        item_total: (of_sum > 0.0).then(|| shared / (covariances[item][item] * of_sum).sqrt()),
        alpha_if_dropped: alpha(covariances, &others),
    }
}

fn alpha(covariances: &[Vec<f64>], items: &[usize]) -> Option<f64> {
    let k = items.len() as f64;
    let of_items: f64 = items.iter().map(|item| covariances[*item][*item]).sum();
    let of_sum = variance_of_sum(covariances, items);
    // What rounding leaves of a sum that does not vary is no variance.
    (items.len() > 1 && of_sum > 1e-12 * of_items).then(|| k / (k - 1.0) * (1.0 - of_items / of_sum))
}

fn variance_of_sum(covariances: &[Vec<f64>], items: &[usize]) -> f64 {
    items.iter().map(|i| items.iter().map(|j| covariances[*i][*j]).sum::<f64>()).sum()
}
