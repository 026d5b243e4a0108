//! Lifetimes with hazards that differ as Gamma(s, rate β): the Pareto distribution (of the second kind).
//!
//! S(t) = (β/(β+t))^s, f(t) = s β^s / (β+t)^(s+1).

use crate::lifetime::{Lifetime, has_second, second};

/// Positions of s and β among the parameters.
const S: usize = 2;
const BETA: usize = 3;

/// s and β, positive.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pareto {
    pub(super) s: f64,
    pub(super) beta: f64,
}

impl<const E: usize> Lifetime<4, E> for Pareto {
    fn ln_survival(&self, t: f64) -> [f64; E] {
        let Self { s, beta } = *self;
        let (fallen, over, lost) = ((t / beta).ln_1p(), 1.0 / (beta + t), t / (beta * (beta + t)));
        let mut jet = [0.0; E];
        jet[0] = -s * fallen;
        jet[1 + S] = -fallen;
        jet[1 + BETA] = s * lost;
        if has_second(4, E) {
            jet[second(4, S, BETA)] = lost;
            jet[second(4, BETA, BETA)] = -s * lost * (1.0 / beta + over);
        }
        jet
    }

    #[inline]
    fn ln_density(&self, t: f64) -> [f64; E] {
        // ln S + ln s − ln(β+t)
        let over = 1.0 / (self.beta + t);
        let mut jet: [f64; E] = self.ln_survival(t);
        jet[0] += (self.s * over).ln();
        jet[1 + S] += 1.0 / self.s;
        jet[1 + BETA] -= over;
        if has_second(4, E) {
            jet[second(4, S, S)] -= 1.0 / (self.s * self.s);
            jet[second(4, BETA, BETA)] += over * over;
        }
        jet
    }

    fn ln_survival_ahead(&self, t: f64, s: f64) -> (f64, [f64; 4]) {
        let then = self.beta + t;
        let fallen = (s / then).ln_1p();
        (-self.s * fallen, [0.0, 0.0, -fallen, self.s * s / (then * (then + s))])
    }

    fn hazard(&self, t: f64) -> f64 {
        self.s / (self.beta + t)
    }

    fn steepness(&self, t: f64) -> f64 {
        (self.s + 1.0) / (self.beta + t)
    }

    fn scale(&self) -> f64 {
        self.beta
    }

    fn pace(&self) -> f64 {
        0.0
    }

    fn pace_at(&self, _: f64) -> f64 {
        0.0
    }
}
