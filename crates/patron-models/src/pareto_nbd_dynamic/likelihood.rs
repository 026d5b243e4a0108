//! Log-likelihood of one customer with its first and second derivatives.

use super::exposure::{Exposure, pace};
use super::prepared::{Point, Prepared, Stretch};
use super::terms::{Density, Part, Sums};
use crate::lifetime::march;
use crate::special::{digamma, ln_gamma_ratio, trigamma};

/// Widest panel beside the distance to the nearest singularity: 16 Gauss-Legendre points leave 1e-18 there.
const GAP: f64 = 2.0;
/// Largest change of the integrand's logarithm within a panel, at the steepness of its start.
const FALL: f64 = 6.0;

/// The bracket of the likelihood over its value at t_x, its first term alone, and the exposures at the age.
#[derive(Debug)]
pub(super) struct Bracket {
    pub(super) sums: Sums,
    pub(super) active: Sums,
    ln_reference: f64,
    pub(super) rates: Exposure,
    pub(super) lives: Exposure,
}

/// Both clocks at the beginning of a stretch, and their paces in it.
pub(super) struct Clocks<'a> {
    pub(super) stretch: &'a Stretch,
    pub(super) rates: &'a Exposure,
    pub(super) lives: &'a Exposure,
    pub(super) buying: f64,
    pub(super) stopping: f64,
}

impl<'a> Clocks<'a> {
    pub(super) fn new(at: &Point, stretch: &'a Stretch, rates: &'a Exposure, lives: &'a Exposure) -> Self {
        let (buying, stopping) = (pace(&at.rates, &stretch.rates), pace(&at.lives, &stretch.lives));
        Self { stretch, rates, lives, buying, stopping }
    }

    /// α + A and β + D at a time of the stretch.
    pub(super) fn at(&self, time: f64) -> (f64, f64) {
        let passed = time - self.stretch.from;
        (self.rates.value + self.buying * passed, self.lives.value + self.stopping * passed)
    }

    /// The widest panel at a time for powers of both and an exponential.
    pub(super) fn width(&self, time: f64, (of_rates, of_lives, discount): (f64, f64, f64)) -> f64 {
        let (rates, lives) = self.at(time);
        let (buying, stopping) = (self.buying / rates, self.stopping / lives);
        (GAP / buying.max(stopping)).min(FALL / (of_rates * buying + of_lives * stopping + discount))
    }
}

/// The bracket, with second derivatives where it is to be `curved`.
pub(super) fn bracket(customer: &Prepared, at: &Point, curved: bool) -> Bracket {
    let shape = at.r + customer.x;
    let mut rates = Exposure::from(at.alpha, at.rates.len());
    let mut lives = Exposure::from(at.beta, at.lives.len());
    let advance = |rates: &mut Exposure, lives: &mut Exposure, stretch: &Stretch| {
        rates.add(stretch.time(), pace(&at.rates, &stretch.rates), &stretch.rates);
        lives.add(stretch.time(), pace(&at.lives, &stretch.lives), &stretch.lives);
    };
    customer.before.iter().for_each(|stretch| advance(&mut rates, &mut lives, stretch));
    let ln_reference = -shape * rates.value.ln() - at.s * lives.value.ln();
    let m = 4 + at.rates.len() + at.lives.len();
    // The sums and the exposures at a node.
    let mut state = (Sums::new(m, curved), rates.clone(), lives.clone());
    for stretch in &customer.since {
        let clocks = Clocks::new(at, stretch, &rates, &lives);
        march(
            (stretch.from, stretch.to),
            &mut state,
            |time| clocks.width(time, (shape, at.s + 1.0, 0.0)),
            |(sums, _, _), time| {
                // Whoever stops later is active until then, which bounds what follows.
                let (rates, lives) = clocks.at(time);
                (-shape * rates.ln() - at.s * lives.ln() - ln_reference).exp() <= 1e-18 * sums.value
            },
            |(sums, rates, lives), time, weight| {
                let passed = time - stretch.from;
                clocks.rates.ahead(passed, clocks.buying, &stretch.rates, rates);
                clocks.lives.ahead(passed, clocks.stopping, &stretch.lives, lives);
                let ln = -shape * rates.value.ln() - (at.s + 1.0) * lives.value.ln() - ln_reference;
                let term = weight * at.s * clocks.stopping * ln.exp();
                let of_rates = Part { power: shape, exposure: rates };
                let of_lives = Part { power: at.s + 1.0, exposure: lives };
                sums.add(term, of_rates, of_lives, Some(Density { s: at.s, z: &stretch.lives }));
            },
        );
        advance(&mut rates, &mut lives, stretch);
    }
    let mut sums = state.0;
    let still = (-shape * rates.value.ln() - at.s * lives.value.ln() - ln_reference).exp();
    let mut active = Sums::new(m, false);
    let parts = (Part { power: shape, exposure: &rates }, Part { power: at.s, exposure: &lives });
    sums.add(still, parts.0, parts.1, None);
    active.add(still, parts.0, parts.1, None);
    Bracket { sums, active, ln_reference, rates, lives }
}

/// Value, gradient and upper triangle of the Hessian by rows, in the order of the terms.
pub(super) fn evaluate(customer: &Prepared, at: &Point) -> (f64, Vec<f64>, Vec<f64>) {
    let Bracket { sums, ln_reference, .. } = bracket(customer, at, true);
    let m = sums.first.len();
    let mut gradient: Vec<f64> = sums.first.iter().map(|sum| sum / sums.value).collect();
    let mut hessian: Vec<f64> = sums.second.iter().map(|sum| sum / sums.value).collect();
    for i in 0..m {
        for j in i..m {
            hessian[i * m + j] -= gradient[i] * gradient[j];
        }
    }
    let Point { r, alpha, s, beta, .. } = *at;
    let x = customer.x;
    // s and β follow the coefficients of purchases.
    let lives = 2 + at.rates.len();
    let of_purchases: f64 = at.rates.iter().zip(&customer.bought_at).map(|(gamma, z)| gamma * z).sum();
    let value = ln_gamma_ratio(r, x) + r * alpha.ln() + s * beta.ln() + of_purchases + ln_reference + sums.value.ln();
    gradient[0] += digamma(r + x) - digamma(r) + alpha.ln();
    gradient[1] += r / alpha;
    gradient[2..lives].iter_mut().zip(&customer.bought_at).for_each(|(slope, z)| *slope += z);
    gradient[lives] += beta.ln();
    gradient[lives + 1] += s / beta;
    hessian[0] += trigamma(r + x) - trigamma(r);
    hessian[1] += 1.0 / alpha;
    hessian[m + 1] -= r / (alpha * alpha);
    hessian[lives * m + lives + 1] += 1.0 / beta;
    hessian[(lives + 1) * m + lives + 1] -= s / (beta * beta);
    (value, gradient, hessian)
}
