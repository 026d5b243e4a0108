//! What is expected of customers within a horizon of known covariates.
//!
//! With U = α + A(T) and V = β + D(T) at the age T, an active customer has λ ~ Gamma(r+x, rate U), survives s more with
//! S(s) = (V/(V+ΔD(s)))^s and buys at the pace a(s) = e^(γ′z(T+s)). With k = r + x and the exposure ΔA(s) ahead:
//! E\[N\] = k/U ∫ a S, E\[N(N−1)\] = 2k(k+1)/U² ∫ a ΔA S, P(N ≥ 1) = k/U ∫ a (1+ΔA/U)^−(k+1) S.

use rayon::prelude::*;

use super::customer::{Customer, DynamicSample};
use super::error::DynamicError;
use super::likelihood::{Bracket, Clocks, bracket};
use super::prepared::{Layout, Point, Prepared, Stretch};
use crate::covariates::Design;
use crate::lifetime::march;
use crate::special::negative_binomial;
use crate::transaction::{MAX_PARAMETERS, Prediction, Terms};

/// What is expected of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct DynamicPrediction {
    /// The figures; without an end they are not known, and the gradient there is 0. The rate is the mean over the
    /// horizon, at the covariates of the horizon and without a stop; at a horizon of 0 that at the age.
    pub figures: Prediction,
    /// Derivatives of the discounted purchases by all parameters, in the order of the model.
    pub gradient: Vec<f64>,
}

/// Sums over the time ahead of an active customer.
#[derive(Debug, Clone, Default)]
struct Ahead {
    expected: f64,
    factorial_moment: f64,
    returns: f64,
    discounted: f64,
    gradient: Vec<f64>,
}

/// A customer at the age, and what lies ahead.
pub(super) struct Now<'a> {
    customer: Prepared,
    ahead: Vec<Stretch>,
    at: &'a Point,
    bracket: Bracket,
}

impl<'a> Now<'a> {
    fn new(layout: &Layout, customer: &Customer, horizon: f64, at: &'a Point) -> Self {
        let prepared = layout.prepare(customer, None);
        let ahead = layout.stretches(customer, customer.age, customer.age + horizon, None);
        let bracket = bracket(&prepared, at, false);
        Self { customer: prepared, ahead, at, bracket }
    }

    fn shape(&self) -> f64 {
        self.at.r + self.customer.x
    }

    fn alive(&self) -> f64 {
        self.bracket.active.value / self.bracket.sums.value
    }

    /// Visits nodes and weights ahead with both clocks; powers of them and a discount bound the
    /// steepness.
    fn visit<S>(&self, state: &mut S, powers: (f64, f64, f64), mut visit: impl FnMut(&mut S, &Clocks<'_>, f64, f64)) {
        let (mut rates, mut lives) = (self.bracket.rates.clone(), self.bracket.lives.clone());
        for stretch in &self.ahead {
            let clocks = Clocks::new(self.at, stretch, &rates, &lives);
            let width = |time: f64| clocks.width(time, powers);
            march(
                (stretch.from, stretch.to),
                state,
                width,
                |_, _| false,
                |s, time, weight| visit(s, &clocks, time, weight),
            );
            let (buying, stopping) = (clocks.buying, clocks.stopping);
            rates.add(stretch.time(), buying, &stretch.rates);
            lives.add(stretch.time(), stopping, &stretch.lives);
        }
    }

    fn sums(&self, discount: f64) -> Ahead {
        let m = self.bracket.sums.first.len();
        let lives_from = 2 + self.at.rates.len();
        let (now_rates, now_lives) = (self.bracket.rates.value, &self.bracket.lives);
        let (k, s) = (self.shape(), self.at.s);
        let mut sum = Ahead { gradient: vec![0.0; m], ..Ahead::default() };
        self.visit(&mut sum, (k + 1.0, s, discount), |sum, clocks, time, weight| {
            let (rates, lives) = clocks.at(time);
            let ln_survival = -s * (lives / now_lives.value).ln();
            let active = weight * clocks.buying * ln_survival.exp();
            let passed = rates - now_rates;
            let discounted = active * (-discount * (time - self.customer.age)).exp();
            sum.expected += active;
            sum.factorial_moment += active * passed;
            sum.returns += active * (-(k + 1.0) * (passed / now_rates).ln_1p()).exp();
            sum.discounted += discounted;
            for (slope, z) in sum.gradient[2..].iter_mut().zip(&clocks.stretch.rates) {
                *slope += discounted * z;
            }
            let (of_lives, later) = (&mut sum.gradient[lives_from..], time - clocks.stretch.from);
            of_lives[0] += discounted * ln_survival / s;
            of_lives[1] -= discounted * s * (1.0 / lives - 1.0 / now_lives.value);
            let z = clocks.stretch.lives.iter().zip(&clocks.lives.first).zip(&now_lives.first);
            for (slope, ((z, at_start), now)) in of_lives[2..].iter_mut().zip(z) {
                let first = at_start + clocks.stopping * later * z;
                *slope -= discounted * s * (first / lives - now / now_lives.value);
            }
        });
        sum
    }

    pub(super) fn predict(&self, layout: &Layout, terms: Terms) -> DynamicPrediction {
        let (alive, k, now) = (self.alive(), self.shape(), &self.bracket.rates);
        let rate = k / now.value;
        let sum = self.sums(terms.discount());
        let expected = alive * rate * sum.expected;
        let discounted = alive * rate * sum.discounted;
        let factorial_moment = 2.0 * alive * rate * (k + 1.0) / now.value * sum.factorial_moment;
        let (sums, active) = (&self.bracket.sums, &self.bracket.active);
        // The slope of P(alive) times the rate and the integral, and P(alive) times the slopes of these.
        let value = rate * sum.discounted / sums.value;
        let of_alive = active.first.iter().zip(&sums.first).map(|(of_active, of_all)| of_active - alive * of_all);
        let mut slopes: Vec<f64> =
            of_alive.zip(&sum.gradient).map(|(of_alive, ahead)| value * of_alive + alive * rate * ahead).collect();
        slopes[0] += discounted / k;
        slopes[1] -= discounted / now.value;
        for (slope, first) in slopes[2..].iter_mut().zip(&now.first) {
            *slope -= discounted * first / now.value;
        }
        let mut gradient = vec![0.0; slopes.len()];
        for (place, slope) in layout.order().into_iter().zip(slopes) {
            gradient[place] = slope;
        }
        let figures = Prediction {
            probability_alive: alive,
            probability_return: (alive * rate * sum.returns).min(alive), // of rounding
            expected_purchases: expected,
            purchase_variance: factorial_moment + expected * (1.0 - expected),
            discounted_purchases: discounted,
            discounted_purchases_forever: None,
            // The density of the rates has the derivative (r/α − λ) times itself by α.
            purchase_rate: -sums.first[1] / sums.value * self.mean_pace(),
            gradient: [0.0; MAX_PARAMETERS],
        };
        DynamicPrediction { figures, gradient }
    }

    /// The mean of e^(γ′z) ahead; at a horizon of 0 that at the age, where a change at the age is not looked at.
    fn mean_pace(&self) -> f64 {
        let pace = |stretch: &Stretch| super::exposure::pace(&self.at.rates, &stretch.rates);
        let time: f64 = self.ahead.iter().map(Stretch::time).sum();
        if time > 0.0 {
            return self.ahead.iter().map(|stretch| stretch.time() * pace(stretch)).sum::<f64>() / time;
        }
        self.customer.since.last().or(self.customer.before.last()).map_or(1.0, pace)
    }

    /// P(N = n), by the exposure until the customer stops or the horizon ends.
    pub(super) fn counts(&self, up_to: usize) -> Vec<f64> {
        let (k, s, now_rates, now_lives) =
            (self.shape(), self.at.s, self.bracket.rates.value, self.bracket.lives.value);
        let add = |total: &mut Vec<f64>, weight: f64, rates: f64| {
            let odds = (rates - now_rates) / now_rates;
            for (sum, probability) in total.iter_mut().zip(negative_binomial(k, odds, up_to)) {
                *sum += weight * probability;
            }
        };
        let mut total = vec![0.0; up_to + 1];
        // A third of the panels of other integrals: chances of many rise as high powers of the exposure ahead.
        let powers = (3.0 * (k + up_to as f64), 3.0 * (s + 1.0), 0.0);
        self.visit(&mut total, powers, |total, clocks, time, weight| {
            let (rates, lives) = clocks.at(time);
            let density = s * clocks.stopping / lives * (-s * (lives / now_lives).ln()).exp();
            add(total, weight * density, rates);
        });
        let (mut rates, mut lives) = (self.bracket.rates.clone(), self.bracket.lives.clone());
        for stretch in &self.ahead {
            let clocks = Clocks::new(self.at, stretch, &rates, &lives);
            let (buying, stopping) = (clocks.buying, clocks.stopping);
            rates.add(stretch.time(), buying, &stretch.rates);
            lives.add(stretch.time(), stopping, &stretch.lives);
        }
        add(&mut total, (-s * (lives.value / now_lives).ln()).exp(), rates.value);
        let alive = self.alive();
        total.iter_mut().for_each(|probability| *probability *= alive);
        total[0] += 1.0 - alive;
        total
    }
}

/// Something of every customer, with its position, at the age; in parallel and in order.
pub(super) fn of_each<T: Send>(
    design: &Design,
    parameters: &[f64],
    terms: Terms,
    sample: &DynamicSample,
    f: impl Fn(usize, &Layout, &Now<'_>) -> T + Sync,
) -> Result<Vec<T>, DynamicError> {
    design.check(parameters)?;
    let layout = Layout::new(design, sample)?;
    for (i, customer) in sample.customers().iter().enumerate() {
        let needed = customer.age + terms.horizon();
        if customer.until < needed {
            return Err(DynamicError::End { row: i + 1, until: customer.until, needed });
        }
    }
    let point = layout.point(parameters);
    let one = |(i, customer): (usize, &Customer)| f(i, &layout, &Now::new(&layout, customer, terms.horizon(), &point));
    Ok(sample.customers().par_iter().enumerate().map(one).collect())
}

pub(super) fn predict_all(
    design: &Design,
    parameters: &[f64],
    terms: Terms,
    sample: &DynamicSample,
) -> Result<Vec<DynamicPrediction>, DynamicError> {
    of_each(design, parameters, terms, sample, |_, layout, now| now.predict(layout, terms))
}

pub(super) fn count_probabilities(
    design: &Design,
    parameters: &[f64],
    terms: Terms,
    sample: &DynamicSample,
    up_to: usize,
) -> Result<Vec<Vec<f64>>, DynamicError> {
    of_each(design, parameters, terms, sample, |_, _, now| now.counts(up_to))
}
