//! A model of purchases over the draws of its parameters, as one predictor.

use patron_models::fit::ParameterError;
use patron_models::history::History;
use patron_models::transaction::{MAX_PARAMETERS, Prediction, Predictor, Terms, TransactionModel};
use rayon::prelude::*;

/// What is expected of customers when the parameters are not known but for draws of them: every figure is the mean over
/// the draws, the variance of the number of purchases E\[Var\] + Var\[E\], and P(N = n) the mean of the draws' own. There
/// are no derivatives by parameters: what is not known of them is in the variance already.
#[derive(Debug)]
pub struct Mixture {
    predictors: Vec<Box<dyn Predictor>>,
    terms: Terms,
}

impl Mixture {
    /// Of a model at each of `draws`, all parameters in the model's order.
    ///
    /// # Errors
    /// When there is no draw, or the parameters are not the model's.
    pub fn new(model: &dyn TransactionModel, draws: &[Vec<f64>], terms: Terms) -> Result<Self, ParameterError> {
        if draws.is_empty() {
            return Err(ParameterError::Count { found: 0, expected: model.parameter_names().len() });
        }
        let predictors = draws.iter().map(|draw| model.predictor(draw, terms)).collect::<Result<_, _>>()?;
        Ok(Self { predictors, terms })
    }

    /// The mean of lists of numbers, one of each draw.
    fn mean_of(&self, of: impl Fn(&dyn Predictor) -> Vec<f64>) -> Vec<f64> {
        let mut sums: Vec<f64> = Vec::new();
        for predictor in &self.predictors {
            let values = of(predictor.as_ref());
            sums.resize(sums.len().max(values.len()), 0.0);
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += value;
            }
        }
        let count = self.predictors.len() as f64;
        sums.into_iter().map(|sum| sum / count).collect()
    }
}

impl Predictor for Mixture {
    fn terms(&self) -> Terms {
        self.terms
    }

    fn predict(&self, history: &History) -> Prediction {
        let mut sums = Prediction { discounted_purchases_forever: Some(0.0), ..Prediction::default() };
        let mut squares = 0.0;
        for predictor in &self.predictors {
            let found = predictor.predict(history);
            sums.probability_alive += found.probability_alive;
            sums.probability_return += found.probability_return;
            sums.expected_purchases += found.expected_purchases;
            sums.purchase_variance += found.purchase_variance;
            sums.discounted_purchases += found.discounted_purchases;
            sums.discounted_purchases_forever =
                sums.discounted_purchases_forever.zip(found.discounted_purchases_forever).map(|(sum, one)| sum + one);
            sums.purchase_rate += found.purchase_rate;
            squares += found.expected_purchases * found.expected_purchases;
        }
        let count = self.predictors.len() as f64;
        let mean = sums.expected_purchases / count;
        Prediction {
            probability_alive: sums.probability_alive / count,
            probability_return: sums.probability_return / count,
            expected_purchases: mean,
            purchase_variance: sums.purchase_variance / count + (squares / count - mean * mean).max(0.0),
            discounted_purchases: sums.discounted_purchases / count,
            discounted_purchases_forever: sums.discounted_purchases_forever.map(|sum| sum / count),
            purchase_rate: sums.purchase_rate / count,
            gradient: [0.0; MAX_PARAMETERS],
        }
    }

    fn predict_all(&self, histories: &[History]) -> Vec<Prediction> {
        histories.par_iter().map(|history| self.predict(history)).collect()
    }

    fn expected_purchases(&self, history: &History, horizons: &[f64]) -> Vec<f64> {
        self.mean_of(|predictor| predictor.expected_purchases(history, horizons))
    }

    fn count_probabilities(&self, history: &History, up_to: usize) -> Vec<f64> {
        self.mean_of(|predictor| predictor.count_probabilities(history, up_to))
    }
}

#[cfg(test)]
mod tests {
    use patron_models::transaction::transaction_model;

    use super::*;

    #[test]
    fn figures_are_means_over_draws_and_the_spread_of_means_is_variance() {
        let model = transaction_model("bg-nbd").unwrap();
        let terms = Terms::new(39.0, 0.001).unwrap();
        let draws = [vec![0.2, 3.5, 0.6, 1.8], vec![0.3, 5.5, 1.1, 3.4]];
        let mixture = Mixture::new(model, &draws, terms).unwrap();
        let history = History::new(5, 30.0, 38.0).unwrap();
        let each = draws.each_ref().map(|draw| model.predictor(draw, terms).unwrap().predict(&history));
        let found = mixture.predict(&history);
        let mean = |of: fn(&Prediction) -> f64| 0.5 * (of(&each[0]) + of(&each[1]));
        assert!((found.probability_alive - mean(|one| one.probability_alive)).abs() < 1e-15);
        assert!((found.discounted_purchases - mean(|one| one.discounted_purchases)).abs() < 1e-14);
        let apart = 0.5 * (each[0].expected_purchases - each[1].expected_purchases);
        let variance = mean(|one| one.purchase_variance) + apart * apart;
        assert!((found.purchase_variance / variance - 1.0).abs() < 1e-12);
        // The counts have these moments: those beyond 400 are of no weight.
        let counts = mixture.count_probabilities(&history, 400);
        let moment = |power: i32| counts.iter().enumerate().map(|(n, p)| p * (n as f64).powi(power)).sum::<f64>();
        assert!((moment(1) / found.expected_purchases - 1.0).abs() < 1e-9);
        assert!(((moment(2) - moment(1).powi(2)) / variance - 1.0).abs() < 1e-6);
        assert!(Mixture::new(model, &[], terms).is_err());
        assert!(Mixture::new(model, &[vec![1.0]], terms).is_err());
    }
}
