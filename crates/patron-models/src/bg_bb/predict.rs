//! Predictions of BG/BB for customers with a history.

use std::collections::HashMap;

use rayon::prelude::*;

use super::ahead::{Ahead, ahead, survival};
use super::counts::{given_active, returns};
use super::likelihood::Silence;
use super::{Opportunities, Parameters};
use crate::history::History;
use crate::transaction::{MAX_PARAMETERS, Prediction, Predictor, Terms};

/// BG/BB with parameters, horizon and discount in place.
#[derive(Debug)]
pub(super) struct BgBbPredictor {
    parameters: Parameters,
    terms: Terms,
}

/// Frequency and the bits of the two times.
type Key = (u32, u64, u64);

fn key(history: &History) -> Key {
    (history.frequency(), history.recency().to_bits(), history.age().to_bits())
}

impl BgBbPredictor {
    pub(super) fn new(parameters: Parameters, terms: Terms) -> Self {
        Self { parameters, terms }
    }

    fn opportunities_ahead(&self) -> usize {
        self.terms.horizon() as usize
    }

    /// The probability of being active at n, and its derivatives.
    fn active(&self, history: &Opportunities) -> (f64, [f64; 4]) {
        let mut silence = Silence::new(&self.parameters, history.purchases, history.last);
        silence.advance(history.count - history.last);
        silence.share_active()
    }

    fn combine(&self, history: &Opportunities, ahead: &Ahead) -> Prediction {
        let Parameters { alpha, beta, .. } = self.parameters;
        let (x, both) = (history.purchases, alpha + beta + history.count);
        let (active, of_active) = self.active(history);
        // Mean probability to buy of an active customer, its derivatives by α and β, and the mean of its square.
        let p = (alpha + x) / both;
        let of_p = [(beta + history.count - x) / (both * both), -(alpha + x) / (both * both)];
        let square = p * (alpha + x + 1.0) / (both + 1.0);
        let expected = active * p * ahead.opportunities;
        let mut gradient = [0.0; MAX_PARAMETERS];
        for (slope, of_active) in gradient.iter_mut().zip(of_active) {
            *slope = of_active * p * ahead.discounted;
        }
        for i in 0..2 {
            gradient[i] += active * of_p[i] * ahead.discounted;
            gradient[i + 2] += active * p * ahead.gradient[i];
        }
        Prediction {
            probability_alive: active * ahead.active_next,
            probability_return: active * returns(&self.parameters, history, self.opportunities_ahead()),
            expected_purchases: expected,
            purchase_variance: active * square * ahead.factorial_moment + expected * (1.0 - expected),
            discounted_purchases: active * p * ahead.discounted,
            discounted_purchases_forever: (self.terms.discount() > 0.0).then_some(active * p * ahead.forever),
            purchase_rate: self.rate(history),
            gradient,
        }
    }

    /// E[p | data], whether or not the customer is active: the mean over the opportunities at which the customer may
    /// have stopped, of the probability to buy that each would tell of.
    fn rate(&self, history: &Opportunities) -> f64 {
        let Parameters { alpha, beta, .. } = self.parameters;
        let mut silence = Silence::new(&self.parameters, history.purchases, history.last);
        let (mut sum, mut before) = (0.0, 0.0);
        let mut mean_at =
            |weight: f64, count: f64| sum += weight * (alpha + history.purchases) / (alpha + beta + count);
        let mut walked = 0.0;
        while walked < history.count - history.last {
            walked += 1.0;
            silence.advance(walked);
            let stopped = silence.stopped();
            mean_at(stopped - before, history.last + walked - 1.0);
            before = stopped;
        }
        let (bracket, _) = silence.bracket();
        mean_at(bracket - before, history.count);
        sum / bracket
    }
}

/// What is said of a history that the model cannot have.
fn unknown(terms: Terms) -> Prediction {
    Prediction {
        probability_alive: f64::NAN,
        probability_return: f64::NAN,
        expected_purchases: f64::NAN,
        purchase_variance: f64::NAN,
        discounted_purchases: f64::NAN,
        discounted_purchases_forever: (terms.discount() > 0.0).then_some(f64::NAN),
        purchase_rate: f64::NAN,
        gradient: [f64::NAN; MAX_PARAMETERS],
    }
}

impl Predictor for BgBbPredictor {
    fn terms(&self) -> Terms {
        self.terms
    }

    fn predict(&self, history: &History) -> Prediction {
        Opportunities::of(history).map_or_else(
            || unknown(self.terms),
            |history| self.combine(&history, &ahead(&self.parameters, history.count, self.terms)),
        )
    }

    fn predict_all(&self, histories: &[History]) -> Vec<Prediction> {
        // Customers share few histories, and fewer lengths of time.
        let mut distinct: Vec<(Key, History)> = histories.iter().map(|history| (key(history), *history)).collect();
        distinct.par_sort_unstable_by_key(|(key, _)| *key);
        distinct.dedup_by_key(|(key, _)| *key);
        let mut counts: Vec<u64> = distinct.iter().map(|(key, _)| key.2).collect();
        counts.sort_unstable();
        counts.dedup();
        let tabulate = |bits: u64| (bits, ahead(&self.parameters, f64::from_bits(bits), self.terms));
        let ahead: HashMap<u64, Ahead> = counts.into_par_iter().map(tabulate).collect();
        let predict = |(key, history): &(Key, History)| {
            let known = Opportunities::of(history).zip(ahead.get(&key.2));
            (*key, known.map_or_else(|| unknown(self.terms), |(history, ahead)| self.combine(&history, ahead)))
        };
        let predictions: HashMap<Key, Prediction> = distinct.par_iter().map(predict).collect();
        let look_up = |history: &History| predictions.get(&key(history)).copied();
        histories.par_iter().map(|history| look_up(history).unwrap_or_else(|| unknown(self.terms))).collect()
    }

    fn expected_purchases(&self, history: &History, horizons: &[f64]) -> Vec<f64> {
        let Some(known) = Opportunities::of(history) else { return vec![f64::NAN; horizons.len()] };
        let Parameters { alpha, beta, .. } = self.parameters;
        let rate = self.active(&known).0 * (alpha + known.purchases) / (alpha + beta + known.count);
        let possible = |horizon: f64| (0.0..=super::MOST).contains(&horizon);
        let longest = horizons.iter().copied().filter(|horizon| possible(*horizon)).fold(0.0, f64::max);
        let mut cumulated = vec![0.0];
        let mut opportunities = 0.0;
        for (_, probability, _) in survival(&self.parameters, known.count).take(longest as usize) {
            opportunities += probability;
            cumulated.push(opportunities);
        }
        let at = |horizon: &f64| if possible(*horizon) { rate * cumulated[*horizon as usize] } else { f64::NAN };
        horizons.iter().map(at).collect()
    }

    fn count_probabilities(&self, history: &History, up_to: usize) -> Vec<f64> {
        let Some(known) = Opportunities::of(history) else { return vec![f64::NAN; up_to + 1] };
        let active = self.active(&known).0;
        let mut probabilities = given_active(&self.parameters, &known, self.opportunities_ahead(), up_to);
        for probability in &mut probabilities {
            *probability *= active;
        }
        probabilities[0] += 1.0 - active;
        probabilities
    }
}
