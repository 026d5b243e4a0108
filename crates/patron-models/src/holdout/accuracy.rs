//! Measures of predicted against actual numbers.

use serde::{Deserialize, Serialize};

use super::{HoldoutError, check};

/// Accuracy of predictions for a set of customers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Accuracy {
    /// Customers compared.
    pub customers: usize,
    /// Sum of the predictions.
    pub predicted_total: f64,
    /// Sum of the outcomes.
    pub actual_total: f64,
    /// Predicted over actual total, less 1; `None` where nothing happened.
    pub bias: Option<f64>,
    /// Root of the mean squared error.
    pub rmse: f64,
    /// Mean absolute error. On sparse data predicting zero nearly wins it: never the headline.
    pub mae: f64,
    /// Pearson's correlation; `None` where predictions or outcomes do not vary.
    pub correlation: Option<f64>,
    /// Normalised Gini: how well the predictions rank customers by outcome, 1 for a perfect ranking, 0 for none;
    /// `None` where outcomes do not vary. Customers with equal predictions share their places.
    pub gini: Option<f64>,
}

/// What happened, ready to be compared with the predictions of several contestants.
#[derive(Debug, Clone)]
pub struct Outcomes {
    actual: Vec<f64>,
    total: f64,
    perfect_gini: f64,
}

impl Outcomes {
    /// Outcomes by customer.
    ///
    /// # Errors
    /// When there are none or one is not finite.
    pub fn new(actual: Vec<f64>) -> Result<Self, HoldoutError> {
        check(&actual, &actual)?;
        let (total, perfect_gini) = (actual.iter().sum(), gini_in_order_of(&actual, &actual));
        Ok(Self { actual, total, perfect_gini })
    }

    /// Compares predictions with the outcomes, customer by customer.
    ///
    /// # Errors
    /// When the lists differ in length or hold numbers that are not finite.
    pub fn accuracy(&self, predicted: &[f64]) -> Result<Accuracy, HoldoutError> {
        let Self { actual, total, perfect_gini } = self;
        check(predicted, actual)?;
        let n = predicted.len() as f64;
        let predicted_total: f64 = predicted.iter().sum();
        let errors = || predicted.iter().zip(actual).map(|(p, a)| p - a);
        Ok(Accuracy {
            customers: predicted.len(),
            predicted_total,
            actual_total: *total,
            bias: (*total != 0.0).then(|| predicted_total / total - 1.0),
            rmse: (errors().map(|e| e * e).sum::<f64>() / n).sqrt(),
            mae: errors().map(f64::abs).sum::<f64>() / n,
            correlation: correlation(predicted, actual),
            gini: (perfect_gini.abs() > 0.0).then(|| gini_in_order_of(predicted, actual) / perfect_gini),
        })
    }
}

/// Compares predictions with outcomes, customer by customer.
///
/// # Errors
/// When the lists differ in length, are empty or hold numbers that are not finite.
pub fn accuracy(predicted: &[f64], actual: &[f64]) -> Result<Accuracy, HoldoutError> {
    check(predicted, actual)?;
    Outcomes::new(actual.to_vec())?.accuracy(predicted)
}

fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let varies = |numbers: &[f64]| numbers.iter().any(|number| *number != numbers[0]);
    if !(varies(one) && varies(other)) {
        return None;
    }
    let n = one.len() as f64;
    let (mean_one, mean_other) = (one.iter().sum::<f64>() / n, other.iter().sum::<f64>() / n);
    let (mut both, mut square_one, mut square_other) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        let (a, b) = (a - mean_one, b - mean_other);
        both += a * b;
        square_one += a * a;
        square_other += b * b;
    }
    let size = (square_one * square_other).sqrt();
    (size > 0.0).then(|| both / size)
}

/// Σ actual · (mean place − middle), places by ascending key, equal keys sharing their mean place.
fn gini_in_order_of(key: &[f64], actual: &[f64]) -> f64 {
    let mut order: Vec<usize> = (0..key.len()).collect();
    order.sort_by(|i, j| key[*i].total_cmp(&key[*j]));
    let middle = (key.len() as f64 - 1.0) / 2.0;
    let mut sum = 0.0;
    let mut place = 0.0;
    for tied in order.chunk_by(|i, j| key[*i] == key[*j]) {
        let count = tied.len() as f64;
        let mean_place = place + (count - 1.0) / 2.0;
        sum += (mean_place - middle) * tied.iter().map(|i| actual[*i]).sum::<f64>();
        place += count;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_relative;

    #[test]
    fn measures_of_a_small_table() {
        let found = accuracy(&[1.0, 2.0, 3.0, 4.0], &[0.0, 2.0, 2.0, 8.0]).unwrap();
        assert_relative(found.bias.unwrap(), 10.0 / 12.0 - 1.0, 1e-14);
        assert_relative(found.rmse, (18.0_f64 / 4.0).sqrt(), 1e-14);
        assert_relative(found.mae, 6.0 / 4.0, 1e-14);
        // Deviations (-1.5, -.5, .5, 1.5) and (-3, -1, -1, 5): 12 / sqrt(5 · 36).
        assert_relative(found.correlation.unwrap(), 12.0 / 180.0_f64.sqrt(), 1e-14);
        // The predictions order the outcomes perfectly.
        assert_relative(found.gini.unwrap(), 1.0, 1e-14);
    }

    #[test]
    fn the_gini_of_a_wrong_a_reversed_and_no_ranking() {
        let actual = [0.0, 1.0, 2.0, 5.0];
        let gini = |predicted: &[f64]| accuracy(predicted, &actual).unwrap().gini.unwrap();
        assert_relative(gini(&[4.0, 3.0, 2.0, 1.0]), -1.0, 1e-14);
        assert!(gini(&[1.0, 1.0, 1.0, 1.0]).abs() < 1e-15);
        // Places -1.5, .5, -.5, 1.5 against a perfect 8: (.5 · 1 − .5 · 2 + 1.5 · 5) / 8.
        assert_relative(gini(&[1.0, 3.0, 2.0, 4.0]), 7.0 / 8.0, 1e-14);
    }

    #[test]
    fn what_cannot_be_measured_is_none_or_refused() {
        let flat = accuracy(&[1.0, 2.0], &[0.0, 0.0]).unwrap();
        assert_eq!((flat.bias, flat.correlation, flat.gini), (None, None, None));
        // The mean of equal numbers need not be that number to the last bit.
        assert_eq!(accuracy(&[0.1; 3], &[1.0, 2.0, 4.0]).unwrap().correlation, None);
        assert_eq!(accuracy(&[1.0], &[]), Err(HoldoutError::Lengths { predicted: 1, actual: 0 }));
        assert_eq!(accuracy(&[], &[]), Err(HoldoutError::Empty));
        assert_eq!(accuracy(&[1.0, f64::NAN], &[1.0, 1.0]), Err(HoldoutError::NotFinite { position: 1 }));
    }
}
