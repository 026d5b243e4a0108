//! What MBG/NBD brings to the predictor of memoryless models.

use crate::bg_nbd::Parameters;
use crate::history::History;
use crate::transaction::{Ahead, Memoryless, Present, Terms};

/// Customers of MBG/NBD at given parameters.
#[derive(Debug)]
pub(crate) struct MbgNbdCustomers {
    parameters: Parameters,
    /// Active customers: stopping probabilities after x repeat purchases are Beta(a, b + 1 + x).
    active: Parameters,
}

impl MbgNbdCustomers {
    pub(crate) fn new(parameters: Parameters) -> Self {
        Self { parameters, active: Parameters { b: parameters.b + 1.0, ..parameters } }
    }
}

impl Memoryless<4> for MbgNbdCustomers {
    /// P(alive) = 1 / (1 + a/(b+x) · ((α+T)/(α+t_x))^(r+x)) \[B2007\].
    fn present(&self, history: &History) -> Present<4> {
        let other = self.parameters.b + f64::from(history.frequency());
        self.parameters.present_after_a_chance_to_stop(other, history)
    }

    fn ahead(&self, x: f64, age: f64, terms: Terms) -> Ahead<4> {
        self.active.ahead(x, age, terms)
    }

    fn expected_between(&self, x: f64, age: f64, from: f64, to: f64) -> f64 {
        self.active.expected_between(x, age, from, to)
    }

    fn counts(&self, x: f64, age: f64, horizon: f64, up_to: usize) -> Vec<f64> {
        self.active.counts(x, age, horizon, up_to)
    }

    fn coordinate(&self, age: f64) -> f64 {
        self.active.coordinate(age)
    }

    fn age_at(&self, coordinate: f64) -> f64 {
        self.active.age_at(coordinate)
    }
}
