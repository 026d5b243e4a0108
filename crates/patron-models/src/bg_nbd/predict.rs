//! Predictions of BG/NBD for customers with a history.

use super::Parameters;
use super::ahead::Ahead;
use super::ahead::expected_between;
use super::counts::{given_active, returns};
use super::table::Table;
use crate::history::History;
use crate::transaction::{MAX_PARAMETERS, Prediction, Predictor, Terms};

/// BG/NBD with parameters, horizon and discount in place.
#[derive(Debug)]
pub(super) struct BgNbdPredictor {
    parameters: Parameters,
    terms: Terms,
    table: Table,
}

/// P(alive) with its derivatives by r, α, a, b.
#[derive(Debug, Clone, Copy)]
struct Alive {
    probability: f64,
    gradient: [f64; 4],
}

impl BgNbdPredictor {
    pub(super) fn new(parameters: Parameters, terms: Terms) -> Self {
        Self { parameters, terms, table: Table::new(parameters, terms) }
    }

    fn combine(&self, history: &History, ahead: &Ahead) -> Prediction {
        let Parameters { r, alpha, .. } = self.parameters;
        let (x, age) = (f64::from(history.frequency()), history.age());
        let alive = alive(&self.parameters, history);
        let active = alive.probability;
        let expected_purchases = active * ahead.expected;
        let stopped_rate = (r + x) / (alpha + history.recency());
        let mut gradient = [0.0; MAX_PARAMETERS];
        for (slope, (of_alive, of_ahead)) in gradient.iter_mut().zip(alive.gradient.iter().zip(&ahead.gradient)) {
            *slope = of_alive * ahead.discounted + active * of_ahead;
        }
        Prediction {
            probability_alive: active,
            probability_return: active * returns(&self.parameters, x, age, self.terms.horizon()),
            expected_purchases,
            purchase_variance: active * ahead.factorial_moment + expected_purchases * (1.0 - expected_purchases),
            discounted_purchases: active * ahead.discounted,
            discounted_purchases_forever: (self.terms.discount() > 0.0).then_some(active * ahead.forever),
            purchase_rate: active * (r + x) / (alpha + age) + (1.0 - active) * stopped_rate,
            gradient,
        }
    }
}

/// P(alive) = 1 / (1 + a/(b+x−1) · ((α+T)/(α+t_x))^(r+x)) for x > 0, and 1 for x = 0 \[FHL2005\].
fn alive(parameters: &Parameters, history: &History) -> Alive {
    let Parameters { r, alpha, a, b } = *parameters;
    let x = f64::from(history.frequency());
    if history.frequency() == 0 {
        return Alive { probability: 1.0, gradient: [0.0; 4] };
    }
    let (recency, age) = (alpha + history.recency(), alpha + history.age());
    // ln(age/recency) with its digits where both are near.
    let ln_silence = ((age - recency) / recency).ln_1p();
    let odds = a / (b + x - 1.0) * ((r + x) * ln_silence).exp();
    let probability = 1.0 / (1.0 + odds);
    let stopped = if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 };
    let slope = -probability * stopped;
    let by_alpha = (r + x) * (1.0 / age - 1.0 / recency);
    Alive { probability, gradient: [slope * ln_silence, slope * by_alpha, slope / a, -slope / (b + x - 1.0)] }
}

impl Predictor for BgNbdPredictor {
    fn terms(&self) -> Terms {
        self.terms
    }

    fn predict(&self, history: &History) -> Prediction {
        self.combine(history, &self.table.get(history.frequency(), history.age()))
    }

    fn predict_all(&self, histories: &[History]) -> Vec<Prediction> {
        let customers: Vec<(u32, f64)> = histories.iter().map(|history| (history.frequency(), history.age())).collect();
        self.table.get_all(&customers, |i, ahead| self.combine(&histories[i], &ahead))
    }

    fn expected_purchases(&self, history: &History, horizons: &[f64]) -> Vec<f64> {
        let (x, age) = (f64::from(history.frequency()), history.age());
        let active = alive(&self.parameters, history).probability;
        let mut order: Vec<usize> = (0..horizons.len()).collect();
        order.sort_by(|i, j| horizons[*i].total_cmp(&horizons[*j]));
        let mut curve = vec![f64::NAN; horizons.len()];
        let (mut reached, mut purchases) = (0.0, 0.0);
        for i in order {
            let horizon = horizons[i];
            if horizon.is_finite() && horizon >= 0.0 {
                purchases += expected_between(&self.parameters, x, age, reached, horizon);
                reached = horizon;
                curve[i] = active * purchases;
            }
        }
        curve
    }

    fn count_probabilities(&self, history: &History, up_to: usize) -> Vec<f64> {
        let (x, age) = (f64::from(history.frequency()), history.age());
        let active = alive(&self.parameters, history).probability;
        let mut probabilities = given_active(&self.parameters, x, age, self.terms.horizon(), up_to);
        for probability in &mut probabilities {
            *probability *= active;
        }
        probabilities[0] += 1.0 - active;
        probabilities
    }
}
