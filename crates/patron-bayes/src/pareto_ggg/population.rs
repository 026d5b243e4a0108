//! One chain: the population's parameters, and k and the unseen times of every customer.

use patron_models::special::ln_gamma_quick;
use rand::RngExt;
use rand_distr::StandardNormal;

use super::TimedHistory;
use super::latent::{Given, Latent};
use crate::chain::{Heterogeneity, Life, Moment, Slice, Stream, gamma, gamma_density, ln_lifetimes, ln_rates};
use crate::prior::Prior;

/// Draws of the unseen times and the hazards in a step.
const UNSEEN_ROUNDS: u32 = 2;

/// What is fixed of one customer.
#[derive(Debug, Clone, Copy)]
struct Seen {
    purchases: f64,
    last: f64,
    age: f64,
    ln_gaps: f64,
}

/// A customer's gaps with the unseen one: number m, sum S, sum of logarithms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gaps {
    pub(super) count: f64,
    pub(super) sum: f64,
    pub(super) ln_sum: f64,
}

/// The state of a chain.
#[derive(Debug)]
pub(super) struct Chain {
    seen: Vec<Seen>,
    regularity: Heterogeneity,
    rates: Heterogeneity,
    hazards: Heterogeneity,
    k: Vec<f64>,
    latent: Vec<Latent>,
    gaps: Vec<Gaps>,
    steps: u32,
    by_customer: Slice,
    by_factor: Slice,
    by_stretch: Slice,
}

impl Chain {
    /// Starts where means would be if nobody stopped, off by a random factor so that chains start apart.
    pub(super) fn new(customers: &[TimedHistory], priors: &[Prior], stream: &mut Stream) -> Self {
        let see = |customer: &TimedHistory| Seen {
            purchases: f64::from(customer.history.frequency()),
            last: customer.history.recency(),
            age: customer.history.age(),
            ln_gaps: customer.ln_gaps,
        };
        let seen: Vec<Seen> = customers.iter().map(see).collect();
        let sum = |f: fn(&Seen) -> f64| seen.iter().map(f).sum::<f64>();
        let (time, purchases) = (sum(|customer| customer.age), sum(|customer| customer.purchases));
        let mean_age = time / seen.len() as f64;
        let mut off = |value: f64| value * (0.4 * stream.sample::<f64, _>(StandardNormal)).exp();
        let (t, r, s) = (off(5.0), off(1.0), off(1.0));
        let (gamma, alpha, beta) = (off(t), off(r * time / purchases), off(s * mean_age));
        let prior = |i: usize| [priors[i], priors[i + 1]];
        // Everybody is still active and will buy again as soon as after the silence seen.
        let latent = seen
            .iter()
            .map(|customer| customer.age - customer.last)
            .map(|silence| Latent { next: silence + 0.01 * mean_age, end: silence + mean_age })
            .collect();
        let mut chain = Self {
            k: vec![1.0; seen.len()],
            gaps: Vec::with_capacity(seen.len()),
            seen,
            regularity: Heterogeneity::new(t, gamma, prior(0)),
            rates: Heterogeneity::new(r, alpha, prior(2)),
            hazards: Heterogeneity::new(s, beta, prior(4)),
            latent,
            steps: 0,
            by_customer: Slice::new(0.5),
            by_factor: Slice::new(0.1),
            by_stretch: Slice::new(0.3),
        };
        chain.complete();
        chain
    }

    /// t, gamma, r, alpha, s, beta.
    pub(super) fn parameters(&self) -> Vec<f64> {
        [&self.regularity, &self.rates, &self.hazards].iter().flat_map(|law| [law.shape, law.rate]).collect()
    }

    /// One step: unseen times and hazards, which mix slowly, twice; all k together and the rates by turns.
    pub(super) fn step(&mut self, stream: &mut Stream, tuning: bool) {
        for _ in 0..UNSEEN_ROUNDS {
            for place in 0..self.seen.len() {
                self.latent[place] = self.given(place).draw(stream, self.latent[place]);
            }
            let lives: Vec<Life> =
                self.seen.iter().zip(&self.latent).map(|(seen, latent)| life(seen, latent)).collect();
            self.hazards.step(stream, tuning, |s, beta| ln_lifetimes(s, beta, &lives));
        }
        self.complete();
        self.step_each_k(stream, tuning);
        self.steps += 1;
        if self.steps.is_multiple_of(2) {
            self.step_all_k(stream, tuning);
        } else {
            let purchases: Vec<(f64, f64)> =
                self.gaps.iter().zip(&self.k).map(|(gaps, k)| (k * gaps.count, k * gaps.sum)).collect();
            self.rates.step(stream, tuning, |r, alpha| ln_rates(r, alpha, &purchases));
        }
        let (count, sum) = (self.k.len() as f64, self.k.iter().sum());
        let ln_sum = self.k.iter().map(|k| k.ln()).sum();
        self.regularity.step(stream, tuning, |t, gamma| gamma_density(t, gamma, count, sum, ln_sum));
    }

    /// λ, μ and purchases to come of a customer, given the state.
    pub(super) fn moment(&self, stream: &mut Stream, place: usize, horizon: f64) -> Moment {
        let (seen, gaps, latent, k) = (&self.seen[place], &self.gaps[place], &self.latent[place], self.k[place]);
        let lambda = gamma(stream, self.rates.shape + k * gaps.count, self.rates.rate + k * gaps.sum);
        let mu = gamma(stream, self.hazards.shape + 1.0, self.hazards.rate + seen.last + latent.end);
        let silence = seen.age - seen.last;
        let alive = latent.end > silence;
        let until = if alive { horizon.min(latent.end - silence) } else { 0.0 };
        let mut purchases = 0;
        // The unseen purchase of one who has stopped was never made, wherever it lies.
        let mut time = if alive { latent.next - silence } else { f64::INFINITY };
        while time <= until {
            purchases += 1;
            time += gamma(stream, k, k * lambda);
        }
        Moment { alive, purchases, lambda, mu, k }
    }

    fn given(&self, place: usize) -> Given {
        let seen = &self.seen[place];
        Given {
            purchases: seen.purchases,
            last: seen.last,
            silence: seen.age - seen.last,
            k: self.k[place],
            r: self.rates.shape,
            alpha: self.rates.rate,
            s: self.hazards.shape,
            beta: self.hazards.rate,
        }
    }

    /// The gaps with the unseen one.
    fn complete(&mut self) {
        let complete = |(seen, latent): (&Seen, &Latent)| Gaps {
            count: seen.purchases + 1.0,
            sum: seen.last + latent.next,
            ln_sum: seen.ln_gaps + latent.next.ln(),
        };
        self.gaps.clear();
        self.gaps.extend(self.seen.iter().zip(&self.latent).map(complete));
    }

    fn step_each_k(&mut self, stream: &mut Stream, tuning: bool) {
        let (r, alpha) = (self.rates.shape, self.rates.rate);
        let (t, rate) = (self.regularity.shape, self.regularity.rate);
        for (k, gaps) in self.k.iter_mut().zip(&self.gaps) {
            let ln_k = self.by_customer.step(stream, k.ln(), tuning, |ln_k| {
                let k = ln_k.exp();
                t * ln_k - rate * k + ln_likelihood(k, ln_k, gaps, r, alpha)
            });
            *k = ln_k.exp();
        }
    }

    /// All k by a common factor, gamma against it; then their logarithms stretched around that of the mean, the shape
    /// against it. Each is a group, so that a slice along it with its Jacobian leaves the posterior as it is \[LS2000\].
    fn step_all_k(&mut self, stream: &mut Stream, tuning: bool) {
        let Heterogeneity { shape: t, rate, .. } = self.regularity;
        let (r, alpha) = (self.rates.shape, self.rates.rate);
        let ln_k: Vec<f64> = self.k.iter().map(|k| k.ln()).collect();
        let (gaps, regularity) = (&self.gaps, &self.regularity);
        let of_all = |moved: &dyn Fn(f64) -> f64| -> f64 {
            let of_one = |(ln_k, gaps): (&f64, &Gaps)| {
                let ln_k = moved(*ln_k);
                ln_likelihood(ln_k.exp(), ln_k, gaps, r, alpha)
            };
            ln_k.iter().zip(gaps).map(of_one).sum()
        };
        let factor = self.by_factor.step(stream, 0.0, tuning, |factor| {
            of_all(&|ln_k| ln_k + factor) + regularity.ln_prior(t, rate * (-factor).exp())
        });
        let rate = rate * (-factor).exp();
        let ln_k: Vec<f64> = ln_k.iter().map(|ln_k| ln_k + factor).collect();
        let (ln_mean, count) = ((t / rate).ln(), ln_k.len() as f64);
        let of_one = |ln_k: f64, gaps: &Gaps| ln_likelihood(ln_k.exp(), ln_k, gaps, r, alpha);
        let stretch = self.by_stretch.step(stream, 0.0, tuning, |stretch| {
            let (wide, narrow) = (stretch.exp(), (-2.0 * stretch).exp());
            let (mut sum, mut ln_sum, mut value) = (0.0, 0.0, 0.0);
            for (ln_k, gaps) in ln_k.iter().zip(gaps) {
                let ln_k = ln_mean + wide * (ln_k - ln_mean);
                sum += ln_k.exp();
                ln_sum += ln_k;
                value += of_one(ln_k, gaps);
            }
            let (t, rate) = (t * narrow, rate * narrow);
            value + gamma_density(t, rate, count, sum, ln_sum) + regularity.ln_prior(t, rate) + count * stretch
        });
        let narrow = (-2.0 * stretch).exp();
        for (k, ln_k) in self.k.iter_mut().zip(&ln_k) {
            *k = (ln_mean + stretch.exp() * (ln_k - ln_mean)).exp();
        }
        self.regularity.shape = t * narrow;
        self.regularity.rate = rate * narrow;
    }
}

/// The lifetime as far as it counts: an end within the time observed, or the time observed.
fn life(seen: &Seen, latent: &Latent) -> Life {
    let end = seen.last + latent.end;
    if end < seen.age { Life { time: end, ended: true } } else { Life { time: seen.age, ended: false } }
}

/// ln of ∏ gap densities with λ integrated out, as a function of k: k^(km) ∏ g^k / Γ(k)^m · Γ(r+km)/(α+kS)^(r+km).
#[inline]
pub(super) fn ln_likelihood(k: f64, ln_k: f64, gaps: &Gaps, r: f64, alpha: f64) -> f64 {
    let events = k * gaps.count;
    events * ln_k - gaps.count * ln_gamma_quick(k) + k * gaps.ln_sum + ln_gamma_quick(r + events)
        - (r + events) * (alpha + k * gaps.sum).ln()
}
