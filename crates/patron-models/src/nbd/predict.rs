//! Predictions of NBD: everything in closed form, λ given (x, T) being Gamma(r+x, rate α+T).

use rayon::prelude::*;

use super::Parameters;
use crate::history::History;
use crate::special::negative_binomial;
use crate::transaction::{MAX_PARAMETERS, Prediction, Predictor, Terms};

/// NBD with parameters, horizon and discount in place.
#[derive(Debug)]
pub(super) struct NbdPredictor {
    parameters: Parameters,
    terms: Terms,
}

impl NbdPredictor {
    pub(super) fn new(parameters: Parameters, terms: Terms) -> Self {
        Self { parameters, terms }
    }

    /// Shape r+x and rate α+T of the customer's purchase rate.
    fn posterior(&self, history: &History) -> (f64, f64) {
        (self.parameters.r + f64::from(history.frequency()), self.parameters.alpha + history.age())
    }

    /// ∫₀ᴴ e^(−δs) ds = (1 − e^(−δH))/δ.
    fn annuity(&self) -> f64 {
        let (horizon, discount) = (self.terms.horizon(), self.terms.discount());
        if discount > 0.0 { -(-discount * horizon).exp_m1() / discount } else { horizon }
    }
}

impl Predictor for NbdPredictor {
    fn terms(&self) -> Terms {
        self.terms
    }

    fn predict(&self, history: &History) -> Prediction {
        let (shape, past) = self.posterior(history);
        let rate = shape / past;
        let horizon = self.terms.horizon();
        let discounted_purchases = rate * self.annuity();
        let mut gradient = [0.0; MAX_PARAMETERS];
        gradient[0] = self.annuity() / past;
        gradient[1] = -discounted_purchases / past;
        Prediction {
            probability_alive: 1.0,
            probability_return: -(-shape * (horizon / past).ln_1p()).exp_m1(),
            expected_purchases: rate * horizon,
            purchase_variance: rate * horizon * (1.0 + horizon / past),
            discounted_purchases,
            discounted_purchases_forever: (self.terms.discount() > 0.0).then(|| rate / self.terms.discount()),
            purchase_rate: rate,
            gradient,
        }
    }

    fn predict_all(&self, histories: &[History]) -> Vec<Prediction> {
        histories.par_iter().map(|history| self.predict(history)).collect()
    }

    fn expected_purchases(&self, history: &History, horizons: &[f64]) -> Vec<f64> {
        let (shape, past) = self.posterior(history);
        let possible = |horizon: f64| horizon.is_finite() && horizon >= 0.0;
        horizons.iter().map(|h| if possible(*h) { shape / past * h } else { f64::NAN }).collect()
    }

    fn count_probabilities(&self, history: &History, up_to: usize) -> Vec<f64> {
        let (shape, past) = self.posterior(history);
        negative_binomial(shape, self.terms.horizon() / past, up_to)
    }
}
