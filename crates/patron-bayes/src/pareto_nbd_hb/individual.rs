//! One customer with known λ and μ.

use nalgebra::{Matrix2, Vector2};
use patron_models::history::History;
use rand::RngExt;
use rand_distr::StandardNormal;

use crate::chain::{Moment, Stream, exponential};

/// x, t_x and D = T − t_x.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) purchases: f64,
    pub(super) last: f64,
    pub(super) silence: f64,
}

impl Seen {
    pub(super) fn new(history: &History) -> Self {
        let (last, age) = (history.recency(), history.age());
        Self { purchases: f64::from(history.frequency()), last, silence: age - last }
    }

    /// ln L: x ln λ − (λ+μ) t_x + ln((μ + λ e^(−(λ+μ)D))/(λ+μ)) \[SMC1987\], given the logarithms of both rates.
    #[inline]
    pub(super) fn ln_likelihood(&self, ln_lambda: f64, ln_mu: f64) -> f64 {
        let (lambda, mu) = (ln_lambda.exp(), ln_mu.exp());
        let both = lambda + mu;
        let quiet = (mu + lambda * (-both * self.silence).exp()) / both;
        self.purchases * ln_lambda - both * self.last + quiet.ln()
    }

    /// P(alive) given both rates: (λ+μ) e^(−(λ+μ)D)/(μ + λ e^(−(λ+μ)D)).
    #[inline]
    pub(super) fn alive(&self, lambda: f64, mu: f64) -> f64 {
        let both = lambda + mu;
        let quiet = (-both * self.silence).exp();
        both * quiet / (mu + lambda * quiet)
    }

    /// The next (ln λ, ln μ) of a population with a mean and a root L of its covariance: a point on the ellipse through
    /// the present one and one drawn from the population, likely enough for the data \[MAM2010\].
    pub(super) fn elliptical(
        &self,
        stream: &mut Stream,
        own: Vector2<f64>,
        mean: Vector2<f64>,
        factor: &Matrix2<f64>,
    ) -> Vector2<f64> {
        let now = own - mean;
        let drawn = factor * Vector2::new(stream.sample(StandardNormal), stream.sample(StandardNormal));
        let likelihood = |own: &Vector2<f64>| self.ln_likelihood(own[0], own[1]);
        let level = likelihood(&own) + stream.random::<f64>().ln();
        let mut angle = std::f64::consts::TAU * stream.random::<f64>();
        let (mut low, mut high) = (angle - std::f64::consts::TAU, angle);
        loop {
            let next = mean + now * angle.cos() + drawn * angle.sin();
            if likelihood(&next) > level {
                return next;
            }
            if !(high - low > 1e-12) {
                return own;
            }
            if angle < 0.0 {
                low = angle
            } else {
                high = angle
            }
            angle = low + (high - low) * stream.random::<f64>();
        }
    }

    /// Time from the last purchase to the end of the lifetime, given both rates: beyond the silence with P(alive) =
    /// λ e^(−(λ+μ)D)/(μ + λ e^(−(λ+μ)D)), plus that of μ over both for an end just then; else within it, exponential with
    /// both.
    pub(super) fn end(&self, stream: &mut Stream, lambda: f64, mu: f64) -> f64 {
        let both = lambda + mu;
        if stream.random::<f64>() < self.alive(lambda, mu) {
            return self.silence + exponential(stream) / mu;
        }
        // Inverse of the exponential law cut off at the silence.
        let within = -(-both * self.silence).exp_m1();
        (-(-stream.random::<f64>() * within).ln_1p() / both).min(self.silence * (1.0 - f64::EPSILON))
    }

    /// Purchases within the horizon and what else a draw says.
    pub(super) fn moment(&self, stream: &mut Stream, (lambda, mu): (f64, f64), end: f64, horizon: f64) -> Moment {
        let alive = end >= self.silence;
        let until = if alive { horizon.min(end - self.silence) } else { -1.0 };
        let mut purchases = 0;
        let mut time = exponential(stream) / lambda;
        while time <= until {
            purchases += 1;
            time += exponential(stream) / lambda;
        }
        Moment { alive, purchases, lambda, mu, k: 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::stream;

    #[test]
    fn the_end_has_the_law_that_the_likelihood_says() {
        let seen = Seen { purchases: 2.0, last: 10.0, silence: 6.0 };
        let (lambda, mu) = (0.3_f64, 0.05_f64);
        let both = lambda + mu;
        // Active: e^(−both D); ended within: μ/both (1 − e^(−both D)).
        let (active, ended) = ((-both * 6.0).exp(), mu / both * (1.0 - (-both * 6.0_f64).exp()));
        let expected = active / (active + ended);
        assert!(
            (seen.ln_likelihood(lambda.ln(), mu.ln()) - (2.0 * lambda.ln() - both * 10.0 + (active + ended).ln()))
                .abs()
                < 1e-12
        );
        let (mut stream, count) = (stream(5, 0), 40_000);
        let (mut alive, mut early) = (0, 0);
        for _ in 0..count {
            let end = seen.end(&mut stream, lambda, mu);
            alive += u32::from(end >= 6.0);
            early += u32::from(end < 2.0);
        }
        let share = |hits: u32| f64::from(hits) / f64::from(count);
        let expected_early = mu / both * (1.0 - (-both * 2.0_f64).exp()) / (active + ended);
        // Four standard errors of a share of 40,000.
        assert!((share(alive) - expected).abs() < 0.01, "{} {expected}", share(alive));
        assert!((share(early) - expected_early).abs() < 0.01, "{} {expected_early}", share(early));
    }
}
