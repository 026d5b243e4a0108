//! What BG/NBD brings to the predictor of memoryless models.

use super::Parameters;
use super::{ahead, counts};
use crate::history::History;
use crate::transaction::{Ahead, Memoryless, Present, Terms};

impl Parameters {
    /// A customer who may have stopped at the last purchase, `other` the weight of going on against that of a to stop:
    /// P(alive) = 1 / (1 + a/other · ((α+T)/(α+t_x))^(r+x)).
    pub(crate) fn present_after_a_chance_to_stop(&self, other: f64, history: &History) -> Present<4> {
        let Self { r, alpha, a, .. } = *self;
        let shape = r + f64::from(history.frequency());
        let (recency, age) = (alpha + history.recency(), alpha + history.age());
        // ln(age/recency) with its digits where both are near.
        let ln_silence = ((age - recency) / recency).ln_1p();
        let odds = a / other * (shape * ln_silence).exp();
        let alive = 1.0 / (1.0 + odds);
        let stopped = if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 };
        let slope = -alive * stopped;
        let by_alpha = shape * (1.0 / age - 1.0 / recency);
        Present {
            alive,
            alive_gradient: [slope * ln_silence, slope * by_alpha, slope / a, -slope / other],
            rate: alive * shape / age + (1.0 - alive) * shape / recency,
        }
    }
}

impl Memoryless<4> for Parameters {
    /// P(alive) = 1 / (1 + a/(b+x−1) · ((α+T)/(α+t_x))^(r+x)) for x > 0, and 1 for x = 0 \[FHL2005\].
    fn present(&self, history: &History) -> Present<4> {
        if history.frequency() == 0 {
            return Present { alive: 1.0, alive_gradient: [0.0; 4], rate: self.r / (self.alpha + history.age()) };
        }
        self.present_after_a_chance_to_stop(self.b + f64::from(history.frequency()) - 1.0, history)
    }

    fn ahead(&self, x: f64, age: f64, terms: Terms) -> Ahead<4> {
        ahead::ahead(self, x, age, terms)
    }

    fn expected_between(&self, x: f64, age: f64, from: f64, to: f64) -> f64 {
        ahead::expected_between(self, x, age, from, to)
    }

    fn counts(&self, x: f64, age: f64, horizon: f64, up_to: usize) -> Vec<f64> {
        counts::given_active(self, x, age, horizon, up_to)
    }

    fn coordinate(&self, age: f64) -> f64 {
        (age / self.alpha).ln_1p()
    }

    fn age_at(&self, coordinate: f64) -> f64 {
        self.alpha * coordinate.exp_m1()
    }
}
