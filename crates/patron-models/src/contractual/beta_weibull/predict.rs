//! Lifetimes of both models.

use super::Survival;
use super::sum::{Term, sum_forever};
use crate::contractual::{Lifetime, RenewalPredictor, RenewalTerms};
use crate::transaction::MAX_PARAMETERS;

/// Either model with parameters, horizon and discount in place.
#[derive(Debug)]
pub(in crate::contractual) struct BetaWeibullPredictor {
    survival: Survival,
    /// Parameters of the model: the derivative by c is left out where c is none of them.
    parameters: usize,
    terms: RenewalTerms,
}

impl BetaWeibullPredictor {
    pub(in crate::contractual) fn new(parameters: &[f64], terms: RenewalTerms) -> Self {
        Self { survival: Survival::of(parameters), parameters: parameters.len(), terms }
    }

    /// Payments at renewals `first`, `first` + 1, … given that renewal `given` was made.
    ///
    /// DEL and DERL of \[FH2010\]. With pₖ = S(first + k) / S(given) and v = e^(−δ): Σ pₖ vᵏ, and since the payments end
    /// once for all,
    /// E[(Σ …)²] = Σ pₖ vᵏ (vᵏ + 2 Σ_{j<k} vʲ).
    fn lifetime(&self, given: u32, first: u32) -> Lifetime {
        let discount = self.terms.discount();
        let base = self.survival.ln(f64::from(given));
        let term = |k: f64| -> Term {
            let ahead = self.survival.ln(f64::from(first) + k);
            let present = (ahead.value - base.value - discount * k).exp();
            let slope = |i: usize| if present > 0.0 { present * (ahead.gradient[i] - base.gradient[i]) } else { 0.0 };
            [present, slope(0), slope(1), slope(2)]
        };
        let (mut sums, mut square, mut expected, mut annuity) = ([0.0; 4], 0.0, 0.0, 0.0);
        let mut probability = 1.0;
        for k in 0..self.terms.payments() {
            let k = f64::from(k);
            let (next, factor) = (term(k), (-discount * k).exp());
            for (sum, part) in sums.iter_mut().zip(next) {
                *sum += part;
            }
            square += next[0] * (factor + 2.0 * annuity);
            annuity += factor;
            probability = self.survival_from(given, f64::from(first) + k);
            expected += probability;
        }
        let forever = (discount > 0.0).then(|| sum_forever(term, self.survival.c));
        Lifetime {
            probability_next: self.survival_from(given, f64::from(first)),
            probability_all: probability,
            expected_payments: expected,
            discounted_payments: sums[0],
            variance: (square - sums[0] * sums[0]).max(0.0),
            gradient: self.gradient(&sums),
            discounted_forever: forever.map(|sums| sums[0]),
            gradient_forever: forever.map_or([0.0; MAX_PARAMETERS], |sums| self.gradient(&sums)),
        }
    }

    fn survival_from(&self, given: u32, renewal: f64) -> f64 {
        if renewal == f64::from(given) + 1.0 {
            return self.survival.retention(renewal);
        }
        (self.survival.ln(renewal).value - self.survival.ln(f64::from(given)).value).exp()
    }

    fn gradient(&self, sums: &Term) -> [f64; MAX_PARAMETERS] {
        let mut gradient = [0.0; MAX_PARAMETERS];
        for (slope, sum) in gradient.iter_mut().zip(&sums[1..]).take(self.parameters) {
            *slope = *sum;
        }
        gradient
    }
}

impl RenewalPredictor for BetaWeibullPredictor {
    fn terms(&self) -> RenewalTerms {
        self.terms
    }

    fn survival(&self, renewal: u32) -> f64 {
        self.survival.at(f64::from(renewal))
    }

    fn retention(&self, renewal: u32) -> f64 {
        if renewal == 0 { f64::NAN } else { self.survival.retention(f64::from(renewal)) }
    }

    fn new_customer(&self) -> Lifetime {
        self.lifetime(0, 0)
    }

    fn residual(&self, renewals: u32) -> Lifetime {
        self.lifetime(renewals, renewals.saturating_add(1))
    }
}
