//! The predictor of every memoryless model.

use super::table::Table;
use super::{Ahead, Memoryless, Present};
use crate::history::History;
use crate::transaction::{Alive, MAX_PARAMETERS, Outlook, Prediction, Predictor, Terms};

/// A memoryless model with parameters, horizon and discount in place.
#[derive(Debug)]
pub(crate) struct MemorylessPredictor<M, const P: usize> {
    table: Table<M, P>,
}

impl<M: Memoryless<P>, const P: usize> MemorylessPredictor<M, P> {
    pub(crate) fn new(model: M, terms: Terms) -> Self {
        Self { table: Table::new(model, terms) }
    }

    /// The same without tables, for a few customers only.
    pub(crate) fn direct(model: M, terms: Terms) -> Self {
        Self { table: Table::direct(model, terms) }
    }

    fn model(&self) -> &M {
        self.table.model()
    }

    fn combine(&self, history: &History, ahead: &Ahead<P>) -> Prediction {
        combine(&self.model().present(history), ahead, self.terms())
    }
}

/// The prediction for a customer who is active with some probability, and if so has the future `ahead`.
pub(crate) fn combine<const P: usize>(present: &Present<P>, ahead: &Ahead<P>, terms: Terms) -> Prediction {
    let active = present.alive;
    let expected_purchases = active * ahead.expected;
    let mut gradient = [0.0; MAX_PARAMETERS];
    let slopes = present.alive_gradient.iter().zip(&ahead.gradient);
    for (slope, (of_alive, of_ahead)) in gradient.iter_mut().zip(slopes) {
        *slope = of_alive * ahead.discounted + active * of_ahead;
    }
    Prediction {
        probability_alive: active,
        probability_return: active * ahead.returns,
        expected_purchases,
        purchase_variance: active * ahead.factorial_moment + expected_purchases * (1.0 - expected_purchases),
        discounted_purchases: active * ahead.discounted,
        discounted_purchases_forever: (terms.discount() > 0.0).then_some(active * ahead.forever),
        purchase_rate: present.rate,
        gradient,
    }
}

/// Expected purchases up to each horizon, in the order given, from those between two times ahead; NaN where a horizon is
/// negative or not finite.
pub(crate) fn curve(horizons: &[f64], between: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..horizons.len()).collect();
    order.sort_by(|i, j| horizons[*i].total_cmp(&horizons[*j]));
    let mut curve = vec![f64::NAN; horizons.len()];
    let (mut reached, mut purchases) = (0.0, 0.0);
    for i in order {
        let horizon = horizons[i];
        if horizon.is_finite() && horizon >= 0.0 {
            if horizon > reached {
                purchases += between(reached, horizon);
                reached = horizon;
            }
            curve[i] = purchases;
        }
    }
    curve
}

impl<M: Memoryless<P>, const P: usize> Predictor for MemorylessPredictor<M, P> {
    fn terms(&self) -> Terms {
        self.table.terms()
    }

    fn predict(&self, history: &History) -> Prediction {
        self.combine(history, &self.table.get(history.frequency(), history.age()))
    }

    fn predict_all(&self, histories: &[History]) -> Vec<Prediction> {
        let customers: Vec<(u32, f64)> = histories.iter().map(|history| (history.frequency(), history.age())).collect();
        self.table.get_all(&customers, |i, ahead| self.combine(&histories[i], &ahead))
    }

    fn alive(&self, history: &History) -> Option<Alive> {
        let present = self.model().present(history);
        Some(Alive { probability: present.alive, gradient: padded(&present.alive_gradient) })
    }

    fn outlook(&self, frequency: u32, _: f64, age: f64) -> Outlook {
        let ahead = self.table.get(frequency, age);
        Outlook {
            expected: ahead.expected,
            factorial_moment: ahead.factorial_moment,
            discounted: ahead.discounted,
            gradient: padded(&ahead.gradient),
        }
    }

    fn expected_purchases(&self, history: &History, horizons: &[f64]) -> Vec<f64> {
        let (x, age) = (f64::from(history.frequency()), history.age());
        let active = self.model().present(history).alive;
        curve(horizons, |from, to| active * self.model().expected_between(x, age, from, to))
    }

    fn count_probabilities(&self, history: &History, up_to: usize) -> Vec<f64> {
        let (x, age) = (f64::from(history.frequency()), history.age());
        let active = self.model().present(history).alive;
        let mut probabilities = self.model().counts(x, age, self.terms().horizon(), up_to);
        for probability in &mut probabilities {
            *probability *= active;
        }
        probabilities[0] += 1.0 - active;
        probabilities
    }
}

/// Derivatives by the model's parameters, then zeros.
fn padded<const P: usize>(slopes: &[f64; P]) -> [f64; MAX_PARAMETERS] {
    std::array::from_fn(|i| slopes.get(i).copied().unwrap_or(0.0))
}
